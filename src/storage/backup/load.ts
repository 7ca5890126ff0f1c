import { sql } from 'kysely';
import { words } from '../../words/index.ts';
import { StorageFault } from '../database/fault.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { tablesOf } from './catalog.ts';
import { isRow, type TableLine } from './format.ts';

/** So many rows, or so much text, are stored by one statement. */
const most = { rows: 1_000, characters: 1024 * 1024 } as const;

/** Throws a `StorageFault` if somebody has an account in this database, or a game. */
export async function refuseUsed(orm: Orm, db = sqlOf(orm)): Promise<void> {
  const tables = await tablesOf(orm, db);
  for (const table of ['users', 'games'].filter((name) => tables.has(name))) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) throw new StorageFault('database_used', words.storage.backup.used);
  }
}

/** Stores the lines of a backup of the same schema, all or none of them, in a database without accounts. */
export function load(orm: Orm, lines: AsyncIterable<string>): Promise<void> {
  return sqlOf(orm)
    .transaction()
    .execute(async (trx) => {
      const tables = await tablesOf(orm, trx);
      // A row may refer to a later one. To check all at the end takes half the time too.
      const keys = await dropKeys(trx, [...tables.keys()]);
      await refuseUsed(orm, trx);
      for await (const { table, columns, rows } of batches(lines)) {
        const types = tables.get(table);
        if (!types || columns.some((column) => !types.has(column)))
          throw new StorageFault('backup_damaged', words.storage.backup.strangeTable(table));
        // A server that was started before has left a few.
        if (rows === null) await sql`delete from ${sql.table(table)}`.execute(trx);
        else await insert(trx, { table, columns, types, rows });
      }
      for (const statement of keys) await sql.raw(statement).execute(trx);
      for (const table of tables.keys()) await sql`analyze ${sql.table(table)}`.execute(trx);
    });
}

interface Batch extends TableLine {
  /** Null where a table begins. */
  readonly rows: readonly string[] | null;
}

async function* batches(lines: AsyncIterable<string>): AsyncGenerator<Batch> {
  let place: TableLine = { table: '', columns: [] };
  let rows: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    const isFull = rows.length === most.rows || characters > most.characters;
    if (rows.length > 0 && (isFull || !isRow(line))) {
      yield { ...place, rows };
      rows = [];
      characters = 0;
    }
    if (isRow(line)) {
      rows.push(line);
      characters += line.length;
    } else {
      place = JSON.parse(line) as TableLine;
      yield { ...place, rows: null };
    }
  }
  if (rows.length > 0) yield { ...place, rows };
}

interface Rows extends TableLine {
  readonly types: ReadonlyMap<string, string>;
  readonly rows: readonly string[];
}

async function insert(db: Db, { table, columns, types, rows }: Rows): Promise<void> {
  const values = columns.map((column, i) => sql.raw(`(r->>${i})::${types.get(column)}`));
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.id(column)))})
    select ${sql.join(values)} from jsonb_array_elements(${`[${rows.join(',')}]`}::jsonb) r`.execute(db);
}

/** Drops the keys and the indexes of these tables, and returns the statements that make them again. */
async function dropKeys(db: Db, tables: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ drop: string; make: string }>`
    with ours as (
      select oid, oid::regclass as name from pg_class
      where relnamespace = current_schema()::regnamespace and relname = any(${tables}::text[])
    ), keys as (
      select contype <> 'f' as is_later, ours.name,
        format('alter table %s drop constraint %I', ours.name, conname) as drop,
        format('alter table %s add constraint %I %s', ours.name, conname, pg_get_constraintdef(k.oid)) as make
      from pg_constraint k join ours on conrelid = ours.oid where contype in ('f', 'p', 'u')
    ), indexes as (
      select true, ours.name, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index join ours on indrelid = ours.oid
      where not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
    )
    select drop, make from (select * from keys union all select * from indexes) as all_of_them
    order by is_later, make`.execute(db);
  for (const { drop } of rows) await sql.raw(drop).execute(db);
  // A foreign key needs the key that it refers to.
  return rows.map(({ make }) => make).toReversed();
}
