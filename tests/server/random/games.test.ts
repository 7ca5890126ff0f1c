import fc from 'fast-check';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Result, RoomState } from '../../../src/protocol/index.ts';
import { seats } from '../../../src/rules/index.ts';
import { examine } from '../../../src/storage/doctor/index.ts';
import { tables } from '../../rules/random.ts';
import { testDatabases } from '../../support/database.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { lifetime } from '../lifetime.ts';
import { expectFolded } from '../tables.ts';
import { expectBoards } from './boards.ts';
import { playEvening, type Evening } from './evening.ts';
import { expectGroupPage } from './group-page.ts';
import { toldTo } from './told.ts';

const plans = fc.sample(tables(240), { numRuns: 10, seed: 20_261_123 });

const onServer = serverTest({ databases: testDatabases });

/** The evening of each server. The tests of this file only look at it. */
const evenings = new Map<TestServer, Promise<Evening>>();
function eveningOn(server: TestServer): Promise<Evening> {
  const evening = evenings.get(server) ?? playEvening(server, plans);
  evenings.set(server, evening);
  return evening;
}

onServer('many different games are played', async (server) => {
  const { games } = await eveningOn(server);
  const rounds = games.reduce((sum, { final }) => sum + final.rounds.length, 0);
  expect(rounds).toBeGreaterThan(40);
  expect(new Set(games.map(({ final }) => JSON.stringify(final.rules))).size).toBeGreaterThan(8);
});

onServer('every socket gets every version once, in order, and ends with the same state', async (server) => {
  const { players, games } = await eveningOn(server);
  for (const player of players) {
    const told = toldTo(player);
    for (const { table, final } of games) {
      const states = told.get(table.code) ?? [];
      // When a player comes or goes, there is news but no new version.
      const versions = states.map(({ version }) => version).filter((one, i, all) => one !== all[i - 1]);
      const first = table.players.indexOf(player) + 1;
      expect(versions).toEqual(Array.from({ length: final.version - first + 1 }, (_, i) => first + i));
      expect(states.at(-1)).toEqual(final);
    }
  }
});

onServer('the tables of the database agree with the folded log', async (server) => {
  const { games } = await eveningOn(server);
  for (const { final } of games) await expectFolded(server.db, final.gameId);
});

onServer('the doctor finds no difference', async (server) => {
  await eveningOn(server);
  const { differences } = await examine(server.db, { repair: false, progress: () => undefined });
  expect(differences).toEqual([]);
});

onServer('a log is read page by page, and each step has the state that players saw then', async (server) => {
  const { players, games } = await eveningOn(server);
  const told = toldTo(players[1]);
  for (const { final } of games.slice(0, 3)) {
    const steps: Result<'game.log'>['steps'][number][] = [];
    let page: Result<'game.log'>;
    do {
      page = await players[1].call('game.log', { id: final.code, after: steps.length });
      expect(page).toMatchObject({ gameId: final.gameId, code: final.code, last: final.version });
      steps.push(...page.steps);
    } while (steps.length < page.last);
    expect(steps.map(({ event }) => event.version)).toEqual(steps.map((_, i) => i + 1));
    for (const state of told.get(final.code) ?? []) {
      const step = steps[state.version - 1];
      if (!step) throw new Error(`there is no step ${state.version}`);
      expect(played(step.state)).toEqual(played(state));
    }
    expect((await players[1].call('game.log', { id: final.code, after: 7, limit: 2 })).steps).toEqual(
      steps.slice(7, 9),
    );
  }
});

const played = ({ rounds, round, totals, winners, status }: RoomState) => [
  rounds,
  round,
  totals,
  winners,
  status,
];

onServer('a finished game has the score table of the oracle', async (server) => {
  const { games, kept } = await eveningOn(server);
  for (const [i, game] of (await kept()).entries()) {
    const { status, rounds, totals, winners } = games[i]?.oracle.table() ?? { status: 'missing' };
    expect(game).toMatchObject({ status, rounds, totals });
    expect(game.players.filter(({ winner }) => winner).map(({ seat }) => seat)).toEqual(winners ?? []);
  }
});

onServer('the statistics of a player agree with the games', async (server) => {
  const { players, kept } = await eveningOn(server);
  const games = await kept();
  for (const { user } of players) {
    const page = await players[0].call('stats.player', { username: user.username });
    const { id: userId, username, displayName } = user;
    expect(page).toEqual({ userId, username, displayName, guest: false, ...lifetime(userId, games) });
  }
});

