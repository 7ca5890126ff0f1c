import { userInfo } from 'node:os';
import pg from 'pg';
import { openStorage } from '../src/storage/index.ts';

const server =
  process.env['WHIST_TEST_DATABASE_URL'] ?? `postgresql://${userInfo().username}@127.0.0.1:5432/postgres`;

export interface ScratchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

let made = 0;

/** Creates a database on the server of `WHIST_TEST_DATABASE_URL`, or on the PostgreSQL of this machine. */
export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const name = `whist_bench_${process.pid}_${(made += 1)}`;
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

/** Creates a database with the schema in it. */
export async function createMigrated(): Promise<ScratchDatabase> {
  const database = await createScratchDatabase();
  const { migrateUp, close } = await openStorage({ databaseUrl: database.url });
  await migrateUp();
  await close();
  return database;
}

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
