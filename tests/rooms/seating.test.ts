import { describe, expect, test } from 'vitest';
import type { RoomAction } from '../../src/rooms/index.ts';
import {
  ask,
  command,
  created,
  deleted,
  end,
  four,
  guest,
  joins,
  round,
  roomAfter,
  start,
  three,
} from './room.ts';

/** Somebody whom the store knows. */
const user = (name: string, more: object = {}) => ({
  lookedUp: { userId: `${name.toLowerCase()}-id`, displayName: name, username: name.toLowerCase(), ...more },
});
const rivka = user('Rivka');
const grandma = { lookedUp: { userId: 'grandma-guest', displayName: 'Grandma' } };
const transferred = (name: string): RoomAction => ({ type: 'room.transferHost', userId: `${name}-id` });

describe('joining', () => {
  test.each<[string, readonly RoomAction[], string, number | undefined, string | number]>([
    ['a stranger gets the lowest free seat', [created, joins('Noa', 2)], 'Rivka', undefined, 1],
    ['a stranger gets the free seat they ask for', [created, joins('Noa', 2)], 'Rivka', 3, 3],
    ['no stranger gets a taken seat', three, 'Rivka', 1, 'seat_taken'],
    ['no stranger gets a seat of a full table', four, 'Rivka', undefined, 'room_full'],
    ['no stranger gets a taken seat of a full table', four, 'Rivka', 1, 'room_full'],
    ['a player keeps the seat', three, 'Noa', undefined, 2],
    ['a player moves in the lobby', three, 'Noa', 3, 3],
    ['a player does not move to a taken seat', three, 'Noa', 0, 'seat_taken'],
    ['a player does not move during the game', [...four, start], 'Noa', 3, 2],
    ['no stranger joins a game', [...four, start], 'Rivka', 3, 'room_full'],
    ['no stranger takes a free seat of a game that is over', [...three, end], 'Rivka', 3, 'room_full'],
  ])('%s', (...[, actions, name, seat, expected]) => {
    const { lookedUp } = user(name);
    const outcome = ask(roomAfter(...actions), command('room.join', { seat }, { lookedUp }), {
      actorId: lookedUp.userId,
    });
    const { userId, displayName, username } = lookedUp;
    expect(outcome).toEqual(
      typeof expected === 'string'
        ? expected
        : expect.objectContaining({
            action: { type: 'room.join', seat: expected, userId, displayName, username },
            seat: expected,
            actorId: userId,
          }),
    );
  });

  test('a player who comes back has the name of before', () => {
    const renamed = user('Noa', { displayName: 'Noa the Great', username: 'great' });
    expect(
      ask(roomAfter(...three), command('room.join', { seat: 3 }, renamed), { actorId: 'noa-id' }),
    ).toMatchObject({ action: { displayName: 'Noa', username: 'noa' } });
  });

  test('an entry without a user name stays without one', () => {
    const { username: _, ...older } = joins('Noa', 2) as RoomAction & { type: 'room.join' };
    const asked = command('room.join', { seat: 3 }, { lookedUp: { userId: 'noa-id', displayName: 'Noa' } });
    expect(ask(roomAfter(created, older), asked, { actorId: 'noa-id' })).toMatchObject({
      action: { type: 'room.join', seat: 3, userId: 'noa-id', displayName: 'Noa' },
    });
    const entry = ask(roomAfter(created, older), asked, { actorId: 'noa-id' });
    expect(typeof entry === 'object' && 'username' in entry.action).toBe(false);
  });

  const withStandIn = [...three, guest('Rivka', 3, 'rivka-id'), start];
  test.each<[string, readonly RoomAction[], number | undefined, object | string]>([
    [
      'agrees to the game',
      withStandIn,
      undefined,
      { type: 'claim.approve', userId: 'rivka-id', replaces: 'rivka-guest' },
    ],
    ['asks for that seat', withStandIn, 3, { type: 'claim.approve' }],
    ['asks for another seat', withStandIn, 1, { type: 'claim.approve' }],
    ['comes too late', [...withStandIn, end], undefined, 'room_full'],
  ])('a user for whom a guest stands %s', (...[, actions, seat, expected]) => {
    const outcome = ask(roomAfter(...actions), command('room.join', { seat }, rivka), {
      actorId: 'rivka-id',
    });
    if (typeof expected === 'string') expect(outcome).toBe(expected);
    else expect(outcome).toMatchObject({ action: expected, seat: 3 });
  });
});

