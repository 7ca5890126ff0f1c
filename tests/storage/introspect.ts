import { sql } from 'kysely';
import type { Db } from '../../src/storage/schema/db.ts';

/**
 * Every object of the schema `public` in the words of PostgreSQL, one line for each, sorted:
 *
 * - `enum name: value, value`
 * - `table -- comment`
 * - `table.column type [not null] [default expression] [-- comment]`
 * - `table constraint name definition`
 * - `table [unique] index name (columns) [where]`, if it does not belong to a constraint
 * - `kind name` for everything else: views, sequences, triggers, functions
 *
 * The table of the migrator is left out.
 */
export async function introspect(db: Db): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    with relation as (
      select oid, relname as name, relkind as kind from pg_class
      where relnamespace = 'public'::regnamespace and not starts_with(relname, 'mikro_orm_migrations')
    )
    select concat('enum ', typname, ': ', string_agg(enumlabel, ', ' order by enumsortorder)) as line
      from pg_type t join pg_enum e on e.enumtypid = t.oid
      where typnamespace = 'public'::regnamespace group by typname
    union all
    select concat_ws(' -- ', name, obj_description(oid, 'pg_class')) from relation where kind = 'r'
    union all
    select concat_ws(' ', name || '.' || attname, format_type(atttypid, atttypmod),
        case when attnotnull then 'not null' end, 'default ' || pg_get_expr(adbin, adrelid),
        case when attgenerated <> '' or attidentity <> '' then 'generated' end,
        '-- ' || col_description(attrelid, attnum))
      from relation join pg_attribute on attrelid = oid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where kind = 'r' and attnum > 0 and not attisdropped
    union all
    select concat_ws(' ', name, 'constraint', conname, pg_get_constraintdef(c.oid))
      from relation r join pg_constraint c on conrelid = r.oid
      -- PostgreSQL 18 has one for each column that is not null.
      where contype <> 'n'
    union all
    select regexp_replace(pg_get_indexdef(oid),
        'CREATE (UNIQUE )?INDEX ([^ ]+) ON public[.]([^ ]+) USING btree ', '\\3 \\1index \\2 ')
      from relation
      where kind = 'i' and not exists (select from pg_constraint where conindid = relation.oid and contype in ('p', 'u'))
    union all
    select concat_ws(' ', kind, name) from relation where kind not in ('r', 'i')
    union all
    select 'trigger ' || tgname from pg_trigger where not tgisinternal
    union all
    select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace`.execute(db);
  return rows.map(({ line }) => line).toSorted();
}
