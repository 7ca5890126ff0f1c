import { expect, test } from 'vitest';
import type { PerSeat } from '../../../src/rules/index.ts';
import { runApp } from '../../../src/tui/index.ts';
import { gameAfter, moments, roomOf, snapshotOf } from '../states.ts';
import { createStillStore } from '../still-store.ts';
import { createTerminal } from '../terminal.ts';

/** The three lines of the names on a large terminal that only watches. */
async function namesOf(names: PerSeat<string>): Promise<readonly string[]> {
  const terminal = createTerminal({ columns: 160, rows: 45 });
  const { store } = createStillStore(snapshotOf(roomOf(gameAfter(moments.playing), names), 'watcher'));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  await terminal.shows('watching', '██');
  const lines = terminal.lines().slice(2, 5);
  terminal.type('\u0003');
  await ended;
  terminal.close();
  return lines;
}

/** The parts of the lines for each player. */
const cellsOf = (lines: readonly string[]) =>
  [0, 40, 80, 120].map((from) => lines.map((line) => line.padEnd(160).slice(from, from + 40)).join(''));

test('a long name is cut, and is as large as the others', async () => {
  const cells = cellsOf(await namesOf(['Dana', 'Bartholomew Featherstone', "Ben-O'Neil Jr.", 'Amir']));
  for (const cell of cells) {
    expect(cell).toMatch(/[▀▄█]/);
    expect(cell).not.toMatch(/\p{L}/u);
  }
});

test('if one name has letters that cannot be drawn large, all four are in usual letters', async () => {
  const [, middle = ''] = await namesOf(['Dana', 'Żaneta', 'Noa', 'Amir']);
  expect(middle).toMatch(/Dana +Żaneta +Noa +Amir/);
});
