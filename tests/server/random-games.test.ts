import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GamePage, Params, Reason, Result, RoomState } from '../../src/protocol/index.ts';
import { seats, standings, type Action, type Entry, type PerSeat, type Seat } from '../../src/rules/index.ts';
import { attempt, tables, type Table as Plan } from '../rules/random.ts';
import { simpleCandidates, summaryCandidates } from '../support/candidates.ts';
import { examine } from '../../src/storage/doctor/index.ts';
import { markRatings } from '../../src/storage/derived/pending.ts';
import { fillResults } from '../../src/storage/derived/results.ts';
import { recomputePiece, recomputeRatings } from '../../src/storage/derived/recompute.ts';
import { testDatabases } from '../support/database.ts';
import { createOracle, type Oracle } from '../support/oracle.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown, type Table } from '../support/table.ts';
import type { Wire } from '../support/wire.ts';
import { lifetime } from './lifetime.ts';
import { tell, type Changed } from './tell.ts';
import { expectFolded } from './tables.ts';

const plans = fc.sample(tables(240), { numRuns: 10, seed: 20_261_123 });
const candidates = [...simpleCandidates, ...summaryCandidates];

/** What a game came to, by the oracle. */
interface Played {
  readonly table: Table;
  readonly final: RoomState;
  readonly oracle: Oracle;
}

