import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examine, type Examination } from '../../src/storage/doctor/index.ts';
import { fillResults } from '../../src/storage/derived/results.ts';
import type { PerSeat } from '../../src/rules/index.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown, type Table } from '../support/table.ts';
import { expectFolded } from './tables.ts';

describe.each(testDatabases)('the doctor on $name', (database) => {
  let server: TestServer;
  let players: PerSeat<Player>;
  let finished: Table;
  let auction: Table;

  beforeAll(async () => {
    server = await startServer(database);
    players = await fourPlayers(server);
    const { groupId } = await players[0].call('group.create', { name: 'Friday' });
    finished = await sitDown(players, { at: 'finished', groupId });
    await sitDown(players, { at: 'finished' });
    auction = await sitDown(players, { at: 'bidding_trump' });
    await players[1].call('auction.bid', { code: auction.code, amount: 6, suit: 'hearts' });
    await players[2].call('auction.pass', { code: auction.code });
    // What makes a log more than a list of what was played.
    const passed = await sitDown(players, { at: 'bidding_trump' });
    for (const seat of [1, 2, 3, 0] as const) await players[seat].call('auction.pass', { code: passed.code });
    await players[0].call('log.undo', { code: passed.code });
    const dissolved = await players[3].call('group.create', { name: 'Gone' });
    const [a, b, c, d] = players;
    await sitDown([d, a, b, c], { at: 'finished', groupId: dissolved.groupId });
    await players[3].call(
      'group.delete',
      dissolved.groupId ? { groupId: dissolved.groupId } : { groupId: '' },
    );
    await players[0].call('round.correct', { code: finished.code, round: 1, tricks: [3, 6, 2, 2] });
  });
  afterAll(() => server.stop());

  const look = (repair = false): Promise<Examination> =>
    examine(server.db, { repair, progress: () => undefined });
  const places = ({ differences }: Examination) =>
    differences.map(({ table, column }) => `${table}.${column ?? 'row'}`);

  test('there is nothing to say of a record that is right', async () => {
    expect(await look()).toEqual({ games: 5, differences: [], broken: 0 });
  });

  const damages: readonly [string, (db: TestServer['db']) => ReturnType<typeof sql>, string][] = [
    [
      'a score',
      () => sql`update round_players set score = 99 where seat_position = 1 and score is not null`,
      'round_players.score',
    ],
    [
      'a total',
      () => sql`update game_players set final_score = 5 where seat_position = 2 and final_score is not null`,
      'game_players.final_score',
    ],
    ['a winner', () => sql`update games set winner_id = null`, 'games.winner_id'],
    [
      'a game that is over',
      () => sql`update games set status = 'playing' where status = 'finished'`,
      'games.status',
    ],
    ['a round that is gone', () => sql`delete from rounds where phase = 'complete'`, 'rounds.row'],
    ['a bid that is gone', () => sql`delete from trump_bids where is_pass`, 'trump_bids.row'],
    [
      'a bid of somebody else',
      () => sql`update trump_bids set amount = 7 where not is_pass`,
      'trump_bids.amount',
    ],
    [
      'a trump',
      () => sql`update rounds set trump_suit = 'clubs' where phase = 'complete'`,
      'rounds.trump_suit',
    ],
    ['a place at the table', () => sql`delete from game_players where seat_position = 3`, 'game_players.row'],
    ['a result', () => sql`update results set best_round = 0`, 'results.best_round'],
    ['a result that is gone', () => sql`delete from results where place = 1`, 'results.row'],
    ['a rating', () => sql`update results set rating_after = 2000 where place = 1`, 'results.rating_after'],
    ['the rating of a player', () => sql`update player_stats set rating = 2000`, 'player_stats.rating'],
    [
      'the statistics under a profile',
      () => sql`update profile_stats set points = 0`,
      'profile_stats.points',
    ],
    ['a statistic', () => sql`update player_stats set best_streak = 9`, 'player_stats.best_streak'],
    ['statistics that are gone', () => sql`delete from player_stats`, 'player_stats.row'],
    ['the count of a group', () => sql`update groups set total_games = 9`, 'groups.total_games'],
  ];
  test.each(damages)('%s is named, and mended when asked', async (_, damage, place) => {
    const before = await tables();
    await damage(server.db).execute(server.db);
    const damaged = await tables();
    expect(damaged).not.toEqual(before);

    const found = await look();
    expect(places(found)).toContain(place);
    // What is right is not accused, though it follows from what is wrong.
    expect(new Set(found.differences.map(({ table }) => table))).toEqual(new Set(damagedBy(place, found)));
    expect(await tables()).toEqual(damaged);

    expect((await look(true)).differences).toEqual(found.differences);
    expect(await tables()).toEqual(before);
    expect(await look()).toMatchObject({ differences: [] });
    for (const { gameId } of [finished, auction]) await expectFolded(server.db, gameId);
  });

  /** A row that is gone takes with it what belongs to it. */
  const damagedBy = (place: string, { differences }: Examination) =>
    place === 'rounds.row' ? differences.map(({ table }) => table) : [place.split('.')[0] ?? ''];

  /** Everything that follows from the logs. */
  async function tables(): Promise<unknown> {
    const told: unknown[] = [];
    for (const query of [
      sql`select id, status, version, winner_id, ended_at, group_id from games order by id`,
      sql`select id, user_id, final_score, is_winner, is_admin from game_players order by id`,
      sql`select id, phase, trump_suit, trump_winner_id from rounds order by id`,
      sql`select id, user_id, score, tricks_won, contract_bid from round_players order by id`,
      sql`select id, player_id, amount, created_at from trump_bids order by id`,
      sql`select * from results order by game_id, user_id`,
      sql`select user_id, total_games, total_points, best_streak, rating from player_stats order by user_id`,
      sql`select * from profile_stats order by user_id, profile`,
      sql`select id, total_games, total_rounds, last_played_at from groups order by id`,
    ])
      told.push([...(await query.execute(server.db)).rows]);
    return told;
  }

  test('a game whose rounds are gone keeps nobody from starting', async () => {
    await sql`delete from results`.execute(server.db);
    await sql`
      delete from rounds where game_id = (
        select id from games where status = 'finished' order by ended_at, id limit 1)`.execute(server.db);
    await fillResults(server.db);
    expect((await look()).differences.length).toBeGreaterThan(0);
    await look(true);
    expect(await look()).toMatchObject({ differences: [] });
  });

  test('a log that breaks the rules is named, and nothing made of it', async () => {
    await sql`
      update game_events set payload = '{"tricks": [9, 9, 9, 9]}'
      where game_id = ${finished.gameId}::uuid and type = 'round.record'`.execute(server.db);
    const before = await tables();
    const found = await look(true);
    expect(found).toMatchObject({
      broken: 1,
      differences: [
        {
          table: 'game_events',
          row: expect.stringContaining(`game ${finished.gameId}, entry `),
          stored: 'round.record',
          expected: expect.stringContaining('tricks_not_13'),
        },
      ],
    });
    expect(await tables()).toEqual(before);
  });
});
