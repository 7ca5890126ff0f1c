import { createContext, useContext } from 'react';
import { overtaking, type ContractAdvice, type Seat } from '../../rules/index.ts';
import { signed, words } from '../../words/index.ts';
import { roomy, type Size } from '../area.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { choice, tightChoice } from './choice.ts';
import { Line, type Piece } from './line.tsx';
import { block, line, sentence, type Part } from './stack.tsx';

const said = words.advice;

/** Whether this terminal shows what each contract scores, and which one overtakes the leader. */
export const Advised = createContext(false);
export const useAdvised = (): boolean => useContext(Advised);

/** The title of a row of contracts, and the width of each of the fourteen. */
const titleWidth = 9;
const cellWidth = 5;

/** In fewer rows the points of the contracts would hide the seats, or the sentence about the chosen one. */
const rowsForPoints = 9;

/** In fewer rows that sentence says no more than the points. */
export const rowsForTotal = 11;

interface Contracts {
  readonly advice: readonly ContractAdvice[];
  readonly chosen: ContractAdvice | undefined;
  readonly isAdvised: boolean;
}

/** The contracts in a row, and with advice under each of them its points. */
export function contractRows(contracts: Contracts, { columns, rows }: Size): readonly Part[] {
  if (columns >= titleWidth + 14 * cellWidth) return wideRows(contracts);
  return [
    contracts.isAdvised && rows >= rowsForPoints ? narrowPoints(contracts, columns) : narrowRow(contracts),
  ];
}

function wideRows({ advice, chosen, isAdvised }: Contracts): readonly Part[] {
  const row = (title: string, cell: (one: ContractAdvice) => Piece, rank = 0) =>
    block(
      <Line pieces={[{ text: ` ${title}`, width: titleWidth, tone: 'dim' }, ...advice.map(cell)]} />,
      1,
      rank,
    );
  const amounts = row('', (one) =>
    one === chosen
      ? { text: `[${one.amount}]`, width: cellWidth, align: 'right', tone: 'picked' }
      : cellOf(one, `${one.amount}${one.fault ? '✗' : ''}`),
  );
  if (!isAdvised) return [amounts];
  return [
    amounts,
    row(said.made, (one) => cellOf(one, one.fault ? '' : madeText(one)), 6),
    row(said.byOne, (one) => cellOf(one, one.fault ? '' : signed(one.missedByOne)), 7),
  ];
}

/** Each possible contract with its points if it is made, on as many lines as they need. */
const narrowPoints = (contracts: Contracts, columns: number): Part =>
  line([
    { text: said.made, tone: 'dim' },
    ' ',
    ...shownOf(contracts).map((one): Piece => {
      const points = one.fault ? '' : ` ${madeText(one)}`;
      const pieceOf = columns < roomy ? tightChoice : choice;
      const piece = pieceOf(`${one.amount}${points}`, one === contracts.chosen);
      const { text, tone = 'plain' } = typeof piece === 'string' ? { text: piece } : piece;
      // A width makes one word of it, which is not parted between two lines.
      return { text, tone, width: widthOf(text) };
    }),
  ]);

/** Only the possible contracts. The points of the chosen one are in a sentence. */
const narrowRow = (contracts: Contracts): Part =>
  line(shownOf(contracts).map((one) => tightChoice(String(one.amount), one === contracts.chosen)));

const shownOf = ({ advice, chosen }: Contracts) => advice.filter((one) => one === chosen || !one.fault);

const cellOf = ({ fault }: ContractAdvice, text: string): Piece => ({
  text,
  width: cellWidth,
  align: 'right',
  tone: fault ? 'dim' : 'plain',
});

/** The points in a cell. They may differ by the round for a contract of 0: then those of under and of over. */
export function madeText({ type, made }: ContractAdvice): string {
  const isOpen = type === null && made.over !== made.under;
  return isOpen ? `${made.under}/${made.over}` : signed(made[type ?? 'under']);
}

/** A sentence about what overtakes the leader; null for the leader. */
export function overtakingSentence(
  { state, names }: Pick<Table, 'state' | 'names'>,
  seat: Seat,
): string | null {
  const found = overtaking(state, seat);
  if (!found) return null;
  const { behind, expected, ...enough } = found;
  const leader = names[found.leader];
  const condition = expected
    ? said.ifMade({ leader, amount: expected.amount, points: signed(expected.points) })
    : said.ifNothing(leader);
  return [said.ahead(leader, behind), condition, said.enough(enough)].join(' ');
}

/** The same as a part of a screen. */
export function overtakingPart(table: Table, seat: Seat): readonly Part[] {
  const text = overtakingSentence(table, seat);
  return text === null ? [] : [sentence(text, 'plain', 3)];
}
