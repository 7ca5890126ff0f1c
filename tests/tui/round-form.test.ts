import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/rules/index.ts';
import { moments, userIds } from './states.ts';
import { act, tableAt, typing, type Place } from './typing.ts';

const onDevice: Place = { mode: 'table' };

/** The contracts of a round in which seat 1 bid 6 hearts; so many of them are there. */
const declared: readonly Action[] = [
  ...moments.opening,
  { type: 'auction.record', seat: 1, amount: 6, suit: 'hearts' },
  { type: 'contract.set', seat: 1, amount: 6 },
  { type: 'contract.set', seat: 2, amount: 3 },
  { type: 'contract.set', seat: 3, amount: 2 },
];

const record = (seat: number, [amount, suit]: readonly [number, string], frisch = 0) =>
  act('auction.record', { seat, amount, suit, frisch });

describe('the auction on the form of the round', () => {
  const table = tableAt(moments.opening, onDevice);

  test.each([
    ['three keys, in order', '36h', record(2, [6, 'hearts'])],
    ['the suit first', 'h36', record(2, [6, 'hearts'])],
    ['a bid of two digits', '310n', record(2, [10, 'no_trump'])],
    ['Enter by habit', '3\r6\rh', record(2, [6, 'hearts'])],
    ['after two frisch', 'ff37s', record(2, [7, 'spades'], 2)],
    ['another winner', '3\u007f46h', record(3, [6, 'hearts'])],
  ])('%s', (_, typed, expected) => {
    expect(typing(typed, table).effects).toEqual([expected]);
  });

  test.each([
    ['a winner who is not there', '7', 'Who won the auction?'],
    ['a bid that is too low', '34', 'at least 5'],
    ['a bid that is too low after frisch', 'ff36', 'at least 7'],
    ['a 1 without its second digit', '31\r', 'at least 5'],
  ])('a sentence answers %s', (_, typed, says) => {
    const { ui, effects } = typing(typed, table);
    expect(effects).toEqual([]);
    expect(`${ui.say}`).toContain(says);
  });

  test('picks up an auction that has begun', () => {
    expect(typing('\r', tableAt(moments.auction, onDevice)).effects).toEqual([record(1, [6, 'hearts'])]);
  });

  test('is for the host', () => {
    const { ui, effects } = typing('r', tableAt(moments.opening, { me: userIds[2] }));
    expect(effects).toEqual([]);
    expect(ui.say).toContain('Only the host');
  });
});

describe('a contract on the form of the round', () => {
  const table = tableAt(declared.slice(0, -1), onDevice);
  const set = (amount: number) => act('contract.set', { amount, seat: 3 });

  test.each([
    ['needs one key', '4', set(4)],
    ['of 0 needs one key', '0', set(0)],
    ['of 1 needs Enter, because it may be the beginning of 10 to 13', '1\r', set(1)],
    ['of two digits', '12', set(12)],
    ['that was mistyped', '1\u007f0', set(0)],
  ])('%s', (_, typed, expected) => {
    expect(typing(typed, table).effects).toEqual([expected]);
  });

  test('is never recorded for two seats with one key', () => {
    const { ui, effects } = typing('14', table);
    expect(effects).toEqual([]);
    expect(ui.say).toContain('Enter ends the 1');
  });

  test('that makes 13 is refused with its reason', () => {
    const last = tableAt(declared, onDevice);
    const { ui, effects } = typing('2', last);
    expect(effects).toEqual([]);
    expect(ui.say).toContain('2 would make the four contracts add up to 13');
  });
});

describe('the tricks on the form of the round', () => {
  const table = tableAt(moments.playing, onDevice);
  const tricks = (...counts: number[]) => act('round.record', { tricks: counts });

  test.each([
    ['three keys and Enter', '355\r', tricks(3, 5, 5, 0)],
    ['a 1 needs nothing more where 10 are not left', '361\r', tricks(3, 6, 1, 3)],
    ['a 1 that could be more needs Enter', '1\r93\r', tricks(1, 9, 3, 0)],
    ['a 1 before a digit that only follows a whole 1', '195\u007f3\r', tricks(1, 9, 3, 0)],
    ['all for one', '1300\r', tricks(13, 0, 0, 0)],
    ['Enter by habit', '3\r5\r5\r', tricks(3, 5, 5, 0)],
    ['one was mistyped', '36\u007f55\r', tricks(3, 5, 5, 0)],
  ])('%s', (_, typed, expected) => {
    expect(typing(typed, table).effects).toEqual([expected]);
  });

  test('start from those that were recorded one by one', () => {
    const claimed: Action[] = ([1, 1, 2] as const).map((seat) => ({ type: 'trick.claim', seat }));
    const { ui, effects } = typing('\r', tableAt([...moments.playing, ...claimed], onDevice));
    expect(effects).toEqual([]);
    expect(ui.say).toContain('add up to 3, not 13');
    expect(typing('265\r', tableAt([...moments.playing, ...claimed], onDevice)).effects).toEqual([
      tricks(2, 6, 5, 0),
    ]);
  });
});

test('a round can be recorded step by step, and on the form again', () => {
  const table = tableAt(moments.playing, onDevice);
  const { ui } = typing('b', table);
  expect(ui.screen.name).toBe('playing');
  expect(typing('r', table, ui).ui.screen.name).toBe('roundForm');
  expect(typing('b444', table).effects).toEqual(
    Array.from({ length: 3 }, () => act('trick.claim', { seat: 3 })),
  );
});
