import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, foldEvent, type RoomEvent, type RoomState } from '../../src/protocol/index.ts';
import type { Game } from '../../src/rules/index.ts';
import { contract, end, lobby, play, record, started, tricks } from '../rules/table.ts';

const dealt = started();
const open = play(dealt, record(1, '6h'));
const whole = [contract(1, 6), contract(2, 3), contract(3, 2), contract(0, 3), tricks(2, 6, 3, 2)];
const once = play(open, ...whole);
const twice = play(once, { type: 'round.next' }, record(1, '6h'), ...whole);
const corrected = play(twice, { type: 'round.correct', round: 1, tricks: [3, 5, 3, 2] });
const games: readonly Game[] = [lobby(), started(), open, once, twice, corrected, play(corrected, end)];

const stateOf = (game: Game, version = 7): RoomState =>
  ({
    code: 'ABC123',
    gameId: 'game',
    version,
    hostId: 'dana',
    seats: [null, null, null, null],
    ...game,
    rematch: null,
    watchers: 'anybody',
  }) as unknown as RoomState;
const event = (fields: Partial<RoomEvent>): RoomEvent => ({
  type: 'log.undo',
  version: 8,
  actorId: 'dana',
  seat: null,
  payload: {},
  at: '2026-01-31T20:00:00.000Z',
  ...fields,
});

test('any game follows from any other one and the differences between them', () => {
  fc.assert(
    fc.property(fc.constantFrom(...games), fc.constantFrom(...games), (before, after) => {
      const game = JSON.parse(JSON.stringify(differences(before, after))) as NonNullable<RoomEvent['game']>;
      expect(foldEvent(stateOf(before), event({ game }))).toEqual(stateOf(after, 8));
    }),
  );
});

test('the differences are the parts that changed, and the rounds that changed', () => {
  expect(differences(corrected, corrected)).toEqual({ roundCount: 2, rounds: [] });
  expect(differences(twice, corrected)).toMatchObject({ roundCount: 2, rounds: [{ number: 1 }] });
  expect(Object.keys(differences(open, dealt))).toEqual(['status', 'round', 'roundCount', 'rounds']);
});

test('an action is played by the rules, and an event that does not follow is refused', () => {
  const bid = { type: 'auction.bid', seat: 1, payload: { seat: 1, amount: 6, suit: 'hearts' } } as const;
  const { type, payload } = bid;
  const after = play(started(), { type, ...payload });
  expect(foldEvent(stateOf(started()), event(bid))).toEqual(stateOf(after, 8));
  for (const version of [6, 7, 9])
    expect(foldEvent(stateOf(started()), event({ ...bid, version }))).toBeNull();
  expect(foldEvent(stateOf(open), event(bid))).toBeNull();
});

test('the people, the rematch and the watchers follow from the event, or stay', () => {
  const state = stateOf(once);
  expect(foldEvent(state, event({ type: 'room.transferHost', hostId: 'noa' }))).toEqual({
    ...state,
    version: 8,
    hostId: 'noa',
  });
  const seats = [{ userId: 'noa' }, null, null, null] as unknown as RoomState['seats'];
  expect(foldEvent(state, event({ type: 'room.leave', seats }))).toEqual({ ...state, version: 8, seats });
  const next = foldEvent(state, event({ type: 'room.rematch', payload: { code: 'XYZ789' } }));
  expect(next).toEqual({ ...state, version: 8, rematch: 'XYZ789' });
  const closed = foldEvent(state, event({ type: 'room.watchers', payload: { watchers: 'nobody' } }));
  expect(closed).toEqual({ ...state, version: 8, watchers: 'nobody' });
  const payload = { code: 'XYZ789', watchers: 'nobody' };
  expect(foldEvent(state, event({ type: 'room.join', payload }))).toEqual({ ...state, version: 8 });
});

test('presence belongs to the version that is there', () => {
  const state = stateOf(once);
  const presence = { type: 'presence', payload: { connected: false } } as const;
  expect(foldEvent(state, event({ ...presence, version: 7 }))).toEqual(state);
  expect(foldEvent(state, event({ ...presence, version: 8 }))).toBeNull();
});
