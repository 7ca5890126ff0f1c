import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { words } from '../../../words/index.ts';
import { StorageFault } from '../fault.ts';
import { flushFolder, flushTree } from './flush.ts';
import { checkHandles } from './handles.ts';
import { unpackImage } from './image.ts';
import { lockFolder, whoIs, type FolderLock } from './lock.ts';
import { closedAs, readMarker, shortened, writeMarker, type Marker } from './marker.ts';

interface Opened<T> {
  readonly opened: T;
  close(): Promise<void>;
}

type Open<T> = (folder: string) => Promise<Opened<T>>;

/**
 * Opens a database in a data folder. It makes the folder and locks it first, and unlocks it last. `open` gets
 * the folder inside it that is for the database; `tell` gets a sentence if the lock takes long. Only a data folder
 * that was never used gets a new database. Throws a `StorageFault` if the folder cannot be used.
 */
export async function openFolder<T>(
  dataDir: string,
  open: Open<T>,
  tell?: (sentence: string) => void,
): Promise<Opened<T>> {
  checkHandles();
  const lock = await takeFolder(dataDir, tell);
  const folder = join(dataDir, 'database');
  const path = join(dataDir, 'database.json');
  try {
    const marker = readMarker(path);
    if (isNew(dataDir, marker)) await makeDatabase(dataDir, open);
    else checkWhole(dataDir, marker);
    const { id } = marker ?? { id: randomUUID() };
    // The files change from now on.
    writeMarker(path, { id, closed: null });
    const { opened, close } = await open(folder);
    return {
      opened,
      async close() {
        try {
          await close();
          writeMarker(path, { id, closed: closedAs(folder) });
        } catch (error) {
          throw isFull(dataDir) ? diskFull(dataDir) : error;
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    const full = isFull(dataDir) && !(error instanceof StorageFault && error.reason !== 'database_damaged');
    lock.release();
    throw full ? diskFull(dataDir) : error;
  }
}

async function takeFolder(dataDir: string, tell?: (sentence: string) => void): Promise<FolderLock> {
  try {
    makeFolder(dataDir);
    const outcome = await lockFolder(dataDir, tell);
    if ('ok' in outcome) return outcome.ok;
    throw new StorageFault(
      'folder_locked',
      words.storage.folderLocked(dataDir, whoIs(outcome.heldBy)),
      outcome.heldBy?.pid,
    );
  } catch (error) {
    if (error instanceof StorageFault || !(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOSPC' || error.code === 'EDQUOT') throw diskFull(dataDir);
    throw new StorageFault('folder_unwritable', words.storage.folderUnwritable(dataDir, String(error.code)));
  }
}

/**
 * Makes a folder and the folders above it, for this user alone, and flushes their names. Node's recursive `mkdir` never
 * ends in /proc.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another server may have made it just now.
    if (!existsSync(path)) throw error;
  }
  flushFolder(parent);
}

/** Without these PostgreSQL does not start, or PGlite would make a new database. */
const parts = ['PG_VERSION', join('global', 'pg_control'), 'base', 'pg_wal'];

const missingPart = (folder: string) => parts.find((part) => !existsSync(join(folder, part)));

/**
 * Whether nothing was ever stored in a data folder. A server makes its secret after its database. An older whist left
 * the file `database.unfinished` beside half a database if its first start was killed.
 */
function isNew(dataDir: string, marker: Marker | null): boolean {
  if (marker || existsSync(join(dataDir, 'jwt-secret'))) return false;
  const folder = join(dataDir, 'database');
  return !existsSync(folder) || (existsSync(unfinishedIn(dataDir)) && missingPart(folder) !== undefined);
}

const unfinishedIn = (dataDir: string) => join(dataDir, 'database.unfinished');

/** Makes a database under another name, so that one with the right name is always whole. */
async function makeDatabase<T>(dataDir: string, open: Open<T>): Promise<void> {
  const [folder, unfinished] = [join(dataDir, 'database'), unfinishedIn(dataDir)];
  for (const left of [folder, unfinished]) rmSync(left, { recursive: true, force: true });
  try {
    if (!(await unpackImage(unfinished))) await (await open(unfinished)).close();
    await flushTree(unfinished);
    renameSync(unfinished, folder);
    flushFolder(dataDir);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Throws a fault if something of the database is missing. Nothing is changed then. */
function checkWhole(dataDir: string, marker: Marker | null): void {
  const folder = join(dataDir, 'database');
  const missing = existsSync(folder) ? missingPart(folder) : '';
  if (missing !== undefined) {
    const what = join(folder, missing);
    const sentence = marker || missing !== '' ? words.storage.databaseLost : words.storage.databaseOfSecret;
    throw new StorageFault('database_lost', sentence(what));
  }
  checkRights(folder);
  const short = marker?.closed ? shortened(folder, marker.closed) : null;
  const journal = short ?? shortenedJournal(folder);
  if (journal !== null)
    throw new StorageFault('database_damaged', words.storage.databaseShortened(join(folder, journal)));
}

/** Another user may have opened the database once, and left files that only they can use. PostgreSQL does not say so. */
function checkRights(folder: string): void {
  for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch {
      throw new StorageFault('folder_unwritable', words.storage.fileOfAnother(file));
    }
  }
}

/** PostgreSQL makes each piece of its journal as long as this from the start, and takes a shorter one for its end. */
const journalBytes = 16 * 1024 * 1024;

function shortenedJournal(folder: string): string | null {
  const names = readdirSync(join(folder, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name));
  const paths = names.map((name) => join('pg_wal', name));
  return paths.find((path) => statSync(join(folder, path)).size !== journalBytes) ?? null;
}

/** The bytes of all files in a folder and the folders in it; 0 if it is not there. */
export function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

/** A starting database needs space for one more piece of its journal. Its own error does not say so. */
function isFull(dataDir: string): boolean {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < journalBytes;
}

const diskFull = (dataDir: string) => new StorageFault('disk_full', words.storage.diskFull(dataDir));
