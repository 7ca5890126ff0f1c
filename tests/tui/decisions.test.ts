import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/rules/index.ts';
import { keysFor, type Choice } from '../../src/tui/script.ts';
import { afterNews } from '../../src/tui/ui.ts';
import { moments, userIds } from './states.ts';
import { act, eventOf, opener, pressing, tableAt, typing, without, type Place } from './typing.ts';

/** A table after some actions, and somebody at it; the host by default. */
interface Situation {
  readonly on: readonly Action[];
  readonly from?: Place;
}

const onDevice: Place = { mode: 'table' };
const created = eventOf('room.create', 1, 0);

test.each<[string, Situation & { readonly choice: Choice; readonly sends: object }]>([
  ['the start', { on: moments.lobby, choice: { type: 'start' }, sends: act('room.start', {}) }],
  [
    'a bid',
    {
      on: moments.opening,
      from: opener,
      choice: { type: 'bid', amount: 6, suit: 'hearts' },
      sends: act('auction.bid', { amount: 6, suit: 'hearts' }),
    },
  ],
  [
    'a bid of two digits',
    {
      on: moments.opening,
      from: opener,
      choice: { type: 'bid', amount: 13, suit: 'no_trump' },
      sends: act('auction.bid', { amount: 13, suit: 'no_trump' }),
    },
  ],
  [
    'the result of an auction on the device of the table',
    {
      on: moments.opening,
      from: onDevice,
      choice: { type: 'auction', seat: 1, amount: 5, suit: 'clubs' },
      sends: act('auction.record', { seat: 1, amount: 5, suit: 'clubs', frisch: 0 }),
    },
  ],
  ['a pass', { on: moments.opening, from: opener, choice: { type: 'pass' }, sends: act('auction.pass', {}) }],
  [
    'the result of an auction',
    {
      on: moments.opening,
      choice: { type: 'auction', seat: 2, amount: 10, suit: 'spades' },
      sends: act('auction.record', { seat: 2, amount: 10, suit: 'spades', frisch: 0 }),
    },
  ],
  ['the frisch', { on: moments.frisch, choice: { type: 'frischDone' }, sends: act('frisch.done', {}) }],
  [
    'a contract',
    {
      on: moments.contracts,
      choice: { type: 'contract', amount: 0 },
      sends: act('contract.set', { amount: 0 }),
    },
  ],
  [
    'a contract of two digits',
    {
      on: moments.contracts,
      choice: { type: 'contract', amount: 12 },
      sends: act('contract.set', { amount: 12 }),
    },
  ],
  ['my trick', { on: moments.playing, choice: { type: 'trick' }, sends: act('trick.claim', {}) }],
  [
    'the trick of another player',
    { on: moments.playing, choice: { type: 'trick', seat: 2 }, sends: act('trick.claim', { seat: 2 }) },
  ],
  [
    'all tricks',
    {
      on: moments.playing,
      from: opener,
      choice: { type: 'tricks', tricks: [1, 10, 2, 0] },
      sends: act('round.record', { tricks: [1, 10, 2, 0] }),
    },
  ],
  [
    'the next round',
    { on: moments.round, from: opener, choice: { type: 'nextRound' }, sends: act('round.next', {}) },
  ],
  ['the end', { on: moments.round, choice: { type: 'endGame' }, sends: act('game.end', {}) }],
])('a person types %s', (_, { on, from, choice, sends }) => {
  const { ui, effects } = typing(keysFor(choice), tableAt(on, from));
  expect(effects).toEqual([sends]);
  expect(ui.say).toBeNull();
});

