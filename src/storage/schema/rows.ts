import { sql, type RawBuilder } from 'kysely';
import type { Db, Schema } from './db.ts';
import { withTypes } from './types.ts';

/** SQL that begins with this is parsed once on each connection, and not for each use. */
export const preparedMark = '/* prepared */';

/** Rows of a table as a source to select from, as `n`. All have the same columns. */
export function rowsFrom(table: keyof Schema, rows: readonly object[]): RawBuilder<unknown> {
  return sql`json_to_recordset(${asJson(rows)}) as n (${withTypes(table, columnsOf(rows))})`;
}

/** Inserts the rows that `source` selects as `n`. All `rows` have the same columns. */
export function insertInto(
  table: keyof Schema,
  rows: readonly object[],
  source: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const columns = columnsOf(rows);
  return sql`
    insert into ${sql.raw(table)} (${listed(columns)}) select ${listed(columns, 'n.')} from ${source}`;
}

/**
 * The part after `on conflict (id) do update set`: the old row takes the values of the new one, except the
 * columns that say where the row belongs.
 */
export function takingOver(rows: readonly object[], place: readonly string[]): RawBuilder<unknown> {
  const columns = columnsOf(rows).filter((column) => column !== 'id' && !place.includes(column));
  return sql`(${listed(columns)}) = row (${listed(columns, 'excluded.')})`;
}

/**
 * Columns with commas between them, as one piece of text. A piece for each column is much slower.
 */
export function listed(
  columns: readonly string[],
  prefix: '' | 'n.' | 'excluded.' = '',
): RawBuilder<unknown> {
  return sql.raw(columns.map((column) => `${prefix}"${column}"`).join(', '));
}

/** Adds any number of rows to a table with one statement. */
export async function insertRows(db: Db, table: keyof Schema, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await insertInto(table, rows, rowsFrom(table, rows)).execute(db);
}

/** A value as a parameter of type json. */
export function asJson(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::json`;
}

function columnsOf([row]: readonly object[]): string[] {
  return Object.keys(row ?? {});
}
