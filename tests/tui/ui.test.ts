import { describe, expect, test } from 'vitest';
import type { RoomSnapshot } from '../../src/client/index.ts';
import type { RoomState } from '../../src/protocol/index.ts';
import { withSeat, type Action } from '../../src/rules/index.ts';
import { eventSentence } from '../../src/words/index.ts';
import { splitKeys } from '../../src/tui/key-events.ts';
import { keysFor, type Choice } from '../../src/tui/script.ts';
import { tableOf, type Mode, type Table } from '../../src/tui/table.ts';
import { newUi, press, settle, type Effect, type Ui } from '../../src/tui/ui.ts';
import { gameAfter, moments, roomOf, rounds, snapshotOf, userIds } from './states.ts';

interface Seat {
  readonly me?: string;
  readonly mode?: Mode;
  readonly change?: (state: RoomState) => RoomState;
  readonly more?: Partial<RoomSnapshot>;
}

function tableAt(
  actions: readonly Action[],
  { me = userIds[0], mode = 'seat', change, more }: Seat = {},
): Table {
  const state = roomOf(gameAfter(actions));
  const table = tableOf(snapshotOf(change ? change(state) : state, me, more), mode);
  if (!table) throw new Error('a snapshot with a state has a table');
  return table;
}

/** What a text typed on a fresh screen comes to. */
function typing(text: string, table: Table, from: Ui = newUi(table)): { ui: Ui; effects: Effect[] } {
  const effects: Effect[] = [];
  let ui = from;
  for (const key of splitKeys(text, {})) {
    const after = press(ui, key, table);
    ui = after.ui;
    if (after.effect) effects.push(after.effect);
  }
  return { ui, effects };
}

const act = (method: string, params: object) => ({ act: { method, params } });
const onDevice = { mode: 'table' } as const;
const opener = { me: userIds[1] };

