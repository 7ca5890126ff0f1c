import { describe, expect, test } from 'vitest';
import { decide, entryAfter } from '../../src/rooms/decide.ts';
import { wireWords } from '../../src/words/index.ts';
import type { RoomAction } from '../../src/rooms/index.ts';
import {
  ask,
  command,
  end,
  four,
  guest,
  minute,
  present,
  round,
  roomAfter,
  start,
  three,
  trump,
} from './room.ts';

const table = [...three, guest('Grandma', 3), start];
const pass = (seat?: number) => command('auction.pass', { seat });

describe('recording for a seat', () => {
  test.each<[string, string, number | undefined, string[], object | string]>([
    ['a player for the own seat', 'yossi-id', undefined, [], { seat: 1 }],
    ['a player who names the own seat', 'yossi-id', 1, [], { seat: 1 }],
    ['a player for another one', 'noa-id', 1, [], 'not_your_seat'],
    ['a player for one who is away', 'noa-id', 1, ['yossi-id'], { seat: 1, actingFor: 'absent' }],
    ['the host for a player', 'dana-id', 1, [], { seat: 1, actingFor: 'player' }],
    ['the host for one who is away', 'dana-id', 1, ['yossi-id'], { seat: 1, actingFor: 'absent' }],
    ['somebody without a seat', 'rivka-id', undefined, [], 'not_seated'],
  ])('%s', (...[, actorId, seat, away, expected]) => {
    const outcome = ask(roomAfter(...table), pass(seat), { actorId, isAbsent: (id) => away.includes(id) });
    if (typeof expected === 'string') return expect(outcome).toBe(expected);
    expect(outcome).toMatchObject({ actorId, action: { type: 'auction.pass', seat: 1 }, ...expected });
    expect(Object.hasOwn(outcome as object, 'actingFor')).toBe('actingFor' in expected);
  });

  const atGuest = [...table, ...[1, 2].map((seat) => ({ type: 'auction.pass', seat }) as RoomAction)];
  test.each<[string, string, string[], object | string]>([
    ['the host', 'dana-id', [], { actingFor: 'guest' }],
    ['a player', 'noa-id', [], 'not_your_seat'],
    ['a player while the host is away', 'noa-id', ['dana-id'], { actingFor: 'absent' }],
    ['a player, whoever else is away', 'noa-id', ['grandma-guest', 'yossi-id'], 'not_your_seat'],
  ])('%s for a guest', (...[, actorId, away, expected]) => {
    const outcome = ask(roomAfter(...atGuest), pass(3), { actorId, isAbsent: (id) => away.includes(id) });
    if (typeof expected === 'string') return expect(outcome).toBe(expected);
    expect(outcome).toMatchObject({ seat: 3, ...expected });
  });

  test('nobody records for an empty seat', () => {
    expect(ask(roomAfter(...three), pass(3))).toBe('seat_empty');
  });
});

describe('the entry of an action', () => {
  test.each<[string, readonly RoomAction[], ReturnType<typeof pass>, RoomAction]>([
    [
      'a bid',
      table,
      command('auction.bid', { seat: 1, amount: 6, suit: 'spades' }),
      { type: 'auction.bid', seat: 1, amount: 6, suit: 'spades' },
    ],
    [
      'an auction',
      table,
      command('auction.record', { seat: 1, amount: 6, suit: 'hearts', frisch: 1 }),
      { type: 'auction.record', seat: 1, amount: 6, suit: 'hearts', frisch: 1 },
    ],
    [
      'a contract',
      [...table, trump],
      command('contract.set', { seat: 1, amount: 7 }),
      { type: 'contract.set', seat: 1, amount: 7 },
    ],
    [
      'a trick',
      [...table, ...round.slice(0, 5)],
      command('trick.claim', { seat: 1 }),
      { type: 'trick.claim', seat: 1 },
    ],
  ])('of %s has its seat', (...[, actions, asked, action]) => {
    expect(ask(roomAfter(...actions), asked)).toMatchObject({ action, seat: 1 });
  });

  test.each<[string, readonly RoomAction[], ReturnType<typeof pass>, RoomAction]>([
    [
      'the tricks of a round',
      [...table, ...round.slice(0, 5)],
      command('round.record', { tricks: [2, 6, 3, 2] }),
      { type: 'round.record', tricks: [2, 6, 3, 2] },
    ],
    ['the next round', [...table, ...round], command('round.next'), { type: 'round.next' }],
    ['the end', table, command('game.end'), { type: 'game.end' }],
    ['an undo', [...table, trump], command('log.undo'), { type: 'log.undo' }],
    [
      'the watchers',
      three,
      command('room.watchers', { watchers: 'nobody' }),
      { type: 'room.watchers', watchers: 'nobody' },
    ],
  ])('of %s has no seat', (...[, actions, asked, action]) => {
    expect(ask(roomAfter(...actions), asked)).toMatchObject({ action, seat: null });
  });
});

