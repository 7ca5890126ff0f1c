import { sql, type Expression } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { accountByEmail, accountByName } from '../../src/storage/accounts/find.ts';
import { activeRoom, historyOf, playersOf, roundsOf } from '../../src/storage/history/queries.ts';
import { leaderboard } from '../../src/storage/history/leaderboard.ts';
import { createHistoryStore } from '../../src/storage/history/store.ts';
import { hasPostgres, testPostgres, type OpenTestDatabase } from '../support/database.ts';
import { fill, idOf, size } from './big.ts';
import type { Db } from '../../src/storage/schema/db.ts';

interface Plan {
  readonly 'Index Name'?: string;
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

let database: OpenTestDatabase;
let db: Db;
// The embedded database makes the same plans, but takes too long to fill.
beforeAll(async () => {
  if (!hasPostgres) return;
  database = await testPostgres.open();
  db = sqlOf(database.orm);
  await fill(db);
}, 120_000);
afterAll(() => database?.close());

/** The indexes that a query uses, and the tables that it reads from beginning to end. */
async function planOf(query: Expression<unknown>): Promise<{ indexes: string[]; scanned: string[] }> {
  const { rows } = await sql<{
    'QUERY PLAN': readonly { Plan: Plan }[];
  }>`explain (format json) ${query}`.execute(db);
  const all: Plan[] = [];
  const walk = (plan: Plan) => {
    all.push(plan);
    plan.Plans?.forEach(walk);
  };
  for (const { Plan: plan } of rows[0]?.['QUERY PLAN'] ?? []) walk(plan);
  return {
    indexes: all.flatMap((plan) => plan['Index Name'] ?? []),
    scanned: all.flatMap((plan) => (plan['Node Type'] === 'Seq Scan' ? (plan['Relation Name'] ?? []) : [])),
  };
}

const user = idOf('user', 5);
const viewer = { userId: user, visible: 'everybody' } as const;
const page = { viewerId: user, before: null, limit: 20 };
const board = { groupId: null, since: null, until: null, profile: null, limit: 10, offset: 0 };
const later = { ...page, before: { endedAt: new Date(Date.now() - 10 ** 10), gameId: idOf('game', 1) } };

describe.runIf(hasPostgres)(`the plans with ${size.games} games`, () => {
  test.each<[string, Expression<unknown> | ((db: Db) => Expression<unknown>), readonly string[]]>([
    // Both indexes are on the address; the planner uses the unique one.
    [
      'an account by its address',
      (on) => accountByEmail(on, 'user77@example.org'),
      ['ix_users_email', 'ix_users_email_active'],
    ],
    ['an account by its name', (on) => accountByName(on, 'User77'), ['uq_users_username_folded']],
    ['a room by its code', activeRoom('0003E8'), ['ix_games_active_room_code']],
    // The unique index is sorted by seat already, and is used if it costs no more.
    [
      'the players of a game',
      playersOf(idOf('game', 5)),
      ['ix_game_players_game_id', 'uq_game_players_game_seat'],
    ],
    ['a round with its players', roundsOf(idOf('game', 5), 2), ['ix_rounds_game_number']],
    ['the rounds of a game', roundsOf(idOf('game', 5)), ['ix_rounds_game_number', 'uq_rounds_game_round']],
    ['the history of a player', historyOf(user, page), ['ix_game_players_user_id']],
    ['the history of a player, further back', historyOf(user, later), ['ix_game_players_user_id']],
  ])('%s uses its index, and reads no table from beginning to end', async (_, query, expected) => {
    const { indexes, scanned } = await planOf(typeof query === 'function' ? query(db) : query);
    expect(indexes.filter((index) => expected.includes(index))).not.toEqual([]);
    expect(scanned).toEqual([]);
  });

  // The place of a user is counted over all users. For that the planner may read tables with one row a user
  // in any way. There are no results here.
  test.each([
    ['wins', 'ix_player_stats_total_wins'],
    ['points', 'ix_player_stats_total_points'],
    ['games', 'ix_player_stats_total_games'],
    ['rating', 'ix_player_stats_rating'],
  ] as const)('the leaderboard by %s uses its index', async (by, index) => {
    const { indexes, scanned } = await planOf(leaderboard(viewer, { ...board, by }));
    expect(indexes).toContain(index);
    expect(['users', 'player_stats', 'results']).toEqual(expect.arrayContaining([...new Set(scanned)]));
  });
});

describe.runIf(hasPostgres)(`the history with ${size.games} games`, () => {
  test('a history is read page by page to its end, each game once, newest first', async () => {
    const store = createHistoryStore(db);
    const games: { gameId: string; endedAt: string }[] = [];
    let before: string | null = null;
    do {
      const shown = await store.finished(viewer, 'USER5', { before, limit: 30 });
      if (!shown) throw new Error('user5 is there');
      games.push(...shown.games);
      before = shown.next;
    } while (before !== null);
    const { rows } = await sql<{ id: string }>`
        select g.id from games g join game_players gp on gp.game_id = g.id
        where gp.user_id = ${user}::uuid and g.status = 'finished' order by g.ended_at desc, g.id desc`.execute(
      db,
    );
    expect(games.map(({ gameId }) => gameId)).toEqual(rows.map(({ id }) => id));
    expect(games.length).toBeGreaterThan(150);
  });

  test('another user sees only the games in which both played', async () => {
    const store = createHistoryStore(db);
    // User 1 is in no group with user 5, and played together with them where the seats say so.
    const shown = await store.finished({ ...viewer, userId: idOf('user', 504) }, 'user5', {
      before: null,
      limit: 100,
    });
    expect(shown?.games.length).toBeGreaterThan(0);
    for (const { gameId } of shown?.games ?? [])
      expect(await store.game(idOf('user', 504), gameId)).not.toBeNull();
    expect(await store.finished(viewer, 'nobody', { before: null, limit: 1 })).toBeNull();
  });

  test('the number of queries does not depend on the number of rows', async () => {
    let queries = 0;
    const counting = db.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    const store = createHistoryStore(counting);
    const counted = async (task: () => Promise<unknown>) => {
      queries = 0;
      await task();
      return queries;
    };
    for (const limit of [1, 100])
      expect(await counted(() => store.finished(viewer, 'user5', { before: null, limit }))).toBe(2);
    for (const limit of [1, 100])
      expect(await counted(() => store.leaderboard(viewer, { rules: 'all', limit }))).toBe(2);
    expect(await counted(() => store.game(idOf('user', 6), idOf('game', 5)))).toBe(4);
  });
});