describe('a decision typed as a person would', () => {
  test.each<[string, readonly Action[], Seat, Choice, object]>([
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
      'the trick of another',
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

describe('what is not possible is one sentence, and nothing is sent', () => {
  test.each<[string, readonly Action[], Seat, string, string]>([
    ['a bid out of turn', moments.opening, {}, '6h\r', 'It is Yossi’s turn.'],
    ['a bid below the minimum', moments.opening, opener, '4h\r', 'must be at least 5'],
    ['a bid that does not beat', moments.auction, { me: userIds[3] }, '6d\r', 'must beat 6♥ hearts'],
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
    ['a contract not chosen', moments.contracts, {}, '\r', 'Choose a contract first'],
    ['tricks that add up to 12', moments.playing, {}, 'r1\r6\r3\r\t\t\t2\r', 'add up to 12, not 13'],
    ['tricks that are too many', moments.playing, {}, 'r9\r9\r9\r0\r', 'add up to 27, not 13'],
    ['the trick of somebody who is here', moments.playing, opener, '3', 'Noa records the tricks of seat 3'],
    ['a start without four', moments.lobby, { change: without(2) }, '\r', 'needs all four seats'],
    ['a start by another', moments.lobby, opener, '\r', 'Only the host'],
    ['the end by another', moments.round, opener, 'e', 'Only the host'],
    ['a bid by a watcher', moments.opening, { me: 'watcher' }, 'p', 'no seat'],
    ['an undo by a watcher', moments.opening, { me: 'watcher' }, 'u', 'no seat'],
    ['a guest without a name', moments.lobby, { change: without(2) }, 'a \r', 'Type a name'],
    ['a guest too many', moments.lobby, {}, 'a', 'All four seats are taken'],
    ['a correction of nothing', moments.opening, {}, 'x', 'no finished round'],
    ['a correction that changes nothing', moments.round, {}, 'c\r\r', 'Nothing is changed'],
    ['an undo of nothing', moments.lobby, { more: { events: [created] } }, 'u', 'nothing to take back'],
  ])('%s', (_, actions, seat, text, sentence) => {
    const { ui, effects } = typing(text, tableAt(actions, seat));
    expect(effects).toEqual([]);
    expect(ui.say ?? '').toContain(sentence);
  });
});

const created = {
  type: 'room.create',
  version: 1,
  actorId: userIds[0],
  seat: 0 as const,
  payload: {},
  at: '',
};

function without(seat: 2 | 3) {
  return (state: RoomState): RoomState => ({ ...state, seats: withSeat(state.seats, seat, null) });
}

describe('after a refusal', () => {
  test('the next digit begins the number anew', () => {
    // With 2 the contracts would be 13; what follows is 1, not 21 or 12.
    expect(typing('2\r1\r', tableAt(moments.contracts)).effects).toEqual([
      act('contract.set', { amount: 1 }),
    ]);
    expect(typing('1c\r6h\r', tableAt(moments.opening, opener)).effects).toEqual([
      act('auction.bid', { amount: 6, suit: 'hearts' }),
    ]);
    const table = tableAt(moments.round);
    const refused = typing('cc1\r', table).ui;
    expect(refused.say).toContain('add up to 12, not 13');
    expect(typing('2', table, refused).ui.overlay).toMatchObject({
      form: { values: expect.arrayContaining([2]) },
    });
    expect(typing('2\r', table, refused).ui.say).toContain('Nothing is changed');
  });

  test('its sentence goes when the table moves on', () => {
    const table = tableAt(moments.opening, { me: userIds[2] });
    const { ui } = typing('p', table);
    expect(ui.say).toContain('It is Yossi’s turn.');
    const next = tableAt(moments.auction.slice(0, 2), {
      me: userIds[2],
      change: (state) => ({ ...state, version: 8 }),
    });
    expect(settle(ui, next, false).say).toBeNull();
  });
});

test('leaving a correction leads back to the rounds', () => {
  const table = tableAt(rounds(3));
  const opened = typing('cc', table).ui;
  const back = press(opened, 'escape', table).ui;
  expect(back.overlay).toEqual({ screen: 'scores', cursor: 2 });
});

test('a fourth pass of all is told as what it is', () => {
  const allPass: Action[] = [1, 2, 3, 0].map((seat) => ({ type: 'auction.pass', seat: seat as 0 }));
  const deal: Action[] = [...allPass, { type: 'frisch.done' }];
  const table = tableAt([...moments.opening, ...deal, ...deal, ...deal, ...allPass]);
  const event = {
    type: 'auction.pass',
    version: 7,
    actorId: userIds[0],
    seat: 0 as const,
    payload: {},
    at: '',
  };
  expect(eventSentence(table, event)).toContain('the cards are thrown in');
  expect(eventSentence(tableAt(moments.auction), event)).toBe('Dana passed');
});

describe('what a terminal may do depends on who sits at it', () => {
  const guestInSeat1 = (state: RoomState): RoomState => replace(state, 1, { guest: true, connected: false });
  const awayInSeat1 = (state: RoomState): RoomState =>
    replace(state, 1, { connected: false, awaySince: '2026-01-01T00:00:00Z' });

  test('the host records for a guest as if it were the own turn', () => {
    const { effects } = typing('6h\r', tableAt(moments.opening, { change: guestInSeat1 }));
    expect(effects).toEqual([act('auction.bid', { amount: 6, suit: 'hearts', seat: 1 })]);
  });

  test('the host records for another after saying so', () => {
    expect(typing('p', tableAt(moments.opening)).effects).toEqual([]);
    expect(typing('op', tableAt(moments.opening)).effects).toEqual([act('auction.pass', { seat: 1 })]);
  });

  test('a player records for one who is away, and for nobody else', () => {
    const noa = { me: userIds[2] };
    expect(typing('op', tableAt(moments.opening, noa)).effects).toEqual([]);
    const { effects } = typing('op', tableAt(moments.opening, { ...noa, change: awayInSeat1 }));
    expect(effects).toEqual([act('auction.pass', { seat: 1 })]);
  });

  test('a player takes over from a host who is away', () => {
    const hostAway = (state: RoomState) => replace(state, 0, { awaySince: '2026-01-01T00:00:00Z' });
    const { ui, effects } = typing('h\ry', tableAt(moments.round, { me: userIds[2], change: hostAway }));
    expect(effects).toEqual([act('room.transferHost', { userId: userIds[2] })]);
    expect(ui.overlay).toMatchObject({ question: 'Take over as host?' });
  });

  test('the host hands over, but not to a guest', () => {
    const { effects } = typing('h\ry', tableAt(moments.round, { change: guestInSeat1 }));
    expect(effects).toEqual([act('room.transferHost', { userId: userIds[2] })]);
  });

  test('the host gives a seat to an account, or to a guest', () => {
    const table = tableAt(moments.playing);
    // Under the three who could become the host, the end and the way out: the second seat.
    const chosen = [...Array.from({ length: 6 }, () => 'down'), 'enter'].reduce(
      (ui, key) => press(ui, key, table).ui,
      typing('h', table).ui,
    );
    expect(chosen.overlay).toMatchObject({ screen: 'substitute', seat: 1 });
    const seat = (typed: string) => typing(`${typed}\r`, table, chosen).effects;
    expect(seat('tal')).toEqual([act('room.substitute', { seat: 1, username: 'tal' })]);
    expect(seat('סבתא\t')).toEqual([act('room.substitute', { seat: 1, displayName: 'סבתא' })]);
    expect(seat(' ')).toEqual([]);
    expect(typing('h\r', tableAt(moments.playing, opener)).ui.overlay).toMatchObject({
      question: expect.stringContaining('Leave the room?'),
    });
  });

  test('leaving is asked for, and ends this terminal', () => {
    const { ui, effects } = typing('ly', tableAt(moments.lobby, opener));
    expect(ui.overlay).toMatchObject({ question: expect.stringContaining('Your seat will be free') });
    expect(effects).toEqual([{ ...act('room.leave', {}), ending: 'left' }]);
    expect(typing('ln', tableAt(moments.lobby, opener)).effects).toEqual([]);
  });

  test('the host swaps seats, another takes a free one', () => {
    const [a, b, c, d] = userIds;
    expect(typing('m13', tableAt(moments.lobby)).effects).toEqual([
      act('room.seats', { seats: [c, b, a, d] }),
    ]);
    const free = { me: userIds[1], change: without(3) };
    expect(typing('m4', tableAt(moments.lobby, free)).effects).toEqual([act('room.join', { seat: 3 })]);
    expect(typing('m1', tableAt(moments.lobby, free)).ui.say).toContain('Somebody sits there');
  });

  test('quitting keeps the seat', () => {
    expect(typing('q', tableAt(moments.playing, opener)).effects).toEqual([{ ending: 'quit' }]);
  });
});

describe('a correction', () => {
  test('starts from what was recorded and names what is changed alone', () => {
    // The cursor is on the tricks of the first seat: 2, 6, 3 and 2 become 3, 6, 2 and 2.
    const table = tableAt(moments.round);
    const opened = typing('cc', table).ui;
    const down = press(press(opened, '3', table).ui, 'down', table).ui;
    const changed = press(press(down, 'down', table).ui, '2', table).ui;
    expect(press(changed, 'enter', table).effect).toEqual(
      act('round.correct', { round: 1, tricks: [3, 6, 2, 2] }),
    );
  });

  test('changes the trump by its letter, and is refused where the contracts would not fit it', () => {
    const table = tableAt(moments.round);
    expect(typing('ccs\r', table).effects).toEqual([
      act('round.correct', { round: 1, trump: { seat: 1, amount: 6, suit: 'spades' } }),
    ]);
  });

  test('of any round, found with the arrows', () => {
    const table = tableAt(rounds(5));
    const ui = ['c', 'up', 'up', 'enter'].reduce((ui, key) => press(ui, key, table).ui, newUi(table));
    expect(ui.overlay).toMatchObject({ screen: 'correct', before: { number: 3 } });
  });

  test('closes when somebody else changes that round', () => {
    const table = tableAt(moments.round);
    const { ui } = typing('cc', table);
    const state = { ...table.state, version: 8 };
    expect(settle(ui, { ...table, state }, false).overlay).not.toBeNull();
    const [round] = state.rounds;
    if (!round) throw new Error('there is a round');
    const changed = { ...table, state: { ...state, rounds: [{ ...round, tricks: [3, 6, 2, 2] as const }] } };
    expect(settle(ui, changed, false)).toMatchObject({
      overlay: null,
      say: expect.stringContaining('moved on'),
    });
  });
});

describe('news of the room', () => {
  const before = tableAt(moments.auction, { mode: 'table' });
  const after = tableAt([...moments.auction, { type: 'auction.pass', seat: 3 }], {
    mode: 'table',
    change: (state) => ({ ...state, version: 8 }),
  });

  test('drop a choice that was being made for a turn that has passed', () => {
    const { ui } = typing('7s', before);
    expect(ui.screen).toMatchObject({ amount: 7, suit: 'spades' });
    expect(settle(ui, after, false).screen).toMatchObject({ amount: null, suit: null });
  });

  test('close a question, which may have been about something else', () => {
    const { ui } = typing('u', before);
    expect(ui.overlay?.screen).toBe('confirm');
    expect(settle(ui, after, false).overlay).toBeNull();
  });

  test('of who comes and goes leave everything as it is', () => {
    const { ui } = typing('7s', before);
    expect(settle(ui, { ...before, state: { ...before.state } }, false)).toBe(ui);
  });

  test('that this terminal made close what they were made with, without a word', () => {
    const { ui } = typing('u', before);
    expect(settle(ui, after, true)).toMatchObject({ overlay: null, say: null });
  });
});

test('an undo names what it takes back', () => {
  const passed = {
    type: 'auction.pass',
    version: 2,
    actorId: userIds[2],
    seat: 2 as const,
    payload: {},
    at: '',
  };
  const table = tableAt(moments.auction, { more: { events: [created, passed] } });
  const { ui } = typing('u', table);
  expect(ui.overlay).toMatchObject({ question: 'Take back “Noa passed”?' });
  expect(typing('uy', table).effects).toEqual([act('log.undo', {})]);
});

test('the arrows offer legal bids only', () => {
  const table = tableAt(moments.auction, { me: userIds[3] });
  const keysPressed = (...keys: string[]) =>
    keys.reduce((ui, key) => press(ui, key, table).ui, newUi(table)).screen;
  expect(keysPressed('right')).toMatchObject({ amount: 6 });
  expect(keysPressed('right', 'up')).toMatchObject({ amount: 6, suit: 'spades' });
  expect(keysPressed('right', 'up', 'up', 'up')).toMatchObject({ suit: 'no_trump' });
  expect(keysPressed('right', 'right', 'up')).toMatchObject({ amount: 7, suit: 'clubs' });
});

test('the arrows offer legal contracts only', () => {
  const table = tableAt(moments.contracts);
  const screen = ['right', 'right', 'right'].reduce(
    (ui, key) => press(ui, key, table).ui,
    newUi(table),
  ).screen;
  expect(screen).toMatchObject({ amount: 3 }); // 0, 1, and not 2, which makes 13
});

test('a guest is named in any script', () => {
  const table = tableAt(moments.lobby, { change: without(2) });
  expect(typing('aדנה 👩‍👩‍👧\u007f!\r', table).effects).toEqual([act('room.addGuest', { displayName: 'דנה !' })]);
});

function replace(
  state: RoomState,
  seat: 0 | 1 | 2 | 3,
  change: Partial<NonNullable<RoomState['seats'][0]>>,
): RoomState {
  const player = state.seats[seat];
  if (!player) throw new Error(`seat ${seat} is free`);
  return { ...state, seats: withSeat(state.seats, seat, { ...player, ...change }) };
}
