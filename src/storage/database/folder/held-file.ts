import type { DatabaseSync } from 'node:sqlite';
import { StorageFault } from '../fault.ts';
import { words } from '../../../words/index.ts';

export interface Held {
  release(): void;
}

/** Result codes of SQLite: the file is locked; the file system failed, here at the lock. */
const busy = 5;
const ioError = 10;

/**
 * Locks a file with the lock of the operating system, through the SQLite of Node: Node itself has no such call, and
 * SQLite knows it for every system. Nothing is ever stored in the file. The lock ends with the process. Nothing else
 * in this process may open the file, because closing it would end the lock.
 */
export function holdFile(path: string): Held | 'taken' {
  let database: DatabaseSync | null = null;
  try {
    database = openSqlite(path);
    // With the usual journal a kill would leave a second file.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database?.close();
    const code = codeOf(error);
    if (code === busy) return 'taken';
    if (code === ioError) throw new StorageFault('folder_unlockable', words.storage.folderUnlockable(path));
    if (code === null) throw error;
    throw Object.assign(new Error(String(error)), { code: 'EACCES' });
  }
  const held = database;
  return { release: () => held.close() };
}

/** The older Node warns on standard error that its SQLite is new. Nobody who starts this program needs to know. */
function openSqlite(path: string): DatabaseSync {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    const sqlite = process.getBuiltinModule('node:sqlite');
    return new sqlite.DatabaseSync(path, { timeout: 0 });
  } finally {
    process.emitWarning = emitWarning;
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
