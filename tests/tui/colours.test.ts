import { expect, test } from 'vitest';
import { runApp } from '../../src/tui/index.ts';
import { gameAfter, moments, roomOf, snapshotOf, userIds } from './states.ts';
import { createStillStore } from './still-store.ts';
import { createTerminal } from './terminal.ts';

/** The text that a screen writes on a terminal with colours. */
async function drawn(noColor: boolean): Promise<string> {
  const terminal = createTerminal();
  const { store } = createStillStore(snapshotOf(roomOf(gameAfter(moments.auction)), userIds[3]));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor });
  await terminal.shows('Your bid');
  terminal.type('q');
  await ended;
  terminal.close();
  return terminal.raw();
}

/** Escape sequences that set a colour: 30–38, 40–48, 90–97, 100–107. */
const colour = new RegExp(`${String.fromCharCode(27)}\\[(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`);

test('suits have colours of their own', async () => {
  expect(await drawn(false)).toMatch(colour);
});

test('without colours nothing is missing', async () => {
  const raw = await drawn(true);
  expect(raw).not.toMatch(colour);
  expect(raw).toContain('♣ clubs < ♦ diamonds < ♥ hearts < ♠ spades');
});
