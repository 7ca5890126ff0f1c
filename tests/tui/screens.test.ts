import { afterEach, describe, expect, test } from 'vitest';
import type { RoomSnapshot } from '../../src/client/index.ts';
import { withSeat, type Action } from '../../src/rules/index.ts';
import { runApp } from '../../src/tui/index.ts';
import { gameAfter, hardNames, moments, plainNames, roomOf, rounds, snapshotOf, userIds } from './states.ts';
import { createStillStore } from './still-store.ts';
import { createTerminal, type TestTerminal } from './terminal.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function show(snapshot: RoomSnapshot, { columns = 80, rows = 24 } = {}) {
  const terminal = createTerminal({ columns, rows });
  const still = createStillStore(snapshot);
  const { stdin, stdout } = terminal;
  const ended = runApp({ store: still.store, mode: 'seat', stdin, stdout, noColor: true });
  closers.push(async () => {
    terminal.type('\u0003');
    await ended;
    terminal.close();
  });
  return { terminal, ended, ...still };
}

const at = (actions: readonly Action[], names = plainNames, me: string = userIds[0]) =>
  snapshotOf(roomOf(gameAfter(actions), names), me);

/** The frame is complete: the room on the first line, the keys in the last two, and no line was pushed off. */
function expectToFit(terminal: TestTerminal) {
  const lines = terminal.lines();
  expect(lines).toHaveLength(24);
  expect(terminal.scrolled()).toBe(0);
  expect(lines[0]).toMatch(/^ whist ABC234 .*● online$/);
  expect(lines[1]).toMatch(/^(─{80}|━{80})$/);
  expect(lines[19]).toBe(lines[1]);
  expect(lines[22]).not.toContain('…');
  expect(lines[23]).not.toContain('…');
}

const people = { host: userIds[0], opener: userIds[1], last: userIds[3], watcher: 'nobody' };

describe.each(Object.entries(moments))('the screen at %s', (_, actions) => {
  test.each(Object.entries(people))('fits in 80×24 for the %s, with any names', async (_, me) => {
    const { terminal } = show(at(actions, hardNames, me));
    await terminal.shows('whist ABC234', '? help');
    expectToFit(terminal);
  });
});

/** A panel that keys open on the screen after some actions, and a part of it. */
interface Panel {
  readonly on: readonly Action[];
  readonly keys: readonly string[];
  readonly shows: string;
}

describe.each<[string, Panel]>([
  ['guest', { on: moments.lobby, keys: ['a'], shows: 'A guest plays by name only' }],
  ['seats', { on: moments.lobby, keys: ['w', '2'], shows: 'Swap seat 2 with' }],
  ['the result of an auction', { on: moments.opening, keys: ['r', '310'], shows: 'In which suit?' }],
  ['the tricks of a round', { on: moments.playing, keys: ['r', '10'], shows: '3 are left' }],
  ['the score table', { on: rounds(40), keys: ['\t'], shows: 'of 40' }],
  ['a correction', { on: rounds(40), keys: ['\t', '\r'], shows: 'Nothing is changed yet.' }],
  ['the menu', { on: moments.round, keys: ['m'], shows: 'Leave the room' }],
  [
    'a substitute',
    {
      on: moments.round,
      keys: ['m', '\u001b[B\u001b[B\u001b[B\u001b[B\u001b[B\u001b[B\r', 'tal'],
      shows: 'User name of an account  tal',
    },
  ],
  ['a question', { on: moments.round, keys: ['e'], shows: 'End the game?' }],
  ['help', { on: moments.auction, keys: ['?'], shows: 'Your keys on this screen' }],
  ['the podium of a long game', { on: [...rounds(40), { type: 'game.end' }], keys: [], shows: '1st' }],
])('the panel for %s', (_, { on, keys, shows }) => {
  test('fits in 80×24, with any names', async () => {
    const free = at(on, hardNames);
    const state = free.state && { ...free.state, seats: withSeat(free.state.seats, 3, null) };
    const { terminal } = show(keys[0] === 'a' ? { ...free, state } : free);
    await terminal.shows('? help');
    for (const key of keys) terminal.type(key);
    await terminal.shows(shows);
    expectToFit(terminal);
  });
});