onServer(
  'leaderboards agree with the games: all, those of a group, and of one rule profile',
  async (server) => {
    const evening = await eveningOn(server);
    await expectBoards(evening);
    const { players, groupId } = evening;
    const page = await players[0].call('stats.leaderboard', { rules: 'all', limit: 1, offset: 2 });
    const whole = await players[0].call('stats.leaderboard', { rules: 'all' });
    expect(page.players).toEqual([whole.players[2]]);
    expect(page.me).toEqual(whole.me);
    expect(await players[1].refused('stats.leaderboard', { groupId })).toBe('group_not_found');
  },
);

onServer('a leaderboard refuses a day that does not exist', async (server) => {
  const { players } = await eveningOn(server);
  for (const since of ['2026-02-31', '2026-13-01', '2026-01-01T25:00Z', '0000-01-01', 'yesterday'])
    expect([since, await players[0].refused('stats.leaderboard', { since })]).toEqual([
      since,
      'invalid_params',
    ]);
  await players[0].call('stats.leaderboard', { since: '2024-02-29', until: '2026-01-01T20:00Z' });
});

onServer('the page of a group shows the bests, the pairs and the habits of its games', async (server) => {
  await expectGroupPage(await eveningOn(server));
});

onServer('a group counts its games and rounds', async (server) => {
  const { games, groupId, kept } = await eveningOn(server);
  const counted = games.filter(({ final }) => final.groupId === groupId && final.rounds.length > 0);
  const ids = new Set(counted.map(({ final }) => final.gameId));
  const ended = (await kept()).filter(({ gameId }) => ids.has(gameId));
  const { rows } = await sql`
    select total_games, total_rounds, last_played_at from groups where id = ${groupId}::uuid`.execute(
    server.db,
  );
  expect(rows).toEqual([
    {
      total_games: counted.length,
      total_rounds: counted.reduce((sum, { final }) => sum + final.rounds.length, 0),
      last_played_at: new Date(Math.max(...ended.map(({ endedAt }) => Date.parse(endedAt ?? '')))),
    },
  ]);
});

onServer('the bests to beat in a game are those of the games before it', async (server) => {
  const { players, games, groupId, kept } = await eveningOn(server);
  const best = (scores: readonly number[]) => (scores.length > 0 ? Math.max(...scores) : null);
  const isOfGroup = (gameId: string) =>
    games.some(({ final }) => final.gameId === gameId && final.groupId === groupId);
  const ended = (await kept()).filter(({ endedAt }) => endedAt !== null);
  for (const game of ended.slice(0, 4)) {
    const before = ended.filter(({ endedAt }) => (endedAt ?? '') < (game.endedAt ?? ''));
    const ofGroup = before.filter(({ gameId }) => isOfGroup(game.gameId) && isOfGroup(gameId));
    expect(await players[2].call('stats.bests', { id: game.code })).toEqual({
      players: seats.map((seat) =>
        best(before.flatMap(({ rounds }) => rounds.map(({ scores }) => scores[seat]))),
      ),
      group: best(ofGroup.flatMap(({ rounds }) => rounds.flatMap(({ scores }) => [...scores]))),
    });
  }
});

onServer('head-to-head counts the games that two players have played together', async (server) => {
  const { players, counted } = await eveningOn(server);
  const games = await counted();
  for (const [seat, { user }] of players.entries()) {
    const { opponents, nemesis } = await players[0].call('stats.opponents', { username: user.username });
    const expected = players.flatMap((other, their) => {
      if (their === seat) return [];
      const differences = games.map(({ totals }) => (totals[seat] ?? 0) - (totals[their] ?? 0));
      const sum = differences.reduce((a, b) => a + b, 0);
      return {
        userId: other.user.id,
        username: other.user.username,
        displayName: other.user.displayName,
        guest: false,
        games: differences.length,
        above: differences.filter((difference) => difference > 0).length,
        below: differences.filter((difference) => difference < 0).length,
        difference: expect.closeTo(sum / differences.length, 0) as number,
      };
    });
    expect(opponents).toHaveLength(3);
    expect(opponents).toEqual(expect.arrayContaining(expected));
    const most = Math.max(...expected.map(({ below }) => below));
    expect(nemesis?.below).toBe(most);
  }
});