describe('the order of the seats', () => {
  const order = (...ids: (string | null)[]) => command('room.seats', { seats: ids });
  test.each<[string, readonly RoomAction[], (string | null)[], string | null]>([
    ['everybody in another seat', four, ['amir-id', 'noa-id', 'yossi-id', 'dana-id'], null],
    ['a free seat in the middle', three, ['dana-id', null, 'yossi-id', 'noa-id'], null],
    ['somebody left out', four, ['dana-id', 'yossi-id', 'noa-id', null], 'seats_mismatch'],
    [
      'somebody left out and another one twice',
      four,
      ['dana-id', 'yossi-id', 'noa-id', 'noa-id'],
      'seats_mismatch',
    ],
    ['a stranger in the free seat', three, ['dana-id', 'yossi-id', 'noa-id', 'rivka-id'], 'seats_mismatch'],
    ['a stranger in place of a player', three, ['dana-id', 'yossi-id', null, 'rivka-id'], 'seats_mismatch'],
    ['a player twice', three, ['dana-id', 'yossi-id', 'noa-id', 'dana-id'], 'seats_mismatch'],
    ['a game that has begun', [...four, start], ['amir-id', 'noa-id', 'yossi-id', 'dana-id'], 'wrong_phase'],
  ])('%s', (...[, actions, ids, reason]) => {
    const outcome = ask(roomAfter(...actions), order(...ids));
    if (reason !== null) return expect(outcome).toBe(reason);
    expect(outcome).toMatchObject({ action: { type: 'room.seats', seats: ids }, seat: null });
  });
});

describe('a guest', () => {
  const add = (displayName: string, seat?: number, found: object = grandma) =>
    command('room.addGuest', { displayName, seat }, found);
  test.each<[string, readonly RoomAction[], ReturnType<typeof add>, string | number]>([
    ['gets the lowest free seat', [created, joins('Noa', 2)], add('Grandma'), 1],
    ['gets a seat', three, add('Grandma', 3), 3],
    ['gets no taken seat', three, add('Grandma', 2), 'seat_taken'],
    ['gets no seat at a full table', four, add('Grandma'), 'room_full'],
    ['gets no seat in a game', [...four, start], add('Grandma'), 'wrong_phase'],
    ['gets no seat after a game', [...three, end], add('Grandma'), 'wrong_phase'],
    ['is not seated twice', [...three.slice(0, 2), guest('Grandma', 2)], add('grandma'), 'already_seated'],
    ['has no name like that of a player', three, add('YOSSI'), 'name_alike'],
    [
      'has no name like that of another guest',
      [...three.slice(0, 2), guest('Dаn', 2)],
      add('Dan'),
      'name_alike',
    ],
    [
      'is not seated twice under another name',
      [...three.slice(0, 2), guest('Grandma', 2)],
      add('Granny', 3, { lookedUp: { userId: 'grandma-guest', displayName: 'Granny' } }),
      'already_seated',
    ],
  ])('%s', (...[, actions, asked, expected]) => {
    const outcome = ask(roomAfter(...actions), asked);
    if (typeof expected === 'string') return expect(outcome).toBe(expected);
    const seated = { type: 'room.addGuest', seat: expected, userId: 'grandma-guest', displayName: 'Grandma' };
    expect(outcome).toMatchObject({ action: seated, seat: expected });
  });
});

