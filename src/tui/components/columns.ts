import type { Seat } from '../../rules/index.ts';
import type { Tone } from './tone.tsx';

/** A column of the table of seats. */
export interface Column {
  readonly title: string;
  readonly width: number;
  /** The width it shrinks to before it is left out; the same by default. */
  readonly least?: number;
  readonly align?: 'left' | 'right';
  /** Columns with the highest number are left out first; 0 by default, and never left out. */
  readonly rank?: number;
  readonly cell: (
    seat: Seat,
    width: number,
    now: number,
  ) => string | { readonly text: string; readonly tone: Tone };
}

interface Room {
  /** The columns that all names and all other columns share. */
  readonly width: number;
  /** Between two columns. */
  readonly space: number;
  /** The width of the longest name. */
  readonly longest: number;
}

/** More of a name would cost columns that matter more; it grows only into room that is left over. */
const usualName = 24;
const leastName = 8;

const leastOf = ({ width, least = width }: Column) => least;
const rankOf = ({ rank = 0 }: Column) => rank;

/** The width of the names, and the columns that fit beside them, in their old order. */
export function fitColumns(
  columns: readonly Column[],
  { width, space, longest }: Room,
): { readonly name: number; readonly columns: readonly Column[] } {
  const needed = (some: readonly Column[]) =>
    some.reduce((sum, column) => sum + space + leastOf(column), Math.min(longest, leastName));
  let chosen: readonly Column[] = columns;
  while (needed(chosen) > width) {
    const least = Math.max(...chosen.map(rankOf));
    if (least <= 0) break;
    chosen = chosen.toSpliced(
      chosen.findLastIndex((column) => rankOf(column) === least),
      1,
    );
  }
  let left = Math.max(0, width - needed(chosen));
  const take = (wanted: number) => {
    const taken = Math.max(0, Math.min(wanted, left));
    left -= taken;
    return taken;
  };
  const short = Math.min(longest, leastName);
  const usual = short + take(Math.min(longest, usualName) - short);
  const grown = new Map(
    chosen
      .toSorted((a, b) => rankOf(a) - rankOf(b))
      .map((column) => [column, leastOf(column) + take(column.width - leastOf(column))]),
  );
  return {
    name: usual + take(longest - usual),
    columns: chosen.map((column) => ({ ...column, width: grown.get(column) ?? column.width })),
  };
}
