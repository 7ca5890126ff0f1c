import { setTimeout as pause } from 'node:timers/promises';
import type { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { migrations } from '../../../migrations/index.ts';
import { words } from '../../words/index.ts';
import { StorageFault } from './fault.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import type { Db } from '../schema/db.ts';

export interface MigrationStatus {
  readonly name: string;
  /** Null if it has not run yet. */
  readonly executedAt: Date | null;
}

/** The table in which the migrator notes which migrations have run. */
const table = 'mikro_orm_migrations';

/**
 * Runs the migrations that have not run, in order, and returns their names. Like every function here, it
 * throws a `StorageFault` if the schema is newer than this program.
 */
export function up(orm: Orm): Promise<string[]> {
  return alone(orm, async () => (await orm.migrator.up()).map(({ name }) => name));
}

/** Undoes the last migration and returns its name; empty if none has run. */
export function down(orm: Orm): Promise<string[]> {
  return alone(orm, async () => (await orm.migrator.down()).map(({ name }) => name));
}

/** Every migration in order. */
export function status(orm: Orm): Promise<MigrationStatus[]> {
  return alone(orm, async () => {
    const executed = new Map((await executedOf(sqlOf(orm))).map((one) => [one.name, one.executedAt]));
    return namesOf(orm).map((name) => ({ name, executedAt: executed.get(name) ?? null }));
  });
}

/**
 * The SQL that `up` would run on this database, in a form for psql; nothing is executed. If `reads` is false,
 * the database is not asked, and the SQL has all migrations.
 */
export async function pendingSql(orm: Orm, reads: boolean): Promise<string> {
  const executed = reads ? (await executedOf(sqlOf(orm))).map(({ name }) => name) : [];
  if (reads) refuseNewer(orm, executed);
  const pending = instancesOf(orm).filter(({ name }) => !executed.includes(String(name)));
  const created = `create table if not exists ${table} (id serial primary key, name varchar(255), executed_at timestamptz default current_timestamp);`;
  const parts = await Promise.all(pending.map(sqlOfMigration));
  return parts.length === 0 ? '' : [created, ...parts].join('\n\n');
}

async function sqlOfMigration(migration: Migration): Promise<string> {
  await migration.up();
  const statements = migration.getQueries().map((statement) => `${String(statement).trim()};`);
  const done = `insert into ${table} (name) values ('${String(migration.name)}');`;
  const all = [...statements, done].join('\n');
  return migration.isTransactional()
    ? `-- ${migration.name}\nbegin;\n${all}\ncommit;`
    : `-- ${migration.name}\n${all}`;
}

function instancesOf(orm: Orm): Migration[] {
  return migrations.map((one) => new one(orm.em.getDriver(), orm.config));
}

const namesOf = (orm: Orm) => instancesOf(orm).map(({ name }) => String(name));

/** The migrations that have run. It changes nothing in a database that was never migrated. */
async function executedOf(db: Db): Promise<{ name: string; executedAt: Date }[]> {
  const { rows: found } = await sql<{ isThere: boolean }>`
    select to_regclass(${table}) is not null as "isThere"`.execute(db);
  if (!found[0]?.isThere) return [];
  const { rows } = await sql<{ name: string; executedAt: Date }>`
    select name, executed_at as "executedAt" from ${sql.table(table)} order by id`.execute(db);
  return rows;
}

function refuseNewer(orm: Orm, executed: readonly string[]): void {
  const known = namesOf(orm);
  const strange = executed.find((name) => !known.includes(name));
  if (strange === undefined) return;
  throw new StorageFault('schema_too_new', words.storage.schemaTooNew(strange));
}

/** A number that no other program is likely to use: the letters of "whist". */
const migrationLock = 0x7768697374;

/** Servers that start at the same time wait here for each other. An embedded database has only one server. */
async function alone<T>(orm: Orm, work: () => Promise<T>): Promise<T> {
  const db = sqlOf(orm);
  const checked = async () => {
    refuseNewer(
      orm,
      (await executedOf(db)).map(({ name }) => name),
    );
    return work();
  };
  if (!db.getExecutor().adapter.supportsMultipleConnections) return checked();
  return db.connection().execute(async (connection) => {
    await lock(connection);
    try {
      return await checked();
    } finally {
      await sql`select pg_advisory_unlock(${migrationLock}::bigint)`.execute(connection);
    }
  });
}

/** Asks again and again. If a statement waited for the lock, the first server could not build an index. */
async function lock(connection: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_lock(${migrationLock}::bigint) as locked`.execute(connection);
    if (rows[0]?.locked) return;
    await pause(100);
  }
}
