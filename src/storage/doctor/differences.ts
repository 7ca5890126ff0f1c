import { isDeepStrictEqual } from 'node:util';

/** A value that differs from the log. `column` is null if a whole row is missing, or is there by mistake. */
export interface Difference {
  readonly table: string;
  /** Which row, in words. */
  readonly row: string;
  readonly column: string | null;
  readonly stored: unknown;
  readonly expected: unknown;
}

/** The value of rows that the disk has damaged. */
export const unreadable = 'unreadable';

/** The rows of a table: as they are, and as they should be. */
export interface Compared<T> {
  readonly table: string;
  readonly nameOf: (row: T) => string;
  readonly stored: readonly T[];
  readonly expected: readonly T[];
  /** Columns that may differ. */
  readonly ignored?: readonly string[];
}

/** The differences of rows with the same id. A column that `expected` does not have does not count. */
export function differences<T extends { readonly id: string }>({
  table,
  nameOf,
  stored,
  expected,
  ignored = [],
}: Compared<T>): Difference[] {
  const rest = new Map(stored.map((row) => [row.id, row]));
  const found = expected.flatMap((row): Difference[] => {
    const was = rest.get(row.id);
    rest.delete(row.id);
    if (!was) return [{ table, row: nameOf(row), column: null, stored: 'no such row', expected: 'a row' }];
    return Object.entries(row)
      .map(([column, value]) => ({ column, expected: value, stored: was[column as keyof T] }))
      .filter((one) => !ignored.includes(one.column) && !isDeepStrictEqual(one.stored, one.expected))
      .map((one) => ({ table, row: nameOf(row), ...one }));
  });
  const extra = [...rest.values()].map((row) => ({
    table,
    row: nameOf(row),
    column: null,
    stored: 'a row',
    expected: 'no such row',
  }));
  return [...found, ...extra];
}
