import { afterEach, describe, expect, test } from 'vitest';
import type { Action, PerSeat } from '../../src/rules/index.ts';
import { runApp } from '../../src/tui/index.ts';
import { gameAfter, hardNames, moments, plainNames, roomOf, rounds, snapshotOf, userIds } from './states.ts';
import { createStillStore } from './still-store.ts';
import { createTerminal, type TestTerminal } from './terminal.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Scene {
  readonly actions: readonly Action[];
  readonly me?: string;
  readonly keys?: readonly string[];
  /** The facts that every size shows. */
  readonly facts: readonly (string | RegExp)[];
}

/** The same moment of the ninth round, after eight finished ones; the dealer is the same. */
const later = ([, ...actions]: readonly Action[]): Action[] => [
  ...rounds(8),
  { type: 'round.next' },
  ...actions,
];

const trick = (seat: 0 | 1): Action => ({ type: 'trick.claim', seat });

const scenes: Readonly<Record<string, Scene>> = {
  'the lobby': { actions: moments.lobby, facts: ['ABC234', 'lobby', 'Seat 4  Amir', 'Enter start'] },
  'the auction on the own turn': {
    actions: later(moments.auction),
    me: userIds[3],
    keys: ['7h'],
    facts: [/Round 9/, /▶ ?4 Amir .*30/, /2 Yossi .*6♥/, '[7]', '7♥ hearts: Enter bids it.'],
  },
  'the auction on the turn of another': {
    actions: later(moments.auction),
    facts: [/▶ ?4 Amir .*30/, /3 Noa .*pass/, '6♥ hearts by Yossi'],
  },
  'the frisch': { actions: later(moments.frisch), facts: [/1 Dana .*30 +→ Yossi/, /4 Amir .*→ Dana/] },
  'the contracts on the own turn': {
    actions: later(moments.contracts),
    keys: ['0'],
    facts: [/▶ ?1 Dana .*30 +–/, /2 Yossi .*30 +6/, '[0]', '+50 if made', 'Enter'],
  },
  'the contracts on the turn of another': {
    actions: later(moments.contracts),
    me: userIds[1],
    facts: [/▶ ?1 Dana .*30 +–/, /3 Noa .*30 +3/, '11, 2 short of 13', 'forbidden'],
  },
  'the play': {
    actions: [...later(moments.playing), trick(1), trick(0), trick(0)],
    facts: [/1 Dana .*30 .*2 of 1 +1 over/, /2 Yossi .*30 .*1 of 6 +5 more/, '6♥ hearts by Yossi', '1 under'],
  },
  'the tricks of all': {
    actions: later(moments.playing),
    keys: ['r', '10'],
    facts: [/2 Yossi .*6 +\[_\]/, '3 are left'],
  },
  'a round that is over': {
    actions: later(moments.round),
    facts: [/1 Dana .* 20 .*2 of 1 +−10/, /2 Yossi .* 76 .*6 of 6 +\+46/, 'Ahead  ', 'Enter next round'],
  },
  'the score table': {
    actions: rounds(20),
    keys: ['\t'],
    facts: [/Dana +Yossi +Noa +Amir/, /▶ 20 .*75/, /of 20|19/],
  },
  'a correction': {
    actions: rounds(20),
    keys: ['\t', '\r'],
    facts: [/Declarer +4 Amir/, '♠ spades', /1 Dana +4 +\[8\]/, 'Esc back'],
  },
  'the result of an auction': {
    actions: later(moments.opening),
    keys: ['r', 'h3'],
    facts: [/3( Noa)?\]/, '[_]', '♥]', 'How many tricks did they bid?'],
  },
  'the menu': { actions: moments.round, keys: ['m'], facts: [/▶ ?Back to the table/, 'Make Yossi the host'] },
  'a question': { actions: moments.round, keys: ['e'], facts: ['End the game?', /y yes {3}n no/] },
  'the help': { actions: moments.auction, keys: ['?'], facts: ['Enter', 'round', 'quit', 'Esc'] },
  'a game that is over': {
    actions: [...later(moments.round), { type: 'game.end' }],
    facts: ['Yossi wins', /★ ?1st +2 Yossi +76/, /4th +1 Dana +20/],
  },
};

const sizes = [
  [80, 24],
  [120, 40],
  [160, 45],
  [60, 18],
  [40, 12],
  [34, 10],
] as const;

/** Resolves when a frame of this size is complete. */
async function drawn(terminal: TestTerminal, columns: number, rows: number): Promise<void> {
  await expect
    .poll(() => terminal.lines()[0], { timeout: 5_000, interval: 10 })
    .toMatch(/^ .*ABC234.*●( online)? *$/);
  await expect
    .poll(() => terminal.lines()[0]?.trimEnd().length, { timeout: 5_000, interval: 10 })
    .toBe(columns - 1);
  expect(terminal.lines()).toHaveLength(rows);
  expect(terminal.scrolled()).toBe(0);
}

function show({ actions, me = userIds[0] }: Scene, names: PerSeat<string>) {
  const terminal = createTerminal();
  const { store } = createStillStore(snapshotOf(roomOf(gameAfter(actions), names), me));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  closers.push(async () => {
    terminal.type('\u0003');
    await ended;
    terminal.close();
  });
  return terminal;
}

describe.each(Object.entries(scenes))('%s', (_, scene) => {
  test('shows what matters in every size, and the terminal may change its size', async () => {
    const terminal = show(scene, plainNames);
    await terminal.shows('ABC234');
    for (const key of scene.keys ?? []) terminal.type(key);
    for (const [columns, rows] of sizes) {
      terminal.resize(columns, rows);
      await drawn(terminal, columns, rows);
      await terminal.shows(...scene.facts);
      // The title of a column fits, and so does the place in the header.
      const cut = terminal.lines().filter((line) => line.includes('…') && /ABC234| Seat /.test(line));
      expect(cut, `${columns}×${rows}`).toEqual([]);
    }
  });

  test('fits in every size with any names', async () => {
    const terminal = show(scene, hardNames);
    await terminal.shows('ABC234');
    for (const key of scene.keys ?? []) terminal.type(key);
    for (const [columns, rows] of sizes) {
      terminal.resize(columns, rows);
      await drawn(terminal, columns, rows);
      const keys = terminal.lines().at(-1) ?? '';
      if (columns < 60) expect(keys).toMatch(/(\? help|Esc back|n no) *$/);
    }
  });
});
