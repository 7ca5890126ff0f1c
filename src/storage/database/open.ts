import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { PgliteDriver, type PgliteConnection } from '@mikro-orm/pglite';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { MikroORM, type AbstractSqlDriver, type Options, type SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import config from '../../../mikro-orm.config.ts';
import { reachServer } from './connect.ts';
import { createDeadlines, longest, type Deadlines, type Pool as Limited } from './deadline.ts';
import { openFolder, sizeOf } from './folder.ts';
import { unpackImage } from './image.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { learnTypes } from '../schema/types.ts';
import { migrationTable } from './migrate.ts';
import { prepareEmbedded, prepareMarked, type Pool as Preparing } from './prepared.ts';

interface ServerPlace {
  readonly databaseUrl: string;
  readonly schema?: string;
  readonly deadline?: number;
}

/**
 * The place of a database: a PostgreSQL server, a folder, or the memory of this process (empty, or from a
 * dump). On a server there may be a schema other than `public`, and the milliseconds that a statement may take.
 */
export type DatabasePlace = ServerPlace | { readonly dataDir: string } | { readonly memory: true | Blob };

export interface Database {
  readonly orm: Orm;
  /** Runs work whose statements may take up to the longest time. */
  readonly lifted: Deadlines['lifted'];
  /** Closes the connections and unlocks the data folder. */
  close(): Promise<void>;
}

/**
 * Opens a database as it is, without migrating it. A data folder that is new gets a database with the schema
 * of the last build in it. `tell` gets a sentence when something takes long. Throws a `StorageFault` if the database cannot be opened.
 */
export async function openDatabase(
  place: DatabasePlace,
  tell?: (sentence: string) => void,
): Promise<Database> {
  if ('databaseUrl' in place) return openServer(place);
  if ('memory' in place) {
    const dump = place.memory === true ? {} : { loadDataDir: place.memory };
    const orm = await openEmbedded('memory://', dump);
    return { orm, lifted: unlimited, close: () => orm.close(true) };
  }
  const open = async (folder: string) => {
    if (!existsSync(folder)) await unpackImage(folder);
    const orm = await openEmbedded(folder, { databaseBytes: sizeOf(join(folder, 'base')) });
    return { opened: orm, close: () => orm.close(true) };
  };
  const { opened, close } = await openFolder(place.dataDir, open, tell);
  return { orm: opened, lifted: unlimited, close };
}

/** The ORM without a database, for questions about the schema alone. */
export function describeOnly(schema: string): Promise<Orm> {
  return initialize({ driver: PostgreSqlDriver, dbName: 'postgres', migrations: migrationsIn(schema) });
}

/** The migrator looks for its table in a schema by name, and makes that schema. */
const migrationsIn = (schema: string) => ({ ...config.migrations, tableName: `${schema}.${migrationTable}` });

/**
 * Parsers by the number of a PostgreSQL type: int8, timestamptz. The defaults of the two drivers differ, so
 * both use these.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  1184: (text) => new Date(text),
};

/**
 * Starts PostgreSQL for one connection. Its own defaults are for a hundred, and take 100 MB more. The buffers are
 * in memory from the start, so they are only as large as the database, between bounds: a page of a large club
 * takes twice as long with 16 MB as with 64, and more than 64 make none faster.
 */
function startParams(databaseBytes: number): string[] {
  const buffers = Math.min(64, Math.max(16, Math.ceil(databaseBytes / 1024 / 1024))); // MB
  const settings = [
    `shared_buffers=${buffers}MB`,
    'max_connections=5',
    'max_wal_senders=0',
    'wal_level=minimal',
  ];
  return [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])];
}

async function openEmbedded(
  dbName: string,
  { databaseBytes = 0, ...options }: { databaseBytes?: number; loadDataDir?: Blob } = {},
): Promise<Orm> {
  // Each thread that compiles WebAssembly keeps tens of megabytes.
  setFlagsFromString('--wasm-num-compilation-tasks=1');
  const orm = await initialize({
    driver: PgliteDriver,
    dbName,
    driverOptions: () => ({ ...options, parsers, startParams: startParams(databaseBytes) }),
  });
  await reach(orm);
  prepareEmbedded(await (orm.driver.getConnection() as PgliteConnection).getNativeClient());
  return orm;
}

/** A connection that takes longer to say goodbye is cut. */
const closeWithin = 2_000; // ms

async function openServer({
  databaseUrl,
  schema = 'public',
  deadline = longest,
}: ServerPlace): Promise<Database> {
  const { config: connecting, name } = await reachServer(databaseUrl, schema);
  const { watch, lifted, cut } = createDeadlines(deadline);
  const orm = await initialize({
    driver: PostgreSqlDriver,
    // The migrator needs the name of the database.
    dbName: name,
    migrations: migrationsIn(schema),
    driverOptions: () => ({
      ...connecting,
      onPoolCreated(pool: Pool) {
        for (const [type, parse] of Object.entries(parsers))
          pool.options.types.setTypeParser(Number(type), parse);
        watch(pool);
        prepareMarked(pool);
      },
    }),
  });
  await orm.connect();
  return {
    orm,
    lifted,
    async close() {
      const late = setTimeout(cut, closeWithin);
      await orm.close(true);
      clearTimeout(late);
    },
  };
}

type Pool = Limited &
  Preparing & {
    readonly options: {
      readonly types: { setTypeParser(type: number, parse: (text: string) => unknown): void };
    };
  };

/** The embedded database is in this process and always answers. */
const unlimited = <T>(work: () => Promise<T>) => work();

async function initialize(place: Pick<Options, 'driver' | 'dbName' | 'driverOptions' | 'migrations'>) {
  const orm = await MikroORM.init<AbstractSqlDriver, SqlEntityManager>({ ...config, ...place });
  learnTypes(orm);
  return orm;
}

/** Asks the database for its name, so that a database that cannot be used fails now. */
async function reach(orm: Orm): Promise<string> {
  try {
    await orm.connect();
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(sqlOf(orm));
    return rows[0]?.name ?? '';
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}
