import { userInfo } from 'node:os';
import pg from 'pg';
import { openStorage } from '../src/storage/index.ts';

const server =
  process.env['WHIST_TEST_DATABASE_URL'] ?? `postgresql://${userInfo().username}@127.0.0.1:5432/postgres`;

export interface ScratchDatabase {
  readonly url: string;
  /** The processes of PostgreSQL that serve its connections. */
  pids(): Promise<number[]>;
  drop(): Promise<void>;
}

let made = 0;

/** Creates a database on the server of `WHIST_TEST_DATABASE_URL`, or on the PostgreSQL of this machine. */
export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const name = `whist_bench_${process.pid}_${(made += 1)}`;
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async pids() {
      const rows = await run(`select pid from pg_stat_activity where datname = '${name}'`);
      return rows.map(({ pid }) => Number(pid));
    },
    drop: async () => void (await run(`drop database ${name} with (force)`)),
  };
}

/** Creates a database with the schema in it. */
export async function createMigrated(): Promise<ScratchDatabase> {
  const database = await createScratchDatabase();
  const { migrateUp, close } = await openStorage({ databaseUrl: database.url });
  await migrateUp();
  await close();
  return database;
}

/** The version of that server. */
export async function serverVersion(): Promise<string> {
  const [row] = await run('show server_version');
  return String(row?.['server_version']).split(' ')[0] ?? '';
}

async function run(statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
