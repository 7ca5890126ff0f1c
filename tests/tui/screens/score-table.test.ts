import { expect, test } from 'vitest';
import type { Action, PerSeat } from '../../../src/rules/index.ts';
import { runApp } from '../../../src/tui/index.ts';
import { gameAfter, plainNames, roomOf, rounds, snapshotOf, userIds } from '../states.ts';
import { createStillStore } from '../still-store.ts';
import { createTerminal } from '../terminal.ts';

/** Seat 1 wins the auction with ten tricks without a trump. */
const noTrump: readonly Action[] = [
  { type: 'room.start' },
  { type: 'auction.record', seat: 1, amount: 10, suit: 'no_trump' },
  { type: 'contract.set', seat: 1, amount: 10 },
  { type: 'contract.set', seat: 2, amount: 2 },
  { type: 'contract.set', seat: 3, amount: 0 },
  { type: 'contract.set', seat: 0, amount: 0 },
  { type: 'round.record', tricks: [0, 10, 3, 0] },
];

/** The lines of the score table behind Tab. */
async function tableOf(
  actions: readonly Action[],
  {
    columns = 80,
    rows = 24,
    names = plainNames,
  }: { columns?: number; rows?: number; names?: PerSeat<string> },
) {
  const terminal = createTerminal({ columns, rows });
  const { store } = createStillStore(snapshotOf(roomOf(gameAfter(actions), names), userIds[0]));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  await terminal.shows('ABC234');
  terminal.type('\t');
  await terminal.shows('Esc back');
  const lines = terminal.lines();
  terminal.type('\u0003');
  await ended;
  terminal.close();
  return lines;
}

test.each([{ columns: 60 }, { columns: 80 }, { columns: 120 }])(
  'in $columns columns each round has its winning bid and its declarer by name',
  async ({ columns }) => {
    const lines = await tableOf(noTrump, { columns });
    expect(lines.find((line) => line.includes('Rd'))).toMatch(
      /^ +Rd Trump Declarer +Dana +Yossi +Noa +Amir *$/,
    );
    const round = lines.find((line) => line.includes('NT')) ?? '';
    expect(round).toMatch(/^ ▶ {2}1 10 NT Yossi +/);
    // No two numbers stand against each other.
    if (columns >= 80) expect(round).toMatch(/ \+50 +50 +10\/10 ?\+110 +110 +3\/2 +−10 +−10 /);
  },
);

test('a long name of a declarer is cut where there is no room, and whole where there is', async () => {
  const names = ['Dana', 'Bartholomew Featherstone', 'Noa', 'Amir'] as const;
  expect((await tableOf(noTrump, { names })).join('\n')).toMatch(/1 10 NT Barthol… /);
  const wide = await tableOf(noTrump, { names, columns: 160, rows: 45 });
  expect(wide.join('\n')).toMatch(/1 10 NT Bartholomew Featherstone /);
});

test('a large terminal does not show the rounds a second time beside the score table', async () => {
  const lines = await tableOf(rounds(6), { columns: 120, rows: 40 });
  expect(lines.filter((line) => line.includes('Rd '))).toHaveLength(1);
  expect(lines.join('\n').match(/5♠ /g)).toHaveLength(6);
});
