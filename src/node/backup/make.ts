import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import type { Config } from '../../config/load.ts';
import type { Summary } from '../../storage/index.ts';
import { words } from '../../words/index.ts';
import { NodeFault } from '../faults.ts';
import { openConfigured } from '../storage.ts';

/** The settings that name a database. */
export type Place = Pick<Config, 'databaseUrl' | 'databaseSchema' | 'dataDir' | 'durability'>;

export interface Making {
  /** Ends the work; what was written is removed. */
  readonly signal?: AbortSignal;
  /** Gets the number of rows so far, now and then. */
  readonly progress?: (rows: number) => void;
}

/** Writes a backup to a stream that stays open, such as standard output. Throws a `NodeFault` if it is lost. */
export async function streamBackup(place: Place, target: Writable, making: Making = {}): Promise<Summary> {
  try {
    return await dumped(place, target, { ...making, end: false });
  } catch (error) {
    throw unwritable('-', error);
  }
}

/**
 * Writes a backup to a file that only its owner can read. A file that is there stays as it is until the new one is whole
 * and on the disk. Throws a `NodeFault` if it cannot be written.
 */
export async function fileBackup(place: Place, path: string, making: Making = {}): Promise<Summary> {
  try {
    const target = await targetOf(path);
    const draft = `${target}.${randomBytes(6).toString('hex')}`;
    try {
      const file = await open(draft, 'wx', 0o600);
      const summary = await dumped(place, file.createWriteStream({ flush: true }), { ...making, end: true });
      await rename(draft, target);
      await flushFolder(dirname(target));
      return summary;
    } finally {
      await rm(draft, { force: true });
    }
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** A device or a folder is never replaced. The file of a link is. */
async function targetOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found) return path;
  if (!found.isFile())
    throw new NodeFault('backup_unwritable', words.storage.backup.unwritable(path, 'no file'));
  return realpath(path);
}

/** A new name is lost with the power until its folder is flushed. Windows cannot open a folder, and needs no flush. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function dumped(
  place: Place,
  target: Writable,
  { signal, progress, end }: Making & { readonly end: boolean },
): Promise<Summary> {
  const { copyDatabase, writeBackup } = await import('../../storage/index.ts');
  // An embedded database is opened as a copy, because a server may be using it.
  const copy = place.databaseUrl === null ? await copyDatabase(place.dataDir) : null;
  try {
    const storage = await openConfigured(copy ? { ...place, dataDir: copy.dataDir } : place);
    try {
      return await storage.dump((content) => writeBackup(content, target, { end, signal, progress }));
    } finally {
      await storage.close();
    }
  } finally {
    await copy?.remove();
  }
}

/** The errors of a file or a pipe to which a backup cannot be written. */
const codes: ReadonlySet<unknown> = new Set(
  'EACCES EDQUOT EFBIG EIO EISDIR ENAMETOOLONG ENOENT ENOSPC ENOTDIR EPERM EPIPE EROFS'.split(' '),
);

/** The fault that an error of the file system means; any other error as it is. */
export function unwritable(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && codes.has(error.code))) return error;
  return new NodeFault('backup_unwritable', words.storage.backup.unwritable(path, String(error.code)));
}