test.each<[string, Situation & { readonly typed: string; readonly says: string }]>([
  ['a bid out of turn', { on: moments.opening, typed: '6h\r', says: 'It is Yossi’s turn.' }],
  [
    'a bid below the minimum',
    { on: moments.opening, from: opener, typed: '4h\r', says: 'must be at least 5' },
  ],
  [
    'a bid that does not beat the highest',
    { on: moments.auction, from: { me: userIds[3] }, typed: '6d\r', says: 'must beat 6♥ hearts' },
  ],
  [
    'a bid without an amount',
    { on: moments.opening, from: opener, typed: '\r', says: 'Choose an amount first' },
  ],
  ['a bid without a suit', { on: moments.opening, from: opener, typed: '6\r', says: 'Choose a suit first' }],
  [
    'a contract that makes 13',
    { on: moments.contracts, typed: '2\r', says: '2 would make the four contracts add up to 13' },
  ],
  [
    'a contract below the bid',
    {
      on: moments.auction.slice(0, 2).concat([
        { type: 'auction.pass', seat: 2 },
        { type: 'auction.pass', seat: 3 },
        { type: 'auction.pass', seat: 0 },
      ]),
      from: opener,
      typed: '5\r',
      says: 'Yossi bid 6♥ hearts and must contract at least 6',
    },
  ],
  ['no contract', { on: moments.contracts, typed: '\r', says: 'Choose a contract first' }],
  ['tricks that add up to 12', { on: moments.playing, typed: 'r1\r632\r', says: 'add up to 12, not 13' }],
  ['tricks that are too many', { on: moments.playing, typed: 'r9990\r', says: 'add up to 27, not 13' }],
  [
    'the trick of a player who is here',
    { on: moments.playing, from: opener, typed: '3', says: 'Noa records the tricks of seat 3' },
  ],
  [
    'a start without four players',
    { on: moments.lobby, from: { change: without(2) }, typed: '\r', says: 'needs all four seats' },
  ],
  ['a start by another player', { on: moments.lobby, from: opener, typed: '\r', says: 'Only the host' }],
  ['the end by another player', { on: moments.round, from: opener, typed: 'e', says: 'Only the host' }],
  ['a bid by a watcher', { on: moments.opening, from: { me: 'watcher' }, typed: 'p', says: 'no seat' }],
  [
    'an undo by a player once the game is over',
    { on: moments.podium, from: opener, typed: 'u', says: 'only the host may take something back' },
  ],
  ['an undo by a watcher', { on: moments.opening, from: { me: 'watcher' }, typed: 'u', says: 'no seat' }],
  [
    'a guest without a name',
    { on: moments.lobby, from: { change: without(2) }, typed: 'a \r', says: 'Type a name' },
  ],
  ['a fifth player', { on: moments.lobby, typed: 'a', says: 'All four seats are taken' }],
  ['a correction of nothing', { on: moments.opening, typed: 'x', says: 'no finished round' }],
  ['a correction that changes nothing', { on: moments.round, typed: 'x\r\r', says: 'Nothing is changed' }],
  [
    'an undo of nothing',
    { on: moments.lobby, from: { more: { events: [created] } }, typed: 'u', says: 'nothing to take back' },
  ],
])('a sentence answers %s, and nothing is sent', (_, { on, from, typed, says }) => {
  const { ui, effects } = typing(typed, tableAt(on, from));
  expect(effects).toEqual([]);
  expect(ui.say ?? '').toContain(says);
});

describe('after a refusal', () => {
  test('the next digit starts a new number', () => {
    // With 2 the contracts would add up to 13. The 1 that follows is a new number: not 21, and not 12.
    expect(typing('2\r1\r', tableAt(moments.contracts)).effects).toEqual([
      act('contract.set', { amount: 1 }),
    ]);
    expect(typing('1c\r6h\r', tableAt(moments.opening, opener)).effects).toEqual([
      act('auction.bid', { amount: 6, suit: 'hearts' }),
    ]);
    const table = tableAt(moments.round);
    const refused = typing('xx1\r', table).ui;
    expect(refused.say).toContain('add up to 12, not 13');
    expect(typing('2', table, refused).ui.overlay?.state).toMatchObject({
      form: { values: expect.arrayContaining([2]) },
    });
    expect(typing('2\r', table, refused).ui.say).toContain('Nothing is changed');
  });

  test('its sentence disappears when the table moves on', () => {
    const table = tableAt(moments.opening, { me: userIds[2] });
    const { ui } = typing('p', table);
    expect(ui.say).toContain('It is Yossi’s turn.');
    const next = tableAt(moments.auction.slice(0, 2), {
      me: userIds[2],
      change: (state) => ({ ...state, version: 8 }),
    });
    expect(afterNews(ui, next, false).say).toBeNull();
  });
});

test('the arrows offer legal bids only', () => {
  const table = tableAt(moments.auction, { me: userIds[3] });
  const after = (...keys: string[]) => pressing(keys, table).ui.screen.state;
  expect(after('right')).toMatchObject({ amount: 6 });
  expect(after('right', 'up')).toMatchObject({ amount: 6, suit: 'spades' });
  expect(after('right', 'up', 'up', 'up')).toMatchObject({ suit: 'no_trump' });
  expect(after('right', 'right', 'up')).toMatchObject({ amount: 7, suit: 'clubs' });
});

test('the arrows offer legal contracts only', () => {
  const { ui } = pressing(['right', 'right', 'right'], tableAt(moments.contracts));
  expect(ui.screen.state).toMatchObject({ amount: 3 }); // 0, 1, and not 2, which makes 13
});

test('a guest may have a name in any script', () => {
  const table = tableAt(moments.lobby, { change: without(2) });
  expect(typing('aדנה 👩‍👩‍👧\u007f!\r', table).effects).toEqual([act('room.addGuest', { displayName: 'דנה !' })]);
});
