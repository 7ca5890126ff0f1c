import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { words } from '../../words/index.ts';
import { StorageFault } from './fault.ts';
import { lockFolder, type FolderLock } from './lock.ts';

interface Opened<T> {
  readonly opened: T;
  close(): Promise<void>;
}

/**
 * Opens what is kept in a data folder, which it makes and locks first and unlocks last. `open` is given the
 * folder inside that is for the database alone. Throws a `StorageFault` where the folder cannot be had.
 */
export async function openFolder<T>(
  dataDir: string,
  open: (folder: string) => Promise<Opened<T>>,
): Promise<Opened<T>> {
  const lock = takeFolder(dataDir);
  const folder = join(dataDir, 'database');
  // A first start that was killed leaves half a database, in which nothing was ever stored.
  const unfinished = join(dataDir, 'database.unfinished');
  try {
    if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
    if (!existsSync(folder)) writeFileSync(unfinished, '');
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
    const full = isFull(dataDir);
    if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
    lock.release();
    throw full ? diskFull(dataDir) : error;
  }
}

function takeFolder(dataDir: string): FolderLock {
  try {
    makeFolder(dataDir);
    const outcome = lockFolder(dataDir);
    if ('ok' in outcome) return outcome.ok;
    throw new StorageFault(
      'folder_locked',
      words.storage.folderLocked(dataDir, outcome.heldBy),
      outcome.heldBy,
    );
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOSPC' || error.code === 'EDQUOT') throw diskFull(dataDir);
    throw new StorageFault('folder_unwritable', words.storage.folderUnwritable(dataDir, String(error.code)));
  }
}

/** Makes a folder and those above it, private to this user. Node's own way of it never ends under /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Unless another server that starts was faster.
    if (!existsSync(path)) throw error;
  }
}

/** A database that starts needs room for one more piece of its journal. The error it fails with says nothing. */
const neededBytes = 16 * 1024 * 1024;

function isFull(dataDir: string): boolean {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < neededBytes;
}

const diskFull = (dataDir: string) => new StorageFault('disk_full', words.storage.diskFull(dataDir));
