import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';

/** Rows in one page. */
const pageSize = 500;

/** The ids of a table, a page at a time. */
export async function* pagesOf(
  db: Db,
  table: 'games' | 'users' | 'groups',
): AsyncGenerator<readonly string[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where id > ${after}::uuid order by id limit ${pageSize}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield rows.map(({ id }) => id);
  }
}
