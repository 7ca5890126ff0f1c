import { describe, expect, test } from 'vitest';
import { foldLog, type RoomAction } from '../../src/rooms/index.ts';
import { isAtTable, replayLog } from '../../src/rooms/room.ts';
import { nobody, roomState, stateText } from '../../src/rooms/view.ts';
import { defaultProfile } from '../../src/rules/index.ts';
import {
  created,
  end,
  four,
  guest,
  idsIn,
  joins,
  left,
  logOf,
  minute,
  round,
  roomAfter,
  start,
  three,
} from './room.ts';

const undo: RoomAction = { type: 'log.undo' };
const correction: RoomAction = {
  type: 'round.correct',
  round: 1,
  tricks: [3, 5, 3, 2],
  before: { trump: { seat: 1, amount: 6, suit: 'hearts' }, contracts: [3, 6, 3, 2], tricks: [2, 6, 3, 2] },
};
const substitute = (seat: 1 | 3, more: object = {}): RoomAction => ({
  type: 'room.substitute',
  seat,
  userId: 'rivka-id',
  displayName: 'Rivka',
  replaces: 'yossi-id',
  ...more,
});
const game = [...four, start];
const over = [...game, ...round, end];
/** The time of the last of these entries. */
const lastOf = (actions: readonly RoomAction[]) => minute(actions.length - 1);

describe('the room of a log', () => {
  test('begins with its first entry', () => {
    expect(roomAfter(created)).toMatchObject({
      code: 'ABC234',
      gameId: 'game',
      version: 1,
      hostId: 'dana-id',
      seats: [
        { userId: 'dana-id', displayName: 'Dana', username: 'dana', guest: false, left: false },
        null,
        null,
        null,
      ],
      lineups: [],
      saidAt: [],
      createdAt: minute(0),
      lastEntryAt: minute(0),
      endedAt: null,
      rematch: null,
      disowned: [],
      watchers: 'anybody',
    });
    expect(roomAfter(...three)).toMatchObject({ version: 3, createdAt: minute(0), lastEntryAt: minute(2) });
  });

  test('knows who is at the table: players, and a host without a seat', () => {
    const { username: _, ...keeper } = created;
    const room = roomAfter({ ...keeper, displayName: null }, joins('Noa', 1));
    expect(['dana-id', 'noa-id', 'rivka-id'].map((id) => isAtTable(room, id))).toEqual([true, true, false]);
  });

  test('has ended when it ended first, whatever is corrected; an undo of the end opens it again', () => {
    expect(roomAfter(...game).endedAt).toBeNull();
    expect(roomAfter(...over).endedAt).toEqual(lastOf(over));
    expect(roomAfter(...over, correction).endedAt).toEqual(lastOf(over));
    expect(roomAfter(...over, undo).endedAt).toBeNull();
    const again = [...over, undo, end];
    expect(roomAfter(...again).endedAt).toEqual(lastOf(again));
    const closed = [...game, { type: 'room.close', reason: 'closed' }] as const;
    expect(roomAfter(...closed)).toMatchObject({
      endedAt: lastOf(closed),
      timeline: { game: { status: 'finished' } },
    });
  });

  test('follows its people', () => {
    expect(idsIn(roomAfter(...three, joins('Noa', 3)))).toEqual(['dana-id', 'yossi-id', null, 'noa-id']);
    const order = ['noa-id', null, 'dana-id', 'yossi-id'] as const;
    expect(idsIn(roomAfter(...three, { type: 'room.seats', seats: order }))).toEqual(order);
    expect(roomAfter(...three, { type: 'room.transferHost', userId: 'noa-id' }).hostId).toBe('noa-id');
    expect(roomAfter(...three, guest('Gil', 3)).seats[3]).toMatchObject({ userId: 'gil-guest', guest: true });
    expect(roomAfter(...game, substitute(1)).seats[1]).toMatchObject({ userId: 'rivka-id', guest: false });
    expect(roomAfter(...game, substitute(1, { guest: true })).seats[1]).toMatchObject({ guest: true });
    const back = roomAfter(...game, left('noa', 'dana-id'), joins('Noa', 2));
    expect(back.seats[2]).toMatchObject({ userId: 'noa-id', left: false });
  });
});

describe('the room later in a log', () => {
  test('has the rematch and the watchers', () => {
    const room = roomAfter(...over, { type: 'room.rematch', code: 'XYZ789', gameId: 'next' });
    expect(room.rematch).toBe('XYZ789');
    expect(roomAfter(created, { type: 'room.watchers', watchers: 'nobody' }).watchers).toBe('nobody');
  });

  test('has the players of each finished round: a substitute is in no earlier one', () => {
    const next: RoomAction = { type: 'round.next' };
    const first = [...game, ...round];
    const ids = ['dana-id', 'yossi-id', 'noa-id', 'amir-id'];
    const after = ids.with(1, 'rivka-id');
    expect(roomAfter(...first).lineups).toEqual([ids]);
    expect(roomAfter(...first, next, substitute(1), ...round).lineups).toEqual([ids, after]);
    expect(roomAfter(...first, next, substitute(1), ...round, undo).lineups).toEqual([ids]);
    expect(roomAfter(...first, undo).lineups).toEqual([]);
  });

  test('has the time of each bid and pass of the round on the table', () => {
    const bid = (seat: 1 | 2, amount: number): RoomAction => ({
      type: 'auction.bid',
      seat,
      amount,
      suit: 'clubs',
    });
    const auction = [...game, bid(1, 5), bid(2, 6)];
    expect(roomAfter(...auction).saidAt).toEqual([minute(5), minute(6)]);
    expect(roomAfter(...auction, undo).saidAt).toEqual([minute(5)]);
    expect(roomAfter(...auction, undo, bid(2, 7)).saidAt).toEqual([minute(5), minute(8)]);
    const threw = [...auction, end];
    expect(roomAfter(...threw).saidAt).toEqual([minute(5), minute(6)]);
    expect(roomAfter(...game).saidAt).toEqual([]);
  });

  test('is refused if the log is damaged', () => {
    expect(() => foldLog('game', [])).toThrow('is empty');
    expect(() => roomAfter(start)).toThrow('starts with room.start');
    expect(() => roomAfter(created, created)).toThrow('created twice');
    expect(() => roomAfter(created, start, start)).toThrow('breaks the rules at 3: wrong_phase');
    expect(() => roomAfter(created, end, end)).toThrow('breaks the rules');
    expect(replayLog('game', logOf(...three)).map(({ room }) => room.version)).toEqual([1, 2, 3]);
  });
});