test('the lobby has room for every option of the rules, and for starting scores', async () => {
  const rules = {
    passIsFinal: true,
    frischMax: 2,
    frischRaisesMinimum: false,
    minimumBid: 6,
    missPerTrick: 5,
    zeroUnder: 50,
    zeroOver: 30,
    zeroFailed: 'flat',
  } as const;
  const game = gameAfter([], { rules, startingScores: [10, -20, 300, 0], length: { points: 500 } });
  const { terminal } = show(snapshotOf(roomOf(game, hardNames), userIds[0]));
  await terminal.shows(
    'a pass is final',
    '−50 flat for 0 failed',
    '10, −20, 300, 0',
    '500 points',
    'Enter starts',
  );
  expectToFit(terminal);
});

test('the lobby shows how to join, in letters that can be read across the table', async () => {
  const { terminal } = show(at(moments.lobby));
  const text = await terminal.shows(
    'whist join ABC234',
    'Seat 4  Amir',
    'the usual ones',
    'open: the host ends',
  );
  expect(text).toContain('██');
});

test('the auction shows the bids, the bids that beat the highest, and the turn', async () => {
  const { terminal } = show(at(moments.auction));
  await terminal.shows(
    /2 Yossi .* 6♥/,
    /3 Noa .* pass/,
    /▶ 4 Amir/,
    '6♥ hearts by Yossi',
    'Waiting for Amir',
  );
  await terminal.shows('6♠ spades or higher');
});

test('the frisch shows what to do, the neighbours, and the new minimum', async () => {
  const { terminal } = show(at(moments.frisch));
  await terminal.shows('three cards face down', /1 Dana .*→ Yossi/, '6 in any suit', /Opens again +Yossi/);
});

test('the contracts show the sum, the forbidden contract, and the points of the chosen one', async () => {
  const { terminal } = show(at(moments.contracts));
  await terminal.shows('11, 2 short of 13; 2 is forbidden', '2✗', 'Your contract');
  expect(terminal.lines().join()).not.toContain('+179');
  terminal.type('3');
  await terminal.shows('[3]', '3: +19 if made; contracts total 14, 1 over');
});

test('the play shows tricks and contracts, the tricks left, and the points so far', async () => {
  const { terminal } = show(at([...moments.playing, { type: 'trick.claim', seat: 1 }]));
  const text = await terminal.shows(/2 Yossi .*1 of 6 +5 more +−50/, '12 of 13', '6♥ hearts by Yossi');
  expect(text).not.toContain('leads');
});

test('before the first trick the play says who leads to it', async () => {
  const { terminal } = show(at(moments.playing));
  await terminal.shows('6♥ hearts by Yossi, who leads to the first trick', '13 of 13');
});

test('a best score is told if the earlier one is known', async () => {
  const { terminal, become } = show(at(moments.round));
  await terminal.shows('round over');
  become({ bests: { players: [null, 40, null, null], group: null } });
  await terminal.shows('Yossi has never scored as much in a round: 46.');
});

test('the end of a round shows points and totals, and marks the leader', async () => {
  const { terminal } = show(at(moments.round));
  await terminal.shows(
    /2 Yossi .* 46 +ahead +■{6} +6 of 6 +\+46/,
    /1 Dana .* −10 +−56 .*2 of 1 +−10/,
    'contracts total 12, 1 under',
  );
});

test('players with the same total share a place on the podium', async () => {
  const tied = gameAfter([...moments.round, { type: 'game.end' }], { startingScores: [56, 0, 0, 0] });
  const { terminal } = show(snapshotOf(roomOf(tied), userIds[0]));
  await terminal.shows(
    'Dana and Yossi share the win',
    /1st +1 Dana +46 +shared/,
    /1st +2 Yossi +46 +shared/,
    /3rd/,
  );
});

test('the arrows scroll a long score table', async () => {
  const { terminal } = show(at(rounds(40)));
  await terminal.shows('round over');
  terminal.type('\t');
  await terminal.shows(/▶ 40 5♠ +Amir /, 'Rounds 26 to 40 of 40');
  terminal.type('\u001b[H');
  await terminal.shows(/▶ {2}1 /, 'Rounds 1 to 15 of 40');
});