describe.each(testDatabases)('random games on $name', (database) => {
  let server: TestServer;
  let players: PerSeat<Player>;
  let games: Played[];
  const groupId = uuid();

  beforeAll(async () => {
    server = await startServer(database);
    players = await fourPlayers(server);
    await sql`insert into groups (id, name, created_by) values (${groupId}::uuid, 'Friday', ${players[0].user.id}::uuid)`.execute(
      server.db,
    );
    await sql`insert into group_members (id, group_id, user_id)
      values (${uuid()}::uuid, ${groupId}::uuid, ${players[0].user.id}::uuid)`.execute(server.db);
    // All at once, so that the changes of several rooms share transactions.
    games = await Promise.all(
      plans.map(async (plan, i) => {
        const { length, starting: startingScores } = plan;
        const rules = plan.rules as NonNullable<Params<'room.create'>['rules']>;

        const table = await sitDown(players, {
          at: 'waiting',
          rules,
          length,
          startingScores,
          ...(i % 2 === 0 && { groupId }),
        });
        return play(table, plan);
      }),
    );
  });
  afterAll(() => server.stop());

  const record = ({ table, final }: Played): Promise<GamePage> =>
    table.players[1].call('game.get', { id: final.gameId });

  test('many are worth having been played', () => {
    const rounds = games.reduce((sum, { final }) => sum + final.rounds.length, 0);
    expect(rounds).toBeGreaterThan(40);
    expect(new Set(games.map(({ final }) => JSON.stringify(final.rules))).size).toBeGreaterThan(8);
  });

  test('every socket sees every version once and in order, and the same state at the end', () => {
    for (const player of players) {
      const told = toldTo(player);
      for (const { table, final } of games) {
        const states = told.get(table.code) ?? [];
        // Who comes and goes is told without a new version.
        const versions = states
          .map(({ version }) => version)
          .filter((version, i, all) => version !== all[i - 1]);
        const first = table.players.indexOf(player) + 1;
        expect(versions).toEqual(Array.from({ length: final.version - first + 1 }, (_, i) => first + i));
        expect(states.at(-1)).toEqual(final);
      }
    }
  });

  test('the tables say what folding the log gives', async () => {
    for (const { final } of games) await expectFolded(server.db, final.gameId);
  });

  test('the doctor finds nothing to mend', async () => {
    expect((await examine(server.db, { repair: false, progress: () => undefined })).differences).toEqual([]);
  });

  test('a log is read page by page, and every step is the state that was told then', async () => {
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
      const played = ({ rounds, round, totals, winners, status }: RoomState) => [
        rounds,
        round,
        totals,
        winners,
        status,
      ];
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

  test('the record of a game is the score sheet of the oracle', async () => {
    for (const game of games) {
      const { status, rounds, totals, winners } = game.oracle.table();
      const kept = await record(game);
      expect(kept).toMatchObject({ status, rounds, totals });
      expect(kept.players.filter(({ winner }) => winner).map(({ seat }) => seat)).toEqual(winners ?? []);
    }
  });

  test('lifetime statistics are those of the games', async () => {
    const records = await Promise.all(games.map(record));
    for (const { user } of players) {
      const page = await players[0].call('stats.player', { username: user.username });
      expect(page).toEqual({
        userId: user.id,
        username: user.username,
        displayName: user.displayName,
        guest: false,
        ...lifetime(user.id, records),
      });
    }
  });

  test('leaderboards are those of the games, of a group, and of one rule profile', async () => {
    const records = (await Promise.all(games.map(record))).filter(({ rounds }) => rounds.length > 0);
    const inGroup = new Set(
      games.filter(({ final }) => final.groupId === groupId).map(({ final }) => final.gameId),
    );
    const [{ rules } = { rules: null }] = records;
    if (!rules) throw new Error('there are games');
    const boards: [Params<'stats.leaderboard'>, readonly GamePage[]][] = [
      [{ rules: 'all' }, records],
      [{ rules: 'all', groupId }, records.filter(({ gameId }) => inGroup.has(gameId))],
      [
        { rules: rules as NonNullable<Params<'room.create'>['rules']> },
        records.filter((game) => isDeepStrictEqual(game.rules, rules)),
      ],
      [{ rules: 'all', since: '2000-01-01' }, records],
      [{ rules: 'all', until: '2000-01-01' }, []],
    ];
    for (const [params, counted] of boards) {
      const lines = players.flatMap(({ user }) => {
        const { totalGames, totalWins, totalPoints, winRate, contractRate } = lifetime(user.id, counted);
        const { rating, provisional } = lifetime(user.id, records);
        if (totalGames === 0) return [];
        const { id: userId, username, displayName } = user;
        return {
          userId,
          username,
          displayName,
          guest: false,
          totalGames,
          totalWins,
          totalPoints,
          winRate,
          contractRate,
          rating,
          provisional,
        };
      });
      for (const by of ['wins', 'points', 'games', 'winRate', 'contractRate'] as const) {
        const key = { wins: 'totalWins', points: 'totalPoints', games: 'totalGames' } as const;
        const value = (line: (typeof lines)[number]) =>
          line[by in key ? key[by as 'wins'] : (by as 'winRate')];
        const board = await players[0].call('stats.leaderboard', { ...params, by });
        expect(board.players).toHaveLength(lines.length);
        for (const line of lines) {
          const place = 1 + lines.filter((other) => value(other) > value(line)).length;
          expect(board.players.find(({ userId }) => userId === line.userId)).toEqual({ place, ...line });
        }
        const places = board.players.map(({ place }) => place);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(board.me).toEqual(board.players.find(({ userId }) => userId === players[0].user.id) ?? null);
      }
    }
    const page = await players[0].call('stats.leaderboard', { rules: 'all', limit: 1, offset: 2 });
    const whole = await players[0].call('stats.leaderboard', { rules: 'all' });
    expect(page.players).toEqual([whole.players[2]]);
    expect(page.me).toEqual(whole.me);
    expect(await players[1].refused('stats.leaderboard', { groupId })).toBe('group_not_found');
  });

  test('the page of a group tells its records, pairs and habits', async () => {
    const ids = new Set(
      games
        .filter(({ final }) => final.groupId === groupId && final.rounds.length > 0)
        .map(({ final }) => final.gameId),
    );
    const records = (await Promise.all(games.map(record))).filter(({ gameId }) => ids.has(gameId));
    const page = await players[0].call('stats.group', { groupId });
    const rounds = records.flatMap((game) => game.rounds);
    const totals = records.flatMap((game) => game.totals);
    const zeros = records.flatMap((game) =>
      seats.map((seat) => game.rounds.filter((r) => r.contracts[seat] === 0 && r.tricks[seat] === 0).length),
    );
    expect(page.records.highestRound?.value).toBe(Math.max(...rounds.flatMap(({ scores }) => scores)));
    expect(page.records.highestGame?.value).toBe(Math.max(...totals));
    expect(page.records.lowestGame?.value).toBe(Math.min(...totals));
    expect(page.records.longestGame?.value).toBe(Math.max(...records.map((game) => game.rounds.length)));
    expect(page.records.mostZeros?.value ?? 0).toBe(Math.max(...zeros));
    const comebacks = records.flatMap((game) =>
      game.players
        .filter(({ winner }) => winner)
        .map(({ seat }) =>
          Math.max(
            ...standings(game)
              .slice(1)
              .map((now) => Math.max(...now) - (now[seat as Seat] ?? 0)),
          ),
        ),
    );
    expect(page.records.biggestComeback?.value ?? 0).toBe(Math.max(...comebacks));
    const best = page.records.highestGame;
    const holder = records.find(({ gameId }) => gameId === best?.gameId);
    const seat = holder?.players.find(({ userId }) => userId === best?.userId)?.seat ?? -1;
    expect(holder?.totals[seat]).toBe(best?.value);

    expect(page.players).toHaveLength(4);
    expect(page.pairs).toHaveLength(12);
    for (const { userId, opponentId, games: together, above } of page.pairs) {
      const [mine, theirs] = [userId, opponentId].map((id) =>
        players.findIndex(({ user }) => user.id === id),
      );
      expect(together).toBe(records.length);
      expect(above).toBe(
        records.filter((game) => (game.totals[mine ?? 0] ?? 0) > (game.totals[theirs ?? 0] ?? 0)).length,
      );
    }
    expect(page.months.reduce((sum, month) => sum + month.games, 0)).toBe(records.length);
    expect(page.mostActiveDay).toMatch(/^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/);
    expect(page.averageRounds).toBeCloseTo(rounds.length / records.length, 0);
    expect(await players[1].refused('stats.group', { groupId })).toBe('group_not_found');
  });

  test('what there was to beat before a game is the best of the games before', async () => {
    const records = (await Promise.all(games.map(record))).filter(({ endedAt }) => endedAt !== null);
    for (const game of records.slice(0, 4)) {
      const before = records.filter(({ endedAt }) => (endedAt ?? '') < (game.endedAt ?? ''));
      const best = (scores: readonly number[]) => (scores.length > 0 ? Math.max(...scores) : null);
      const isOfGroup = (gameId: string) =>
        games.some(({ final }) => final.gameId === gameId && final.groupId === groupId);
      const ofGroup = before.filter(({ gameId }) => isOfGroup(game.gameId) && isOfGroup(gameId));
      expect(await players[2].call('stats.bests', { id: game.code })).toEqual({
        players: seats.map((seat) =>
          best(before.flatMap(({ rounds }) => rounds.map(({ scores }) => scores[seat]))),
        ),
        group: best(ofGroup.flatMap(({ rounds }) => rounds.flatMap(({ scores }) => [...scores]))),
      });
    }
  });

  test('head-to-head is counted over the games together', async () => {
    const records = (await Promise.all(games.map(record))).filter(({ rounds }) => rounds.length > 0);
    for (const [seat, { user }] of players.entries()) {
      const { opponents, nemesis } = await players[0].call('stats.opponents', { username: user.username });
      const expected = players.flatMap((other, their) => {
        if (their === seat) return [];
        const differences = records.map(({ totals }) => (totals[seat] ?? 0) - (totals[their] ?? 0));
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

  test('a game of the past that is corrected changes every figure that followed from it', async () => {
    const finished = (await Promise.all(games.map(record))).filter(({ rounds }) => rounds.length > 1);
    const [oldest] = finished.toSorted((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? -1 : 1));
    const game = games.find(({ final }) => final.gameId === oldest?.gameId);
    const round = oldest?.rounds.find(({ contracts }) => contracts.some((n) => n > 0 && n < 13));
    if (!game || !round) throw new Error('there is such a game');
    const [a, b, c, d] = round.tricks;
    const tricks = [d, a, b, c] as const;
    await players[0].call('round.correct', { code: game.table.code, round: round.number, tricks });
    const records = await Promise.all(games.map(record));
    expect(records).not.toEqual(expect.arrayContaining([oldest]));
    // The log keeps who changed what, from what to what.
    const { steps } = await players[1].call('game.log', { id: game.final.gameId, after: game.final.version });
    expect(steps[0]?.event).toMatchObject({
      type: 'round.correct',
      actorId: players[0].user.id,
      payload: { round: round.number, tricks, before: { tricks: round.tricks } },
    });
    for (const { user } of players) {
      const page = await players[0].call('stats.player', { username: user.username });
      expect(page).toMatchObject(lifetime(user.id, records));
    }
    await players[0].call('log.undo', { code: game.table.code });
    const again = await Promise.all(games.map(record));
    for (const { user } of players)
      expect(await players[0].call('stats.player', { username: user.username })).toMatchObject(
        lifetime(user.id, again),
      );
    await expectFolded(server.db, game.final.gameId);
  });

  test('results that are not there yet are made from the tables, and settled piece by piece', async () => {
    const { db } = server;
    const pages = () =>
      Promise.all(players.map(({ user }) => players[0].call('stats.player', { username: user.username })));
    const board = () => players[0].call('stats.leaderboard', { rules: 'all' });
    const [before, boardBefore] = [await pages(), await board()];
    await sql`delete from results`.execute(db);
    await sql`update player_stats set rating = 1000, total_games = 0`.execute(db);
    await sql`update groups set total_games = 0`.execute(db);
    await fillResults(db);
    expect((await pages()).map(({ settling }) => settling)).toEqual([true, true, true, true]);
    // Two games a page, one page at a time, as if there were many.
    let pieces = 1;
    while (await recomputeRatings(db, { pages: 1, pageSize: 9 })) pieces += 1;
    expect(pieces).toBeGreaterThan(3);
    while (await recomputePiece(db));
    expect([await pages(), await board()]).toEqual([before, boardBefore]);
    expect(await recomputePiece(db)).toBe(false);
    expect((await examine(db, { repair: false, progress: () => undefined })).differences).toEqual([]);
  });

  test('the correction of an old game that was interrupted is settled from there on', async () => {
    const { db } = server;
    const records = (await Promise.all(games.map(record))).filter(({ rounds }) => rounds.length > 0);
    const [, second] = records.toSorted((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? -1 : 1));
    if (!second?.endedAt) throw new Error('there are finished games');
    await sql`update results set rating_before = 1, rating_after = 2 where ended_at >= ${second.endedAt}::timestamptz`.execute(
      db,
    );
    await markRatings(db, { endedAt: new Date(second.endedAt), gameId: second.gameId });
    while (await recomputePiece(db));
    for (const { user } of players)
      expect(await players[0].call('stats.player', { username: user.username })).toMatchObject(
        lifetime(user.id, await Promise.all(games.map(record))),
      );
  });

  test('a day that no calendar has is refused', async () => {
    for (const since of ['2026-02-31', '2026-13-01', '2026-01-01T25:00Z', '0000-01-01', 'yesterday'])
      expect([since, await players[0].refused('stats.leaderboard', { since })]).toEqual([
        since,
        'invalid_params',
      ]);
    await players[0].call('stats.leaderboard', { since: '2024-02-29', until: '2026-01-01T20:00Z' });
  });

  test('a group counts its games and rounds', async () => {
    const counted = games.filter(({ final }) => final.groupId === groupId && final.rounds.length > 0);
    const records = await Promise.all(counted.map(record));
    const { rows } = await sql`
      select total_games, total_rounds, last_played_at from groups where id = ${groupId}::uuid`.execute(
      server.db,
    );
    expect(rows).toEqual([
      {
        total_games: counted.length,
        total_rounds: counted.reduce((sum, { final }) => sum + final.rounds.length, 0),
        last_played_at: new Date(Math.max(...records.map(({ endedAt }) => Date.parse(endedAt ?? '')))),
      },
    ]);
  });
});

/** Plays a game to its end: after every attempt the server has to agree with the oracle. */
async function play(table: Table, { rules, length, starting, manner, dice }: Plan): Promise<Played> {
  const accepted: Action[] = [];
  let oracle = createOracle(rules, length, starting);
  let state = await table.state();

  async function tryOut(action: Action, die: number) {
    const legal = oracle.allows(action);
    // Most games are to be long.
    if (legal && action.type === 'game.end' && die % 10 > 0) return;
    const answer = await said(table, action, die);
    if (typeof answer === 'string') {
      expect([action, legal, answer]).toEqual([action, false, expect.any(String)]);
      return;
    }
    expect([action, legal]).toEqual([action, true]);
    oracle.play(action);
    accepted.push(action);
    state = follows(answer, state, oracle);
  }

  async function takeBack() {
    const answer = await said(table, { type: 'log.undo' }, 0);
    if (accepted.length === 0) return expect(answer).toBe('nothing_to_undo');
    if (typeof answer === 'string') throw new Error(`log.undo is refused: ${answer}`);
    // The oracle takes nothing back: another one plays the game again without the last action.
    accepted.pop();
    oracle = createOracle(rules, length, starting);
    for (const action of accepted) oracle.play(action);
    state = follows(answer, state, oracle);
  }

  for (const [kind, a, b, c] of dice) {
    const candidate = candidates[(a * 10_000 + b) % candidates.length];
    if (candidate) await tryOut(candidate, c);
    if (kind % 25 === 24) await takeBack();
    await tryOut(attempt(state, manner, [kind, a, b, c]), c);
  }
  if (oracle.allows({ type: 'game.end' })) await tryOut({ type: 'game.end' }, 0);
  return { table, oracle, final: state };
}

/** The state of an answer, which has to be the next one and to agree with the oracle. */
function follows({ version, state }: Changed, before: RoomState, oracle: Oracle): RoomState {
  expect([version, state.version]).toEqual([before.version + 1, before.version + 1]);
  const { status, rounds, totals, winners } = state;
  expect({ status, rounds, totals, winners }).toEqual(oracle.table());
  return state;
}

/** Says something at the table: the player themselves, or the host for them. The reason where it is refused. */
async function said(table: Table, action: Entry, die: number): Promise<Changed | Reason> {
  const { type, ...params } = action;
  const forHost = ['room.start', 'auction.record', 'round.correct', 'game.end', 'log.undo'].includes(type);
  const inPerson = 'seat' in action && die % 2 === 0;
  const speaker = forHost || ('seat' in action && !inPerson) ? 0 : 'seat' in action ? action.seat : die % 4;
  return tell(table.players[speaker as Seat], type, { code: table.code, ...params });
}

/** What a socket was told of each room, by answers and by updates, in the order in which it came. */
function toldTo(wire: Wire): Map<string, RoomState[]> {
  const told = wire.frames.flatMap((frame) => {
    const { result, params } = JSON.parse(frame) as { result?: Partial<Changed>; params?: Partial<Changed> };
    return (result ?? params)?.state ?? [];
  });
  return Map.groupBy(told, ({ code }) => code);
}