describe('a game from paper', () => {
  const players = ['dana', 'yossi', 'noa', 'amir'].map((name) => ({
    userId: `${name}-id`,
    displayName: name,
    guest: name === 'amir',
  })) as unknown as (RoomAction & { type: 'game.import' })['players'];
  const imported: RoomAction = {
    type: 'game.import',
    code: 'ABC234',
    hostId: 'dana-id',
    groupId: 'friday',
    rules: { ...defaultProfile, zeroOver: 30 },
    startingScores: [1, 2, 3, 4],
    players,
  };
  const paper = {
    frisch: 0,
    trump: { seat: 1, amount: 6, suit: 'hearts' },
    contracts: [3, 6, 3, 2],
    tricks: [2, 6, 3, 2],
  } as const;
  const sheetRound: RoomAction = { type: 'round.import', ...paper };

  test('begins with its four players and round 1', () => {
    const room = roomAfter(imported);
    expect(room).toMatchObject({ groupId: 'friday', hostId: 'dana-id', timeline: { before: null } });
    expect(room.seats).toEqual(players.map((player) => ({ ...player, left: false })));
    expect(room.timeline.game).toMatchObject({
      status: 'bidding_trump',
      length: null,
      rules: { zeroOver: 30 },
      totals: [1, 2, 3, 4],
      round: { number: 1 },
    });
    expect(() => roomAfter(imported, imported)).toThrow('created twice');
  });

  const replacement = {
    type: 'sheet.replace',
    rules: defaultProfile,
    startingScores: [0, 0, 0, 9],
    players: [...players].with(3, {
      userId: 'rivka-id',
      displayName: 'Rivka',
      guest: false,
    }) as unknown as typeof players,
    rounds: [{ ...paper, players }, paper],
    endedAt: '2019-03-08T20:00:00.000Z',
  } as const satisfies RoomAction;

  test('is another one after its sheet was replaced, and no undo brings the first one back', () => {
    const played = [imported, sheetRound, end];
    const room = roomAfter(...played, replacement);
    expect(room).toMatchObject({
      version: 4,
      endedAt: new Date(replacement.endedAt),
      saidAt: [],
      lineups: [
        ['dana-id', 'yossi-id', 'noa-id', 'amir-id'],
        ['dana-id', 'yossi-id', 'noa-id', 'rivka-id'],
      ],
      timeline: { game: { status: 'finished', rules: defaultProfile, startingScores: [0, 0, 0, 9] } },
    });
    expect(room.seats[3]).toEqual({ userId: 'rivka-id', displayName: 'Rivka', guest: false, left: false });
    expect(room.timeline.game.rounds).toHaveLength(2);
    expect(roomAfter(...played, replacement, undo).timeline.game.rounds).toHaveLength(2);
    const wrong = { ...replacement, rounds: [{ ...paper, tricks: [1, 1, 1, 1] as const }] };
    expect(() => roomAfter(...played, wrong)).toThrow('breaks the rules at 4: tricks_not_13');
  });
});

describe('a room as its members see it', () => {
  const room = roomAfter(created, joins('Yossi', 1), guest('Gil', 2, 'gil-id'), joins('Noa', 3));
  const away = {
    isConnected: (id: string) => id === 'noa-id',
    awaySince: (id: string) => (id === 'noa-id' ? null : minute(3)),
  };

  test('has its people: who is there, who is away since when, and what tells them apart', () => {
    const twins = roomAfter(created, {
      ...(joins('Dana', 1) as RoomAction & { type: 'room.join' }),
      userId: 'other-id',
      username: 'dana2',
    });
    expect(roomState(twins, nobody, 60_000).seats).toMatchObject([
      { apart: 'dana' },
      { apart: 'dana2' },
      null,
      null,
    ]);
    const { seats, graceSeconds } = roomState(room, away, 60_000);
    expect(graceSeconds).toBe(60);
    expect(seats[2]).toEqual({
      seat: 2,
      userId: 'gil-guest',
      displayName: 'Gil',
      connected: false,
      guest: true,
      awaySince: null,
      standsFor: 'gil-id',
    });
    expect(seats[3]).toEqual({
      seat: 3,
      userId: 'noa-id',
      displayName: 'Noa',
      connected: true,
      guest: false,
      awaySince: null,
    });
    expect(seats[0]).toMatchObject({ connected: false, awaySince: minute(3).toISOString() });
    expect(roomState(room, nobody, 0).seats[0]).toMatchObject({ connected: false, awaySince: null });
  });

  test('is the same as JSON, with the rounds last', () => {
    const state = roomState(roomAfter(...over), nobody, 60_000);
    const text = stateText(state);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(state)));
    expect(stateText(state)).toBe(text);
    expect(JSON.parse(stateText({ ...state, version: 99 }))).toMatchObject({
      version: 99,
      rounds: [{ number: 1 }],
    });
  });
});
