import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import config from '../../../mikro-orm.config.ts';
import { reachServer } from './connect.ts';
import { createDeadlines, longest, type Deadlines, type Pool as Limited } from './deadline.ts';
import { openInFolder, openInMemory, type Durability } from './embedded.ts';
import { openFolder } from './folder/folder.ts';
import type { Orm } from '../schema/db.ts';
import { migrationTable } from './migrate.ts';
import { initialize, parsers } from './orm.ts';
import { prepareMarked, type Pool as Preparing } from './prepared.ts';

interface ServerPlace {
  readonly databaseUrl: string;
  readonly schema?: string;
  readonly deadline?: number;
}

interface FolderPlace {
  readonly dataDir: string;
  /** Full by default. */
  readonly durability?: Durability;
}

/**
 * The place of a database: a PostgreSQL server, a folder, or the memory of this process (empty, or from a
 * dump). On a server there may be a schema other than `public`, and the milliseconds that a statement may take.
 */
export type DatabasePlace = ServerPlace | FolderPlace | { readonly memory: true | Blob };

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
    const orm = await openInMemory(place.memory === true ? null : place.memory);
    return { orm, lifted: unlimited, close: () => orm.close(true) };
  }
  const { dataDir, durability = 'full' } = place;
  const open = async (folder: string) => {
    const orm = await openInFolder(folder, durability);
    return { opened: orm, close: () => orm.close(true) };
  };
  const { opened, close } = await openFolder(dataDir, open, tell);
  return { orm: opened, lifted: unlimited, close };
}

/** The ORM without a database, for questions about the schema alone. */
export function describeOnly(schema: string): Promise<Orm> {
  return initialize({ driver: PostgreSqlDriver, dbName: 'postgres', migrations: migrationsIn(schema) });
}

/** The migrator looks for its table in a schema by name, and makes that schema. */
const migrationsIn = (schema: string) => ({ ...config.migrations, tableName: `${schema}.${migrationTable}` });

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
