import { isDeepStrictEqual } from 'node:util';

/** A value that is not what the log gives. A row that is missing, or should not be there, differs in no column. */
export interface Difference {
  readonly table: string;
  /** Which row, in words. */
  readonly row: string;
  readonly column: string | null;
  readonly stored: unknown;
  readonly expected: unknown;
}

/** Where two lists of rows differ, matched by their ids. */
export function differences<T extends { readonly id: string }>(
  table: string,
  nameOf: (row: T) => string,
  { stored, expected }: { readonly stored: readonly T[]; readonly expected: readonly T[] },
  columns: readonly (keyof T & string)[],
): Difference[] {
  const rest = new Map(stored.map((row) => [row.id, row]));
  const found = expected.flatMap((row): Difference[] => {
    const was = rest.get(row.id);
    rest.delete(row.id);
    if (!was) return [{ table, row: nameOf(row), column: null, stored: 'no such row', expected: 'a row' }];
    return columns
      .filter((column) => !isDeepStrictEqual(was[column], row[column]))
      .map((column) => ({ table, row: nameOf(row), column, stored: was[column], expected: row[column] }));
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
