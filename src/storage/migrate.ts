import { sql } from 'kysely';
import { sqlOf, type Orm } from './open.ts';

export interface MigrationStatus {
  readonly name: string;
  /** Null where it is still to run. */
  readonly executedAt: Date | null;
}

/** Runs the migrations that have not run, in order, all or none, and says which. */
export function up(orm: Orm): Promise<string[]> {
  return alone(orm, async () => (await orm.migrator.up()).map(({ name }) => name));
}

/** Takes the last migration back, and says which it was; none where none has run. */
export function down(orm: Orm): Promise<string[]> {
  return alone(orm, async () => (await orm.migrator.down()).map(({ name }) => name));
}

/** Every migration in order. */
export function status(orm: Orm): Promise<MigrationStatus[]> {
  return alone(orm, async () => {
    const executed = await orm.migrator.getExecuted();
    const pending = await orm.migrator.getPending();
    return [
      ...executed.map(({ name, executed_at: executedAt }) => ({ name, executedAt })),
      ...pending.map(({ name }) => ({ name, executedAt: null })),
    ];
  });
}

/** Any number that no other program takes: the letters of "whist". */
const migrationLock = 0x7768697374;

/** Servers that start at once wait here for one another. Nobody else can be in the embedded database. */
async function alone<T>(orm: Orm, work: () => Promise<T>): Promise<T> {
  const db = sqlOf(orm);
  if (!db.getExecutor().adapter.supportsMultipleConnections) return work();
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${migrationLock}::bigint)`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${migrationLock}::bigint)`.execute(connection);
    }
  });
}
