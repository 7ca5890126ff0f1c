import { expect, onTestFinished } from 'vitest';
import type { GamePage, Sheet } from '../../../src/protocol/index.ts';
import { perSeat } from '../../../src/rules/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import type { TestDatabase } from '../../support/database.ts';
import { serverTest } from '../../support/server-test.ts';
import { startServer, type Player, type TestServer } from '../../support/server.ts';
import { lifetime } from '../lifetime.ts';
import {
  expectHealthy,
  newFriday,
  newPlayer,
  recomputeAll,
  recordRound,
  startWithGuests,
  statuses,
  type Friday,
} from './friday.ts';

const onServer = serverTest();

/** The games that the member has played, newest first. */
async function gamesOf({ member }: Friday): Promise<GamePage[]> {
  const { games } = await member.call('stats.history', {});
  return Promise.all(games.map(({ gameId }) => member.call('game.get', { id: gameId })));
}

async function expectStatistics({ owner, member }: Friday, games: readonly GamePage[]): Promise<void> {
  for (const { user } of [owner, member])
    expect(await owner.call('stats.player', { username: user.username })).toMatchObject(
      lifetime(user.id, games),
    );
}

onServer('imported games count like played ones', async (server) => {
  const friday = await newFriday(server);
  const { owner, member, groupId, sheets } = friday;
  await statuses(owner, sheets);
  await recomputeAll(server);
  const games = await gamesOf(friday);
  expect(games).toHaveLength(5);
  await expectStatistics(friday, games);
  expect(await owner.call('group.get', { groupId })).toMatchObject({ totalGames: 5, totalRounds: 10 });
  await expectHealthy(server);
  const { steps } = await member.call('game.log', { id: games[0]?.gameId ?? '' });
  expect(steps.map(({ event }) => event.type)).toEqual([
    'game.import',
    'round.import',
    'round.import',
    'game.end',
  ]);
  expect(steps.at(-1)?.event.at).toBe(games[0]?.endedAt);
});

onServer('an imported game can be corrected, and its correction undone', async (server) => {
  const friday = await newFriday(server);
  const { owner, sheets } = friday;
  await statuses(owner, sheets);
  await recomputeAll(server);
  const games = await gamesOf(friday);
  const code = games[0]?.code ?? '';
  await owner.call('round.correct', { code, round: 1, tricks: [2, 3, 6, 2] });
  const corrected = await gamesOf(friday);
  expect(corrected).not.toEqual(games);
  await expectStatistics(friday, corrected);
  await owner.call('log.undo', { code });
  await expectStatistics(friday, games);
  await expectHealthy(server);
});

onServer('the correction of a game before hundreds of others counts in the end', async (server) => {
  const { owner, member, sheets } = await newFriday(server);
  const { players } = sheets[0] ?? {};
  if (!players) throw new Error('there are sheets');
  const many = Array.from({ length: 260 }, (_, n) => sheetNumber(n, { group: 'Friday', players }));
  for (let from = 0; from < many.length; from += 100) await statuses(owner, many.slice(from, from + 100));
  await recomputeAll(server);
  const pageOf = () => owner.call('stats.player', { username: member.user.username });
  const before = await pageOf();
  expect(before).toMatchObject({ settling: false, totalGames: 260 });
  const code = await codeOf(server, owner, 'sheet-0');
  // The member sits in seat 1, and took two tricks for a contract of two.
  await owner.call('round.correct', { code, round: 1, tricks: [3, 1, 7, 2] });
  await recomputeAll(server);
  expect(await pageOf()).toMatchObject({ settling: false, totalPoints: before.totalPoints - 24 });
  await expectHealthy(server);
});

/** The code of the room of an imported game. */
async function codeOf({ db }: TestServer, { user }: Player, sheetId: string): Promise<string> {
  const game = db.selectFrom('games').select('room_code').where('sheet_id', '=', sheetId);
  return (await game.where('admin_id', '=', user.id).executeTakeFirstOrThrow()).room_code;
}

async function startElsewhere(database: TestDatabase): Promise<TestServer> {
  const server = await startServer(database);
  onTestFinished(() => server.stop());
  return server;
}

