import { sql } from 'kysely';
import { status } from '../database/migrate.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { StorageFault } from '../database/fault.ts';
import { words } from '../../words/index.ts';
import { tablesOf } from './catalog.ts';
import { format, type Header, type TableLine } from './format.ts';

const rowsAtOnce = 1_000;

export interface Content {
  readonly header: Header;
  /** The lines of all tables, without their ends. */
  readonly lines: AsyncIterable<string>;
}

/** Calls `use` with everything that is stored, as it is at one moment, and never holds more than a few rows. */
export async function dump<T>(orm: Orm, use: (content: Content) => Promise<T>): Promise<T> {
  const executed = (await status(orm)).filter(({ executedAt }) => executedAt !== null);
  const schema = executed.at(-1)?.name;
  if (schema === undefined) throw new StorageFault('database_empty', words.storage.backup.noTables);
  return sqlOf(orm)
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      // The transaction waits while the file is written.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
      const header: Header = {
        format,
        schema,
        madeAt: new Date().toISOString(),
        installation: await installationOf(trx),
      };
      return use({ header, lines: linesOf(orm, trx) });
    });
}

async function* linesOf(orm: Orm, db: Db): AsyncGenerator<string> {
  for (const [table, types] of await tablesOf(orm, db)) {
    const columns = [...types.keys()];
    yield JSON.stringify({ table, columns } satisfies TableLine);
    const values = sql.join(columns.map((column) => sql`${sql.id(column)}::text`));
    await sql`declare rows no scroll cursor for
      select json_build_array(${values})::text as line from ${sql.table(table)}`.execute(db);
    const next = sql<{ line: string }>`fetch ${sql.lit(rowsAtOnce)} from rows`;
    for (let { rows } = await next.execute(db); rows.length > 0; { rows } = await next.execute(db))
      for (const { line } of rows) yield line;
    await sql`close rows`.execute(db);
  }
}

/** It is only read here: the transaction must not make one. */
async function installationOf(db: Db): Promise<string | null> {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('server_secrets') is not null as "isThere"`.execute(db);
  if (!rows[0]?.isThere) return null;
  const found = await db
    .selectFrom('server_secrets')
    .select('value')
    .where('name', '=', 'installation')
    .executeTakeFirst();
  return found ? Buffer.from(found.value).toString('base64url') : null;
}
