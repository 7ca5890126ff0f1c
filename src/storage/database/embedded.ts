import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { PgliteDriver, type PgliteConnection } from '@mikro-orm/pglite';
import { sql } from 'kysely';
import { words } from '../../words/index.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { StorageFault } from './fault.ts';
import { FolderFs } from './folder/folder-fs.ts';
import { sizeOf } from './folder/folder.ts';
import { databaseHandles } from './folder/handles.ts';
import { initialize, parsers } from './orm.ts';
import { prepareEmbedded } from './prepared.ts';

/** Whether the disk has a change before it is acknowledged. If not, a power cut loses the last ones, or more. */
export type Durability = 'full' | 'relaxed';

/** Opens a database in the memory of this process: an empty one, or a dump. */
export function openInMemory(dump: Blob | null): Promise<Orm> {
  return open('memory://', { startParams: startParams(0, false), ...(dump && { loadDataDir: dump }) });
}

/**
 * Opens the database in a folder. PGlite makes one in a folder that is not there yet. Throws a `StorageFault` if the
 * database is damaged.
 */
export async function openInFolder(folder: string, durability: Durability): Promise<Orm> {
  const isNew = !existsSync(folder);
  // A new one is flushed as a whole when it is made.
  const flushes = durability === 'full' && !isNew;
  const fs = new FolderFs(folder, { flushes });
  // A power cut may leave it empty, and PostgreSQL does not start then. Nobody else uses a folder that is locked.
  rmSync(join(folder, 'postmaster.pid'), { force: true });
  try {
    return await open(folder, { fs, startParams: startParams(sizeOf(join(folder, 'base')), flushes) });
  } catch (error) {
    if (isNew || error instanceof RangeError) throw error;
    const why = fs.lastWords ?? (error instanceof Error ? error.message : String(error));
    throw new StorageFault('database_damaged', words.storage.databaseDamaged(folder, why));
  }
}

/**
 * Starts PostgreSQL for one connection. Its own defaults are for a hundred, and take 100 MB more. The buffers are
 * in memory from the start, so they are only as large as the database, between bounds: a page of a large club
 * takes twice as long with 16 MB as with 64, and more than 64 make none faster.
 */
function startParams(databaseBytes: number, flushes: boolean): string[] {
  const buffers = Math.min(64, Math.max(16, Math.ceil(databaseBytes / 1024 / 1024))); // MB
  const settings = [
    `shared_buffers=${buffers}MB`,
    'max_connections=5',
    'max_wal_senders=0',
    // With `minimal` the journal leaves out new tables, and a copy that is made meanwhile would lack them.
    'wal_level=replica',
    // Each commit is flushed by this call: the usual `fdatasync` does nothing in emscripten.
    'wal_sync_method=fsync',
    // Its timer goes on for ever when a damaged database does not start, and the process would never end.
    'log_startup_progress_interval=0',
    // It would take 1,000, and a process may often open fewer.
    `max_files_per_process=${databaseHandles}`,
  ];
  // With -F PostgreSQL flushes nothing.
  const usual = PGlite.defaultStartParams.filter((param) => !flushes || param !== '-F');
  return [...usual, ...settings.flatMap((setting) => ['-c', setting])];
}

async function open(dbName: string, options: PGliteOptions): Promise<Orm> {
  // Each thread that compiles WebAssembly keeps tens of megabytes.
  setFlagsFromString('--wasm-num-compilation-tasks=1');
  const orm = await initialize({
    driver: PgliteDriver,
    dbName,
    driverOptions: () => ({ ...options, parsers }),
  });
  try {
    // A database that cannot be used fails now.
    await orm.connect();
    await sql`select 1`.execute(sqlOf(orm));
  } catch (error) {
    await orm.close(true);
    throw error;
  }
  prepareEmbedded(await (orm.driver.getConnection() as PgliteConnection).getNativeClient());
  return orm;
}
