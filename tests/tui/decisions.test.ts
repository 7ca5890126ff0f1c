import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/rules/index.ts';
import { keysFor, type Choice } from '../../src/tui/script.ts';
import { afterNews } from '../../src/tui/ui.ts';
import { moments, userIds } from './states.ts';
import { act, eventOf, opener, pressing, tableAt, typing, without, type Place } from './typing.ts';

const onDevice: Place = { mode: 'table' };
const created = eventOf('room.create', 1, 0);

describe('a decision typed as a person would', () => {
  test.each<[string, readonly Action[], Place, Choice, object]>([
    ['start', moments.lobby, {}, { type: 'start' }, act('room.start', {})],
    [
      'a bid',
      moments.opening,
      opener,
      { type: 'bid', amount: 6, suit: 'hearts' },
      act('auction.bid', { amount: 6, suit: 'hearts' }),
    ],
    [
      'a bid of two digits',
      moments.opening,
      opener,
      { type: 'bid', amount: 13, suit: 'no_trump' },
      act('auction.bid', { amount: 13, suit: 'no_trump' }),
    ],
    [
      'a bid on the device of the table',
      moments.opening,
      onDevice,
      { type: 'bid', amount: 5, suit: 'clubs' },
      act('auction.bid', { amount: 5, suit: 'clubs', seat: 1 }),
    ],
    ['a pass', moments.opening, opener, { type: 'pass' }, act('auction.pass', {})],
    [
      'the result of an auction',
      moments.opening,
      {},
      { type: 'auction', seat: 2, amount: 10, suit: 'spades' },
      act('auction.record', { seat: 2, amount: 10, suit: 'spades', frisch: 0 }),
    ],
    ['the frisch', moments.frisch, {}, { type: 'frischDone' }, act('frisch.done', {})],
    [
      'a contract',
      moments.contracts,
      {},
      { type: 'contract', amount: 0 },
      act('contract.set', { amount: 0 }),
    ],
    [
      'a contract of two digits',
      moments.contracts,
      {},
      { type: 'contract', amount: 12 },
      act('contract.set', { amount: 12 }),
    ],
    ['my trick', moments.playing, {}, { type: 'trick' }, act('trick.claim', {})],
    [
      'the trick of another player',
      moments.playing,
      {},
      { type: 'trick', seat: 2 },
      act('trick.claim', { seat: 2 }),
    ],
    [
      'all tricks',
      moments.playing,
      opener,
      { type: 'tricks', tricks: [1, 10, 2, 0] },
      act('round.record', { tricks: [1, 10, 2, 0] }),
    ],
    ['the next round', moments.round, opener, { type: 'nextRound' }, act('round.next', {})],
    ['the end', moments.round, {}, { type: 'endGame' }, act('game.end', {})],
  ])('%s', (_, actions, seat, choice, effect) => {
    const { ui, effects } = typing(keysFor(choice), tableAt(actions, seat));
    expect(effects).toEqual([effect]);
    expect(ui.say).toBeNull();
  });
});

describe('an impossible decision is answered with one sentence, and nothing is sent', () => {
  test.each<[string, readonly Action[], Place, string, string]>([
    ['a bid out of turn', moments.opening, {}, '6h\r', 'It is Yossi’s turn.'],
    ['a bid below the minimum', moments.opening, opener, '4h\r', 'must be at least 5'],
    [
      'a bid that does not beat the highest',
      moments.auction,
      { me: userIds[3] },
      '6d\r',
      'must beat 6♥ hearts',
    ],
    ['a bid without an amount', moments.opening, opener, '\r', 'Choose an amount first'],
    ['a bid without a suit', moments.opening, opener, '6\r', 'Choose a suit first'],
    [
      'a contract that makes 13',
      moments.contracts,
      {},
      '2\r',
      '2 would make the four contracts add up to 13',
    ],
    [
      'a contract below the bid',
      moments.auction.slice(0, 2).concat([
        { type: 'auction.pass', seat: 2 },
        { type: 'auction.pass', seat: 3 },
        { type: 'auction.pass', seat: 0 },
      ]),
      opener,
      '5\r',
      'Yossi bid 6♥ hearts and must contract at least 6',
    ],
    ['no contract', moments.contracts, {}, '\r', 'Choose a contract first'],
    ['tricks that add up to 12', moments.playing, {}, 'r1\r6\r3\r\t\t\t2\r', 'add up to 12, not 13'],
    ['tricks that are too many', moments.playing, {}, 'r9\r9\r9\r0\r', 'add up to 27, not 13'],
    ['the trick of a player who is here', moments.playing, opener, '3', 'Noa records the tricks of seat 3'],
    ['a start without four players', moments.lobby, { change: without(2) }, '\r', 'needs all four seats'],
    ['a start by another player', moments.lobby, opener, '\r', 'Only the host'],
    ['the end by another player', moments.round, opener, 'e', 'Only the host'],
    ['a bid by a watcher', moments.opening, { me: 'watcher' }, 'p', 'no seat'],
    ['an undo by a watcher', moments.opening, { me: 'watcher' }, 'u', 'no seat'],
    ['a guest without a name', moments.lobby, { change: without(2) }, 'a \r', 'Type a name'],
    ['a fifth player', moments.lobby, {}, 'a', 'All four seats are taken'],
    ['a correction of nothing', moments.opening, {}, 'x', 'no finished round'],
    ['a correction that changes nothing', moments.round, {}, 'c\r\r', 'Nothing is changed'],
    ['an undo of nothing', moments.lobby, { more: { events: [created] } }, 'u', 'nothing to take back'],
  ])('%s', (_, actions, seat, text, sentence) => {
    const { ui, effects } = typing(text, tableAt(actions, seat));
    expect(effects).toEqual([]);
    expect(ui.say ?? '').toContain(sentence);
  });
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
    const refused = typing('cc1\r', table).ui;
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
