import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { words } from '../../words/index.ts';
import { StorageFault } from './fault.ts';
import { lockFolder, whoIs, type FolderLock } from './lock.ts';

interface Opened<T> {
  readonly opened: T;
  close(): Promise<void>;
}

/**
 * Opens a database in a data folder. It makes the folder and locks it first, and unlocks it last. `open` gets
 * the folder inside it that is for the database; `tell` gets a sentence if the lock takes long. Throws a `StorageFault` if the folder cannot be used.
 */
export async function openFolder<T>(
  dataDir: string,
  open: (folder: string) => Promise<Opened<T>>,
  tell?: (sentence: string) => void,
): Promise<Opened<T>> {
  const lock = await takeFolder(dataDir, tell);
  const folder = join(dataDir, 'database');
  // A first start that was killed leaves half a database with nothing stored in it.
  const unfinished = join(dataDir, 'database.unfinished');
  try {
    if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
    if (existsSync(folder)) checkFiles(folder);
    else writeFileSync(unfinished, '');
    const { opened, close } = await open(folder);
    rmSync(unfinished, { force: true });
    return {
      opened,
      async close() {
        try {
          await close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    const full = !(error instanceof StorageFault) && isFull(dataDir);
    if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
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
 * Makes a folder and the folders above it, for this user alone. Node's recursive `mkdir` never ends in /proc.
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
}

/** Another user may have opened the database once, and left files that only they can use. PostgreSQL does not say so. */
function checkFiles(folder: string): void {
  for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch {
      throw new StorageFault('folder_unwritable', words.storage.fileOfAnother(file));
    }
  }
}

/** The bytes of all files in a folder and the folders in it; 0 if it is not there. */
export function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}

/** A starting database needs space for one more piece of its journal. Its own error does not say so. */
const neededBytes = 16 * 1024 * 1024;

function isFull(dataDir: string): boolean {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < neededBytes;
}

const diskFull = (dataDir: string) => new StorageFault('disk_full', words.storage.diskFull(dataDir));
