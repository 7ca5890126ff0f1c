import { afterEach, expect, test } from 'vitest';
import type { Game } from '../../../src/rules/index.ts';
import { runApp } from '../../../src/tui/index.ts';
import { gameAfter, moments, roomOf, snapshotOf, userIds } from '../states.ts';
import { createStillStore } from '../still-store.ts';
import { createTerminal } from '../terminal.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A game on the terminal of its host. */
function show(game: Game, size = {}) {
  const terminal = createTerminal(size);
  const { store } = createStillStore(snapshotOf(roomOf(game), userIds[0]));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  closers.push(async () => {
    terminal.type('\u0003');
    await ended;
    terminal.close();
  });
  return terminal;
}

test('the declarer is told the least contract, and with advice the points of a miss', async () => {
  const won = { type: 'auction.record', seat: 0, amount: 9, suit: 'hearts', frisch: 0 } as const;
  const terminal = show(gameAfter([...moments.auction, won]));
  await terminal.shows('Choose a number of tricks, 9 or more.');
  terminal.type('a9');
  await terminal.shows('9: +91 if made, −10 if missed by one.');
});

test('a shows advice on both screens of the contracts: points, and what overtakes the leader', async () => {
  const startingScores = [0, 20, 0, 0] as const;
  const terminal = show(gameAfter(moments.contracts, { startingScores }));
  const advice = 'Yossi is 20 ahead. If Yossi makes 6 (+46), 8 or more overtakes, if made.';
  await terminal.shows('Your contract');
  terminal.type('a');
  await terminal.shows(/made .*\+179/, /missed .*−50/, advice);
  terminal.type('r');
  await terminal.shows('Dana', /made .*\+179/, advice);
  terminal.type('a');
  await terminal.shows(/^(?![^]*20 ahead)/);
});

test.each([
  { columns: 60, rows: 18 },
  { columns: 40, rows: 12 },
])('at $columns×$rows each possible contract has its points beside it', async (size) => {
  const terminal = show(gameAfter(moments.contracts), size);
  await terminal.shows('Choose a number of tricks, but not 2.');
  expect(terminal.text()).not.toContain('+179');
  terminal.type('a');
  await terminal.shows(/made +0 \+50 +1 \+11 +3 \+19/, '13 +179', 'Choose a number of tricks, but not 2.');
  terminal.type('3');
  await terminal.shows('[3 +19]', '13 +179', '3: +19 if made, −10 if missed by one', 'contracts it.');
  terminal.type('r');
  await terminal.shows(/made +0 \+50 +1 \+11 +3 \+19/, '13 +179', 'Contract of Dana?');
});