/** A game of two rounds in which two players were replaced; the sheet of it. */
async function exportSubstituted(owner: Player, member: Player): Promise<Sheet> {
  const { code, gameId } = await startWithGuests(owner);
  await recordRound(owner, code, [5, 2, 3, 3]);
  await owner.call('round.next', { code });
  await owner.call('room.substitute', { code, seat: 1, displayName: 'Tal' });
  await recordRound(owner, code, [5, 1, 3, 4]);
  await owner.call('room.substitute', { code, seat: 2, username: member.user.username });
  await member.call('room.join', { code });
  await owner.call('game.end', { code });
  const sheet = (await owner.call('sheets.export', {})).sheets.find(({ id }) => id === gameId);
  if (!sheet) throw new Error('the game was exported');
  return sheet;
}

onServer(
  'a sheet names the players of each round, and every server imports them',
  async (server, database) => {
    const { owner, member } = await newFriday(server);
    const sheet = await exportSubstituted(owner, member);
    const dana = owner.user.username;
    expect(sheet).toMatchObject({
      players: [dana, 'Tal', member.user.username, 'Shir'],
      rounds: [{ players: [dana, 'Gil', 'Uri', 'Shir'] }, { players: [dana, 'Tal', 'Uri', 'Shir'] }],
    });
    const again = [sheet, { ...sheet, id: sheet.id?.toUpperCase() ?? '' }];
    expect(await statuses(owner, again)).toEqual(['there', 'there']);

    const elsewhere = await startElsewhere(database);
    const other = await newPlayer(elsewhere, 'Other');
    expect(await statuses(other, [{ ...sheet, group: 'Copy' }])).toEqual(['added']);
    await recomputeAll(elsewhere);
    const { groups } = await other.call('group.list', {});
    const exported = async () =>
      (await other.call('sheets.export', { groupId: groups[0]?.groupId ?? '' })).sheets;
    expect(await exported()).toEqual([{ ...sheet, group: 'Copy' }]);
    await expectHealthy(elsewhere);

    // A corrected sheet names another player for the first round.
    const [first, ...others] = sheet.rounds;
    if (!first) throw new Error('two rounds were played');
    const corrected: Sheet = {
      ...sheet,
      group: 'Copy',
      rounds: [{ ...first, players: [dana, 'Noa', 'Uri', 'Shir'] }, ...others],
    };
    const { outcomes } = await other.call('sheets.import', { sheets: [corrected], replace: true });
    const difference = { round: 1, player: null, field: 'players', found: 'Noa', expected: 'Gil' };
    expect(outcomes).toMatchObject([{ status: 'replaced', differences: [difference] }]);
    expect(await exported()).toEqual([corrected]);
    await expectHealthy(elsewhere);
  },
);

onServer(
  'sheets give the same statistics and ratings on every server, in any order',
  async (server, database) => {
    const names = ['Ada', 'Ben', 'Chen', 'Dov', 'Eli', 'Fay'];
    const all = Array.from({ length: 60 }, (_, n) => {
      const players = perSeat((seat) => names[(n * n + seat * (n % 2 === 0 ? 1 : 5)) % names.length] ?? '');
      return sheetNumber(200 + n, { group: 'Sunday', players });
    });
    const elsewhere = await startElsewhere(database);
    const [owner, other] = [await newPlayer(server, 'Dana'), await newPlayer(elsewhere, 'Other')];
    expect(new Set(await statuses(owner, all))).toEqual(new Set(['added']));
    expect(new Set(await statuses(other, all.toReversed()))).toEqual(new Set(['added']));
    const board = await boardOf(owner, server);
    expect(board).toHaveLength(6);
    expect(await boardOf(other, elsewhere)).toEqual(board);
  },
);

/** The leaderboard of the only group of a player, without ids, which differ between servers. */
async function boardOf(player: Player, server: TestServer): Promise<unknown[]> {
  await recomputeAll(server);
  const { groups } = await player.call('group.list', {});
  const { players } = await player.call('stats.leaderboard', {
    groupId: groups[0]?.groupId ?? '',
    by: 'rating',
  });
  return players.map((line) => ({ ...line, userId: null, username: null }));
}