describe('the host', () => {
  const give = (name: string) => command('room.transferHost', { userId: name });
  const table = [...three, guest('Grandma', 3), start];
  test.each<[string, string, string, boolean, string | null]>([
    ['is given by the host', 'dana-id', 'noa-id', false, null],
    ['is not taken', 'noa-id', 'noa-id', false, 'not_host'],
    ['is taken from a host who is away', 'noa-id', 'noa-id', true, null],
    ['needs a seat', 'dana-id', 'rivka-id', false, 'not_seated'],
    ['is no guest', 'dana-id', 'grandma-guest', false, 'guest_cannot_host'],
  ])('%s', (...[, actorId, userId, isAway, reason]) => {
    const isAbsent = (asked: string) => isAway && asked === 'dana-id';
    const outcome = ask(roomAfter(...table), give(userId), { actorId, isAbsent });
    if (reason !== null) return expect(outcome).toBe(reason);
    expect(outcome).toMatchObject({ action: { type: 'room.transferHost', userId }, seat: 2 });
  });

  test('is nobody whose account is deleted', () => {
    expect(ask(roomAfter(...table, deleted('noa')), give('noa-id'))).toBe('guest_cannot_host');
  });

  test('needs a seat, and the refusal says so', () => {
    expect(roomAfter(...table, transferred('yossi')).hostId).toBe('yossi-id');
  });
});

describe('a substitute', () => {
  const replace = (seat: number, params: object, found: object = {}) =>
    command('room.substitute', { seat, ...params }, found);
  const game = [...three, guest('Grandma', 3), start];
  test.each<[string, readonly RoomAction[], ReturnType<typeof replace>, string | object]>([
    [
      'takes the seat of a player',
      game,
      replace(1, { userId: 'rivka-id' }, rivka),
      { userId: 'rivka-id', displayName: 'Rivka', username: 'rivka', replaces: 'yossi-id' },
    ],
    [
      'may have the name of the player who goes',
      game,
      replace(
        1,
        { displayName: 'Yossi' },
        { lookedUp: { userId: 'yossi-guest', displayName: 'Yossi', guest: true } },
      ),
      { userId: 'yossi-guest', guest: true, replaces: 'yossi-id' },
    ],
    ['is somebody', game, replace(1, { username: 'nobody' }), 'user_not_found'],
    ['is nobody at the table', game, replace(1, { userId: 'noa-id' }, user('Noa')), 'already_seated'],
    ['has a name of their own', game, replace(1, { displayName: 'NOA' }), 'name_alike'],
    ['is no guest of the table', game, replace(1, { displayName: 'grandma' }), 'already_seated'],
    ['has no seat that is empty', three, replace(3, { userId: 'rivka-id' }, rivka), 'seat_empty'],
    [
      'does not come after the game',
      [...game, end],
      replace(1, { userId: 'rivka-id' }, rivka),
      'wrong_phase',
    ],
  ])('%s', (...[, actions, asked, expected]) => {
    const outcome = ask(roomAfter(...actions), asked);
    if (typeof expected === 'string') return expect(outcome).toBe(expected);
    expect(outcome).toMatchObject({ action: { type: 'room.substitute', seat: 1, ...expected }, seat: 1 });
  });
});

test('a game starts with four players', () => {
  expect(ask(roomAfter(...three), command('room.start'))).toBe('seats_incomplete');
  expect(ask(roomAfter(...four), command('room.start'))).toMatchObject({ action: { type: 'room.start' } });
});

describe('a rematch', () => {
  const opened = { opened: { code: 'XYZ789', gameId: 'next' } };
  const over = [...four, start, ...round, end];
  test('is for a game that is over', () => {
    expect(ask(roomAfter(...four, start), command('room.rematch', {}, opened))).toBe('wrong_phase');
    const action = { type: 'room.rematch', code: 'XYZ789', gameId: 'next' };
    expect(ask(roomAfter(...over), command('room.rematch', {}, opened))).toMatchObject({ action });
  });
  test('needs the same players', () => {
    expect(ask(roomAfter(...over, deleted('noa')), command('room.rematch', {}, opened))).toBe(
      'seats_incomplete',
    );
  });
});
