import { sql } from 'kysely';
import { expect } from 'vitest';
import type { GamePage, Sheet } from '../../../src/protocol/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { serverTest } from '../../support/server-test.ts';
import { lifetime } from '../lifetime.ts';
import {
  expectHealthy,
  newFriday,
  newPlayer,
  played,
  recomputeAll,
  recordRound,
  startWithGuests,
  statuses,
  type Friday,
} from './friday.ts';

const onServer = serverTest();

/** A sheet of Friday, and the same game corrected: another day, other players, another result and a round more. */
function correctedSheet({ owner, member }: Friday): { readonly was: Sheet; readonly now: Sheet } {
  const [dana, yossi] = [owner.user.username, member.user.username];
  const was = sheetNumber(60, { group: 'Friday', players: [dana, yossi, 'Gil', 'Uri'] });
  const [round, second] = was.rounds;
  if (!round || !second) throw new Error('a sheet has rounds');
  const now: Sheet = {
    ...was,
    playedAt: '2011-01-02T03:04:05.000Z',
    players: [dana, 'Shir', 'Gil', yossi],
    rounds: [{ ...played(round), tricks: [2, 3, 6, 2] }, second, { ...second, dealer: 2 }],
  };
  return { was, now };
}

onServer('the import reports each field of a corrected sheet', async (server) => {
  const friday = await newFriday(server);
  const { owner, member } = friday;
  const { was, now } = correctedSheet(friday);
  expect(await statuses(owner, [was])).toEqual(['added']);
  const { outcomes } = await owner.call('sheets.import', { sheets: [now] });
  const [{ status, differences } = { status: '' }] = outcomes;
  const { username } = owner.user;
  const tricks = was.rounds[0]?.tricks ?? [];
  expect([status, differences]).toEqual([
    'different',
    [
      { round: null, player: null, field: 'playedAt', found: now.playedAt, expected: was.playedAt },
      { round: null, player: null, field: 'players', found: 'Shir', expected: member.user.username },
      { round: null, player: null, field: 'players', found: member.user.username, expected: 'Uri' },
      { round: null, player: null, field: 'rounds', found: '3', expected: '2' },
      { round: 1, player: username, field: 'tricks', found: '2', expected: String(tricks[0]) },
      { round: 1, player: 'Shir', field: 'tricks', found: '3', expected: String(tricks[1]) },
    ],
  ]);
});

onServer('with `replace` a corrected sheet replaces its game', async (server) => {
  const friday = await newFriday(server);
  const { owner, member, groupId, sheets } = friday;
  const { was, now } = correctedSheet(friday);
  await statuses(owner, sheets);
  expect(await statuses(owner, [was])).toEqual(['added']);
  const { outcomes } = await owner.call('sheets.import', { sheets: [now] });
  const [{ gameId = '' } = {}] = outcomes;
  const { code } = await owner.call('game.get', { id: gameId });
  await member.call('room.watch', { code });
  expect(await statuses(owner, [now], { replace: true, dryRun: true })).toEqual(['replaced']);
  expect(await statuses(owner, [now])).toEqual(['different']);
  expect(await statuses(owner, [now, now], { replace: true })).toEqual(['replaced', 'there']);
  const { event, state } = await member.updated(({ event: { type } }) => type === 'sheet.replace');
  const told = [event.actorId, state.rounds.length, state.seats[1]?.displayName];
  expect(told).toEqual([owner.user.id, 3, 'Shir']);
  expect(await statuses(owner, [now])).toEqual(['there']);
  // The first sheet now counts as a correction.
  expect(await statuses(owner, [was])).toEqual(['different']);

  await recomputeAll(server);
  const { games } = await member.call('stats.history', { limit: 100 });
  expect(games.find((game) => game.gameId === gameId)).toMatchObject({ endedAt: now.playedAt });
  const kept: GamePage[] = [];
  for (const game of games) kept.push(await member.call('game.get', { id: game.gameId }));
  expect(await owner.call('stats.player', { username: member.user.username })).toMatchObject(
    lifetime(member.user.id, kept),
  );
  const { sheets: out } = await owner.call('sheets.export', { groupId, limit: 1 });
  expect(out[0]).toMatchObject({ id: now.id, playedAt: now.playedAt, players: now.players });
  await expectHealthy(server);
});

onServer('a game that a sheet has replaced can be corrected at the table', async (server) => {
  const friday = await newFriday(server);
  const { owner, groupId } = friday;
  const { was, now } = correctedSheet(friday);
  await statuses(owner, [was]);
  await statuses(owner, [now], { replace: true });
  const { rows } = await sql<{ room_code: string }>`
    select room_code from games where group_id = ${groupId}::uuid`.execute(server.db);
  await owner.call('round.correct', { code: rows[0]?.room_code ?? '', round: 3, tricks: [3, 3, 3, 4] });
  const { sheets } = await owner.call('sheets.export', { groupId });
  expect(sheets).toMatchObject([{ id: now.id, rounds: [{}, {}, { tricks: [3, 3, 3, 4] }] }]);
  await recomputeAll(server);
  await expectHealthy(server);
});

onServer('the sheet of a game that was played here is recognised, and can replace it', async (server) => {
  const owner = await newPlayer(server, 'Dana');
  const { code, gameId } = await startWithGuests(owner);
  await recordRound(owner, code, [5, 2, 3, 3]);
  await owner.call('game.end', { code });
  const { sheets: out } = await owner.call('sheets.export', {});
  const sheet = out.find(({ id }) => id === gameId);
  const [round] = sheet?.rounds ?? [];
  if (!sheet || !round) throw new Error('the game was exported');
  expect(await statuses(owner, [sheet])).toEqual(['there']);
  const corrected = { ...sheet, rounds: [{ ...played(round), tricks: [4, 2, 3, 4] as const }] };
  expect(await statuses(owner, [corrected])).toEqual(['different']);
  expect(await statuses(owner, [corrected], { replace: true })).toEqual(['replaced']);
  expect(await statuses(owner, [corrected])).toEqual(['there']);
  await recomputeAll(server);
  await expectHealthy(server);
});
