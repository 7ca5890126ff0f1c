import { userInfo } from 'node:os';
import pg from 'pg';
import { up } from '../src/storage/database/migrate.ts';
import { openDatabase } from '../src/storage/database/open.ts';

const server =
  process.env['WHIST_TEST_DATABASE_URL'] ?? `postgresql://${userInfo().username}@127.0.0.1:5432/postgres`;

export interface ScratchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

let made = 0;

/** Makes a new database on the PostgreSQL of this machine. */
export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const name = `whist_bench_${process.pid}_${(made += 1)}`;
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

/** Makes a new database and runs the migrations. */
export async function migrated(): Promise<ScratchDatabase> {
  const database = await createScratchDatabase();
  const { orm, close } = await openDatabase({ databaseUrl: database.url });
  await up(orm);
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
