import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../src/storage/database/open.ts';
import { databaseAt, onServer } from './global-setup.ts';

export interface OpenTestDatabase extends Database {
  /** Its address for other nodes; null for the embedded database, which only one process can open. */
  readonly databaseUrl: string | null;
}

export interface TestDatabase {
  readonly name: 'pglite' | 'postgres';
  /** Opens a new database with the schema in it; closing it throws it away. */
  open(): Promise<OpenTestDatabase>;
}

const { pglite, postgres } = inject('templates');

/** Whether a PostgreSQL answers. */
export const hasPostgres = postgres !== null;

/** PostgreSQL alone, for tests that the embedded database cannot run. Only where a PostgreSQL answers. */
export const testPostgres: TestDatabase = {
  name: 'postgres',
  async open() {
    const { url, drop } = await createPostgres();
    const { close, ...database } = await openDatabase({ databaseUrl: url });
    return {
      ...database,
      databaseUrl: url,
      async close() {
        await close();
        await drop();
      },
    };
  },
};

/** A new database with the schema in it, on the PostgreSQL that answers. */
export async function createPostgres(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  if (!postgres) throw new Error('no PostgreSQL answers');
  const { url, template, prefix } = postgres;
  const name = `${prefix}${randomBytes(4).toString('hex')}`;
  await onServer(url, sql`create database ${sql.id(name)} template ${sql.id(template)}`);
  return {
    url: databaseAt(url, name),
    drop: () => onServer(url, sql`drop database ${sql.id(name)} with (force)`),
  };
}

/** The embedded database, and PostgreSQL if one answers: for tests of the storage, and of whole games. */
export const testDatabases: readonly TestDatabase[] = [
  {
    name: 'pglite',
    open: async () => ({
      ...(await openDatabase({ memory: await openAsBlob(pglite) })),
      databaseUrl: null,
    }),
  },
  ...(hasPostgres ? [testPostgres] : []),
];

/** PostgreSQL if one answers, or else the embedded database: for tests of everything that stands on the storage. */
export const oneDatabase: readonly TestDatabase[] = testDatabases.slice(-1);