test('a correction shows the new scores before it is saved', async () => {
  const { terminal, acts } = show(at(moments.round));
  await terminal.shows('round over');
  terminal.type('xx');
  await terminal.shows('Round 1 as it was recorded', 'Nothing is changed yet.');
  terminal.type('1');
  await terminal.shows('add up to 12, not 13');
  terminal.type('\u001b[B\u001b[B');
  terminal.type('4');
  await terminal.shows(/1 Dana .*\+11 +−10 +11 +−10/, 'Enter saves the round');
  expect(acts).toEqual([]);
  terminal.type('\r');
  await expect
    .poll(() => acts)
    .toEqual([{ method: 'round.correct', params: { round: 1, tricks: [1, 6, 4, 2] } }]);
});

test('keys that arrive together act one by one', async () => {
  const { terminal, acts } = show(at(moments.opening, plainNames, userIds[1]));
  await terminal.shows('Your bid');
  terminal.type('7d\u001b[A\u001b[C\r');
  await expect.poll(() => acts).toEqual([{ method: 'auction.bid', params: { amount: 8, suit: 'hearts' } }]);
});

test('a player who is away has a note that says for how long', async () => {
  const snapshot = at(moments.auction);
  if (!snapshot.state) throw new Error('there is a room');
  const noa = snapshot.state.seats[2];
  if (!noa) throw new Error('there is Noa');
  const awaySince = new Date(Date.now() - 5 * 60_000).toISOString();
  const seats = withSeat(snapshot.state.seats, 2, { ...noa, connected: false, awaySince });
  const { terminal } = show({ ...snapshot, state: { ...snapshot.state, seats } });
  await terminal.shows(/3 Noa +away 5 min/);
});

test('the screen says that the line is down, and that it comes back by itself', async () => {
  const { terminal, become } = show(at(moments.auction));
  await terminal.shows('● online');
  become({ connection: 'reconnecting', downSince: Date.now() - 15_000 });
  await terminal.shows(/reconnecting … 1\d s/, 'The line to the server is down');
  become({ connection: 'online', downSince: null });
  await terminal.shows('● online');
});

test('the screen says for how long an answer has been missing', async () => {
  const { terminal, become } = show(at(moments.auction));
  await terminal.shows('● online');
  become({ busy: true, busySince: Date.now() - 15_000 });
  await terminal.shows(/slow line, 1\d s/);
  become({ busy: false, busySince: null });
  await terminal.shows('● online');
});

test('the screen shows the sentence of a refusal', async () => {
  const { terminal, become } = show(at(moments.auction));
  await terminal.shows('● online');
  become({ fault: 'This seat is not yours to record for.' });
  await terminal.shows('! This seat is not yours to record for.');
});

test('a terminal that is logged out ends', async () => {
  const { terminal, ended, become } = show(at(moments.auction));
  await terminal.shows('● online');
  become({ connection: 'logged_out' });
  expect(await ended).toBe('logged_out');
});

test('before the room is there, the screen waits, and q quits', async () => {
  const { terminal, ended } = show(
    snapshotOf(roomOf(gameAfter([])), 'me', { state: null, connection: 'connecting' }),
  );
  await terminal.shows('Connecting to the room');
  terminal.type('q');
  expect(await ended).toBe('quit');
});

test('a terminal that is too small says so, takes no keys, and goes on when it is larger', async () => {
  const { terminal, acts } = show(at(moments.opening, plainNames, userIds[1]), { columns: 33, rows: 24 });
  await terminal.shows('Enlarge this', 'to 34×10.');
  terminal.type('p');
  terminal.resize(80, 24);
  await terminal.shows('Your bid');
  expect(acts).toEqual([]);
  expectToFit(terminal);
  terminal.resize(100, 40);
  await terminal.shows('Your bid', /━{100}/);
  expect(terminal.lines()[39]).toContain('? help');
});

test('at the end the terminal shows again what it showed before the screens', async () => {
  const { terminal, ended } = show(at(moments.auction));
  await terminal.shows('● online');
  expect(terminal.isAlternate()).toBe(true);
  terminal.type('q');
  await ended;
  await expect.poll(() => terminal.isAlternate()).toBe(false);
});
