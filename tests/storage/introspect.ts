import { sql, type Kysely } from 'kysely';

/** What PostgreSQL says of a schema, in its own words, a line an object. */
export interface Schema {
  /** `name: a, b` */
  readonly enums: readonly string[];
  readonly tables: Readonly<Record<string, Table>>;
}

export interface Table {
  readonly comment: string | null;
  /** `name type [not null] [default expression] [-- comment]`, in the order of the table. */
  readonly columns: readonly string[];
  /** `name definition`, by name; primary and foreign keys, unique and check constraints. */
  readonly constraints: readonly string[];
  /** `[unique] name (columns) [where]`, by name, without those that belong to a constraint. */
  readonly indexes: readonly string[];
}

/** Everything in the schema `public` but the migrator's own table. */
export async function introspect(db: Kysely<unknown>): Promise<Schema> {
  const enums = await sql<{ line: string }>`
    select typname || ': ' || string_agg(enumlabel, ', ' order by enumsortorder) as line
    from pg_type t join pg_enum e on e.enumtypid = t.oid
    where typnamespace = 'public'::regnamespace group by typname order by typname`.execute(db);
  const tables = await sql<Table & { readonly name: string }>`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
      (select json_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod),
          case when attnotnull then 'not null' end,
          'default ' || pg_get_expr(adbin, adrelid),
          case when attgenerated <> '' or attidentity <> '' then 'generated' end,
          '-- ' || col_description(attrelid, attnum)) order by attnum)
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      (select json_agg(conname || ' ' || pg_get_constraintdef(oid) order by conname collate "C")
        from pg_constraint where conrelid = c.oid and contype <> 'n') as constraints,
      (select coalesce(json_agg(
          regexp_replace(pg_get_indexdef(indexrelid), 'CREATE (UNIQUE )?INDEX ([^ ]+) ON [^ ]+ USING btree ', '\\1\\2 ')
          order by indexrelid::regclass::text collate "C"), '[]')
        from pg_index where indrelid = c.oid
          and not exists (select from pg_constraint where conindid = indexrelid and conrelid = c.oid)) as indexes
    from pg_class c
    where relnamespace = 'public'::regnamespace and relkind not in ('i', 'S') and relname <> 'mikro_orm_migrations'
    order by c.relname`.execute(db);
  return {
    enums: enums.rows.map(({ line }) => line),
    tables: Object.fromEntries(tables.rows.map(({ name, ...table }) => [name, table])),
  };
}
