import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { words } from '../../words/index.ts';
import { StorageFault } from '../database/fault.ts';
import { sizeOf } from '../database/folder/folder.ts';
import { holdFile } from '../database/folder/held-file.ts';

/** A copy of an embedded database, in a data folder of its own. */
export interface Snapshot {
  readonly dataDir: string;
  remove(): Promise<void>;
}

/** A running server writes this file only at a checkpoint, which is at most once a minute. */
const controlFile = join('global', 'pg_control');
const mostTries = 10;

/** The space that a running server keeps on the disk. */
const reserve = 64 * 1024 * 1024; // bytes

const prefix = 'snapshot-';

/**
 * Copies the embedded database of a data folder, also while a server writes to it, and without its help. It is what
 * PostgreSQL does for `pg_basebackup`: the journal is copied last, so that it holds every change of the files before it.
 * The copy starts like a database after a crash: from the last checkpoint, and the journal repairs the pages that were
 * copied while they were written. If a checkpoint has cut the journal meanwhile, the copy is made again.
 */
export async function copyDatabase(dataDir: string): Promise<Snapshot> {
  const source = join(dataDir, 'database');
  if (!existsSync(join(source, controlFile)) || existsSync(join(dataDir, 'database.unfinished')))
    throw new StorageFault('database_empty', words.storage.backup.noDatabase(dataDir));
  await removeForgotten(dataDir);
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < sizeOf(source) + reserve)
    throw new StorageFault('disk_full', words.storage.backup.noSpace(dataDir));
  const folder = await mkdtemp(join(dataDir, prefix));
  const held = holdFile(join(folder, 'held'));
  const remove = async () => {
    if (held !== 'taken') held.release();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (let tries = 1; ; tries += 1) {
      const before = await readFile(join(source, controlFile));
      await copyFiles(source, join(folder, 'database'));
      if (before.equals(await readFile(join(source, controlFile)))) return { dataDir: folder, remove };
      if (tries === mostTries) throw new StorageFault('database_busy', words.storage.backup.busy(dataDir));
      await rm(join(folder, 'database'), { recursive: true });
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Copies of processes that were killed. */
async function removeForgotten(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(dataDir, name);
    const held = holdFile(join(folder, 'held'));
    if (held === 'taken') continue;
    held.release();
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyFiles(source: string, target: string): Promise<void> {
  const found = await readdir(source, { recursive: true, withFileTypes: true });
  const paths = found.map((one) => ({ one, path: join(one.parentPath, one.name).slice(source.length + 1) }));
  await mkdir(target, { mode: 0o700 });
  for (const { one, path } of paths)
    if (one.isDirectory()) await mkdir(join(target, path), { recursive: true, mode: 0o700 });
  const files = paths.filter(({ one }) => one.isFile()).map(({ path }) => path);
  const isJournal = (path: string) => path.startsWith('pg_wal');
  for (const path of [...files.filter((one) => !isJournal(one)), ...files.filter(isJournal).toSorted()])
    await copyFile(join(source, path), join(target, path), constants.COPYFILE_FICLONE).catch(unlessGone);
}

/** A table or an index may be dropped meanwhile. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
