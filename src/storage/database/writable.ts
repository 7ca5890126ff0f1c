import { sql } from 'kysely';
import { words } from '../../words/index.ts';
import { StorageFault } from './fault.ts';
import { sqlOf, type Orm } from '../schema/db.ts';

/**
 * Throws a `StorageFault` if this role cannot write every table now. A server asks before players come, because half a
 * right would fail in the middle of a game.
 */
export async function checkWritable(orm: Orm): Promise<void> {
  const tables = [...orm.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  const { rows } = await sql<{ isReadOnly: boolean; table: string | null }>`
    select current_setting('transaction_read_only') = 'on' as "isReadOnly", (
      select min(relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        unnest(array['select', 'insert', 'update', 'delete']) as p (right_to)
      where nspname = current_schema() and relname = any(${tables}::text[])
        and not has_table_privilege(c.oid, right_to)
    ) as table`.execute(sqlOf(orm));
  const { isReadOnly = false, table = null } = rows[0] ?? {};
  if (isReadOnly) throw new StorageFault('database_read_only', words.storage.refusals.readOnly);
  if (table !== null) throw new StorageFault('database_forbidden', words.storage.refusals.table(table));
}
