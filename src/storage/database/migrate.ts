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
export const migrationTable = 'mikro_orm_migrations';

type Tell = (sentence: string) => void;
const silent: Tell = () => undefined;

/**
 * Runs the migrations that have not run, in order, and returns their names. Like every function here, it
 * throws a `StorageFault` if the schema is newer than this program. `tell` gets a sentence if it has to wait.
 */
export async function up(orm: Orm, tell = silent): Promise<string[]> {
  // A role that only reads may use tables that are up to date.
  if ((await status(orm)).every(({ executedAt }) => executedAt !== null)) return [];
  return alone(orm, async () => (await orm.migrator.up()).map(({ name }) => name), tell);
}

/** Undoes the last migration and returns its name; empty if none has run. */
export function down(orm: Orm, tell = silent): Promise<string[]> {
  return alone(orm, async () => (await orm.migrator.down()).map(({ name }) => name), tell);
}

/** Brings a database without rows to the schema after this migration, forwards or back. */
export async function moveTo(orm: Orm, name: string, tell = silent): Promise<void> {
  const isThere = (await status(orm)).some((one) => one.name === name && one.executedAt !== null);
  await alone(orm, () => orm.migrator[isThere ? 'down' : 'up']({ to: name }), tell);
}

/** Every migration in order. */
export async function status(orm: Orm): Promise<MigrationStatus[]> {
  const executed = await executedOf(sqlOf(orm));
  refuseNewer(
    orm,
    executed.map(({ name }) => name),
  );
  const times = new Map(executed.map((one) => [one.name, one.executedAt]));
  return namesOf(orm).map((name) => ({ name, executedAt: times.get(name) ?? null }));
}

/**
 * The SQL that `up` would run on this database, in a form for psql; nothing is executed. If `reads` is false,
 * the database is not asked, and the SQL has all migrations.
 */
export async function pendingSql(orm: Orm, reads: boolean): Promise<string> {
  const executed = reads ? (await executedOf(sqlOf(orm))).map(({ name }) => name) : [];
  if (reads) refuseNewer(orm, executed);
  const pending = instancesOf(orm).filter(({ name }) => !executed.includes(String(name)));
  const created = `create table if not exists ${migrationTable} (id serial primary key, name varchar(255), executed_at timestamptz default current_timestamp);`;
  const parts = await Promise.all(pending.map(sqlOfMigration));
  return parts.length === 0 ? '' : [chosenSchema(orm), created, ...parts].join('\n\n');
}

/** The role that runs the SQL may have another search_path. */
function chosenSchema(orm: Orm): string {
  const schema = `"${orm.config.get('migrations').tableName?.split('.')[0]}"`;
  const made = schema === '"public"' ? [] : [`create schema if not exists ${schema};`];
  return [...made, `set search_path to ${schema};`].join('\n');
}

async function sqlOfMigration(migration: Migration): Promise<string> {
  await migration.up();
  const statements = migration.getQueries().map((statement) => `${String(statement).trim()};`);
  const done = `insert into ${migrationTable} (name) values ('${String(migration.name)}');`;
  const all = [...statements, done].join('\n');
  return migration.isTransactional()
    ? `-- ${migration.name}\nbegin;\n${all}\ncommit;`
    : `-- ${migration.name}\n${all}`;
}

function instancesOf(orm: Orm): Migration[] {
  return migrations.map((one) => new one(orm.em.getDriver(), orm.config));
}

/** The names of all migrations, in order. */
export const namesOf = (orm: Orm) => instancesOf(orm).map(({ name }) => String(name));

/** The migrations that have run. It changes nothing in a database that was never migrated. */
async function executedOf(db: Db): Promise<{ name: string; executedAt: Date }[]> {
  const { rows: found } = await sql<{ isThere: boolean }>`
    select to_regclass(${migrationTable}) is not null as "isThere"`.execute(db);
  if (!found[0]?.isThere) return [];
  const { rows } = await sql<{ name: string; executedAt: Date }>`
    select name, executed_at as "executedAt" from ${sql.table(migrationTable)} order by id`.execute(db);
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
const askEvery = 100; // ms
/** A wait that is longer is told. */
const quietFor = 2_000; // ms

/** Servers that start at the same time wait here for each other. An embedded database has only one server. */
async function alone<T>(orm: Orm, change: () => Promise<T>, tell: Tell): Promise<T> {
  const db = sqlOf(orm);
  const work = async () => {
    // A newer program may have changed the tables in the meantime.
    await status(orm);
    return change();
  };
  if (!db.getExecutor().adapter.supportsMultipleConnections) return work();
  const since = Date.now();
  for (let isTold = false; ;) {
    const done = await tryAlone(db, work);
    if (done) return done.result;
    if (!isTold && Date.now() - since > quietFor) {
      tell(words.storage.migrationWaiting);
      isTold = true;
    }
    await pause(askEvery);
  }
}

/**
 * Works if nobody else has the lock. The lock is one of a transaction, because a pooler may give the next transaction
 * to another connection, and the lock of a connection would stay there. The lock is never waited for in a statement:
 * then the first server could not build an index.
 */
function tryAlone<T>(db: Db, work: () => Promise<T>): Promise<{ readonly result: T } | null> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(${migrationLock}::bigint) as locked`.execute(trx);
    if (!rows[0]?.locked) return null;
    // This transaction has nothing to do while the work goes on.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
    return { result: await work() };
  });
}
