import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import type { Reader } from './readable.ts';

/** Rows in one page. */
const pageSize = 500;

type Table = 'games' | 'users' | 'groups';

/** The ids of a table, a page at a time. If a part of the table cannot be read, the ids of the other parts. */
export async function* pagesOf(db: Db, table: Table, reader: Reader): AsyncGenerator<readonly string[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const ids = await reader.read(`page after ${after}`, async () => {
      const { rows } = await sql<{ id: string }>`
        select id from ${sql.table(table)} where id > ${after}::uuid order by id limit ${pageSize}`.execute(
        db,
      );
      return rows.map(({ id }) => id);
    });
    if (!ids) return yield* blocksOf(db, { table, after, reader });
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
    yield ids;
  }
}

/** The ids after one, by the blocks of the file, so that a damaged block hides only its own rows. */
async function* blocksOf(
  db: Db,
  { table, after, reader }: { readonly table: Table; readonly after: string; readonly reader: Reader },
): AsyncGenerator<readonly string[]> {
  const { rows: sizes } = await sql<{ blocks: number }>`
    select pg_relation_size(${table}::regclass) / current_setting('block_size')::int as blocks`.execute(db);
  for (let block = 0; block < (sizes[0]?.blocks ?? 0); block++) {
    const ids = await reader.read(`block ${block}`, async () => {
      const { rows } = await sql<{ id: string }>`
        select id from ${sql.table(table)}
        where ctid >= ${`(${block},0)`}::tid and ctid < ${`(${block + 1},0)`}::tid`.execute(db);
      return rows.map(({ id }) => id).filter((id) => id > after);
    });
    if (ids && ids.length > 0) yield ids;
  }
}
