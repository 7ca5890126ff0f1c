import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, notePassing, writeJson } from '../output.ts';

const say = words.hosting.backup;

/** `whist restore FILE|-`: into a database without accounts. With --dry-run it only checks the backup. */
export const restoreCommand: Run = async ({ config, json, options }, file = '') => {
  const { checkBackup, restoreBackup } = await import('../../node/backup/restore.ts');
  const dryRun = options['dryRun'] === true;
  const progress = (rows: number) => notePassing(say.progress(rows));
  const began = Date.now();
  const { migrated, ...summary } = await withFile(file, async (path) =>
    dryRun
      ? { ...(await checkBackup(path, progress)), migrated: [] }
      : restoreBackup(config, path, { progress, tell: note }),
  );
  notePassing('');
  if (json) writeJson({ file, ...summary, milliseconds: Date.now() - began, dryRun, migrated });
  else note(dryRun ? say.checked({ file, ...summary }) : say.restored(summary));
  return exitCodes.ok;
};

/** Standard input is kept in a file first: nothing may be stored before the end of it is there. */
async function withFile<T>(file: string, work: (path: string) => Promise<T>): Promise<T> {
  if (file !== '-') return work(file).catch(unreadable(file));
  if (process.stdin.isTTY) throw new Failure(exitCodes.usage, 'usage', say.inputTyped);
  const { unwritable } = await import('../../node/backup/make.ts');
  const folder = await mkdtemp(join(tmpdir(), 'whist-restore-'));
  const path = join(folder, 'backup');
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 })).catch((error: unknown) => {
      throw unwritable(path, error);
    });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file that the command names may be missing. */
const unreadable =
  (file: string) =>
  (error: NodeJS.ErrnoException): never => {
    if (error.path !== file && error.code !== 'EISDIR') throw error;
    throw new Failure(exitCodes.badInput, 'unreadable', say.unreadable(file, String(error.code)));
  };