describe('a correction', () => {
  const played = roomAfter(...four, start, ...round);
  const before = {
    trump: { seat: 1, amount: 6, suit: 'hearts' },
    contracts: [3, 6, 3, 2],
    tricks: [2, 6, 3, 2],
  };
  test.each([
    [{ tricks: [3, 5, 3, 2] }],
    [{ contracts: [4, 6, 3, 2] }],
    [{ trump: { seat: 1, amount: 5, suit: 'clubs' } }],
  ])('of %j keeps the rest of the round, and the log has the round before', (change) => {
    expect(ask(played, command('round.correct', { round: 1, ...change }))).toMatchObject({
      action: { type: 'round.correct', round: 1, ...before, ...change, before },
      seat: null,
    });
  });
  test('is for a round that is over', () => {
    for (const number of [0, 2])
      expect(ask(played, command('round.correct', { round: number, tricks: [3, 5, 3, 2] }))).toBe(
        'round_not_finished',
      );
  });
});

test('only the host takes back the end of a game', () => {
  const over = roomAfter(...four, start, ...round, end);
  expect(ask(over, command('log.undo'), { actorId: 'noa-id' })).toBe('not_host');
  expect(ask(over, command('log.undo'))).toMatchObject({ action: { type: 'log.undo' } });
  expect(ask(roomAfter(...four, start, trump), command('log.undo'), { actorId: 'noa-id' })).toMatchObject({
    action: { type: 'log.undo' },
  });
});

test('a log of ten thousand entries grows no more, but the game can be ended and left', () => {
  const full = { ...roomAfter(...four, start, trump), version: 10_000 };
  expect(ask({ ...full, version: 9_999 }, command('log.undo'))).toMatchObject({ seq: 10_000 });
  for (const method of ['log.undo', 'room.addGuest', 'room.transferHost'] as const)
    expect(ask(full, command(method))).toBe('log_full');
  expect(ask(full, command('game.end'))).toMatchObject({ action: { type: 'game.end' } });
  expect(ask(full, command('room.leave'))).toMatchObject({ action: { type: 'room.leave' } });
});

describe('a refusal of the rules', () => {
  const refusal = (actions: readonly RoomAction[], asked: ReturnType<typeof pass>) => {
    const outcome = decide(roomAfter(...actions), asked, { actorId: 'dana-id', ...present });
    return 'refused' in outcome ? outcome.refused : null;
  };
  test('says whose turn it is', () => {
    const refused = refusal(table, pass(2));
    expect(refused).toMatchObject({ reason: 'not_your_turn', data: { turn: 1 } });
    expect(refused?.message).toContain('Yossi');
  });
  test('says the status of the game', () => {
    expect(refusal(three, pass(1))).toMatchObject({ reason: 'wrong_phase', data: { status: 'waiting' } });
  });
  test.each<[string, readonly RoomAction[], ReturnType<typeof pass>, string]>([
    ['an actor without a seat', table, pass(), 'rivka-id'],
    [
      'a host who hands over to nobody',
      table,
      command('room.transferHost', { userId: 'rivka-id' }),
      'dana-id',
    ],
    ['an undo after the end', [...table, end], command('log.undo'), 'noa-id'],
    ['a name that is taken', three, command('room.addGuest', { displayName: 'NOA' }), 'dana-id'],
  ])('of %s has a sentence of its own', (...[, actions, asked, actorId]) => {
    const outcome = decide(roomAfter(...actions), asked, { actorId, ...present });
    if (!('refused' in outcome)) throw new Error('This should have been refused.');
    const { reason, message } = outcome.refused;
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(message).not.toBe(wireWords.reasons[reason]);
  });
  test('by the rules has a sentence of its own', () => {
    const refused = refusal(table, command('auction.record', { seat: 1, amount: 4, suit: 'hearts' }));
    expect(refused).toEqual({ reason: 'bid_too_low', message: expect.stringContaining('5') });
  });
});

test('an entry follows on the room, with the command, and is always later than the entry before', () => {
  const room = roomAfter(...table);
  const commandId = 'c0ffee00-0000-7000-8000-000000000001';
  const asked = command('auction.pass', { seat: 1, commandId });
  expect(ask(room, asked)).toMatchObject({ seq: 6, commandId, at: minute(59) });
  expect(ask(room, pass(1), { now: minute(0) })).toMatchObject({
    commandId: null,
    at: new Date(minute(4).getTime() + 1),
  });
  const draft = { action: { type: 'room.close', reason: 'closed' }, seat: null } as const;
  expect(entryAfter(room, draft, minute(59))).toEqual({
    ...draft,
    seq: 6,
    actorId: null,
    commandId: null,
    at: minute(59),
  });
});
