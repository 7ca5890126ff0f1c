import { sql } from 'kysely';
import type { Db, Orm } from '../schema/db.ts';

/** The names that tables had in older schemas. */
const earlierNames = ['rating_progress'];

/** The secret of the tokens and the name of the installation belong to one server, and are not copied to another. */
const notCopied = 'server_secrets';

/** Tables by name, each with the types of its columns. */
type Tables = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The tables that a backup has, as they are in the database. A schema may also have tables of other programs. */
export async function tablesOf(orm: Orm, db: Db): Promise<Tables> {
  const known = [...orm.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  const names = [...known, ...earlierNames].filter((name) => name !== notCopied);
  const { rows } = await sql<{ table: string; columns: readonly (readonly [string, string])[] }>`
    select relname as table,
      json_agg(json_build_array(attname, format_type(atttypid, atttypmod)) order by attnum) as columns
    from pg_class c join pg_attribute on attrelid = c.oid
    where relnamespace = current_schema()::regnamespace and relname = any(${names}::text[])
      and attnum > 0 and not attisdropped
    group by c.oid order by c.oid`.execute(db);
  return new Map(rows.map(({ table, columns }) => [table, new Map(columns)]));
}
