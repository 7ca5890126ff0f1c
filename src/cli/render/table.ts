import stringWidth from 'string-width';
import { isRightToLeft, minus } from '../../words/index.ts';
import { cutTo, type Paper } from './paper.ts';

/** Whether, and how, a table becomes narrower. */
interface Fit {
  readonly paper?: Pick<Paper, 'width'>;
  /** The columns that are left out if the table is too wide, the least important one first. */
  readonly least?: readonly number[];
}

type Row = readonly (string | number)[];

const gap = '  ';

/**
 * Rows as lines of text. Each column is as wide as its widest cell on a terminal. Numbers are on the right, with a real
 * minus sign. If the
 * table is too wide for the paper, columns are left out, and then the widest ones are cut. To load
 * `string-width` takes as long as to start Node, so commands that scripts run often import this only for people.
 */
export function table(rows: readonly Row[], { paper, least = [] }: Fit = {}): string {
  const room = paper?.width ?? Infinity;
  const widths = widthsOf(rows);
  const tooWide = sum(widths) + gap.length * (widths.length - 1) - room;
  const [leastOne, ...others] = least;
  if (tooWide > 0 && leastOne !== undefined) {
    const narrower = rows.map((row) => row.toSpliced(leastOne, 1));
    const moved = others.map((column) => (column > leastOne ? column - 1 : column));
    return table(narrower, { ...(paper && { paper }), least: moved });
  }
  return rows.map((row) => lineOf(row, narrowed(widths, tooWide))).join('\n');
}

/** The widths with so many columns less. The widest become narrower, and no column goes. */
function narrowed(widths: readonly number[], tooWide: number): readonly number[] {
  const most = Math.max(...widths);
  return tooWide <= 0 || most <= 1
    ? widths
    : narrowed(widths.with(widths.lastIndexOf(most), most - 1), tooWide - 1);
}

const widthsOf = (rows: readonly Row[]) =>
  (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(textOf(row[column] ?? '')))));

const textOf = (cell: string | number) => (typeof cell === 'number' ? minus(cell) : cell);

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

function lineOf(row: Row, widths: readonly number[]): string {
  return row
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      const whole = textOf(cell);
      const text = stringWidth(whole) > width ? cutTo(width, whole) : whole;
      const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
      // Digits are read from the left in every language, and the last ones stand below each other.
      return typeof cell === 'number' && !isRightToLeft ? space + text : text + space;
    })
    .join(gap)
    .trimEnd();
}
