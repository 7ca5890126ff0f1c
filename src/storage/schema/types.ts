import { sql, type RawBuilder } from 'kysely';
import type { Orm, Schema } from './db.ts';

/** The type of each column, by table. It is the same for every database, because it comes from the entities. */
const types = new Map<string, ReadonlyMap<string, string>>();

/** Learns the types of the columns. Call it once for each ORM, before any statement names a type. */
export function learnTypes(orm: Orm): void {
  for (const { tableName, properties } of orm.getMetadata().getAll().values()) {
    // A list of other entities, such as the players of a game, is no column.
    const kept = Object.values(properties).filter((property) => Object.hasOwn(property, 'fieldNames'));
    const columns = kept.flatMap(({ fieldNames, columnTypes }) =>
      fieldNames.map((column, i) => [column, columnTypes[i] ?? ''] as const),
    );
    types.set(tableName, new Map(columns));
  }
}

/** Columns with their types and commas between them, for `json_to_recordset`. */
export function withTypes(table: keyof Schema, columns: readonly string[]): RawBuilder<unknown> {
  const known = types.get(table);
  return sql.raw(
    columns
      .map((column) => {
        const type = known?.get(column);
        if (type === undefined) throw new Error(`table ${table} has no column ${column}`);
        return `"${column}" ${type}`;
      })
      .join(', '),
  );
}
