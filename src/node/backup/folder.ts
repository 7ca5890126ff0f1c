import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../config/folder.ts';
import type { Summary } from '../../storage/index.ts';
import { checkBackup } from './restore.ts';
import { fileBackup, unwritable, type Making, type Place } from './make.ts';

/** A folder of backups that are made again and again. */
export interface Series {
  readonly folder: string;
  /** So many backups stay, the newest ones. */
  readonly keep: number;
}

/** The names sort by time. A colon is no sign of a file name everywhere. */
const names = /^whist-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.backup$/;
const draftNames = /^whist-[\dTZ.-]+\.backup\.[\da-f]{12}$/;
/** A file that nobody has written to for so long is one of a process that was killed. */
const forgottenAfter = 60 * 60 * 1000; // an hour

/** Adds a backup to a folder. Once it is found to be whole, the oldest ones are deleted, and no other files. */
export async function addBackup(
  place: Place,
  { folder, keep }: Series,
  making: Making = {},
): Promise<Summary & { readonly file: string }> {
  await makeFolder(folder).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  const name = `whist-${new Date().toISOString().replaceAll(':', '-')}.backup`;
  const file = join(folder, name);
  const summary = await fileBackup(place, file, making);
  try {
    await checkBackup(file);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  const found = await backupsIn(folder);
  for (const old of found.slice(0, -keep)) await rm(join(folder, old), { force: true });
  await removeForgotten(folder);
  return { file, ...summary };
}

/** When the newest backup of a folder was begun; null if there is none. */
export async function newestIn(folder: string): Promise<Date | null> {
  const newest = (await backupsIn(folder)).at(-1);
  return newest === undefined ? null : new Date(newest.replace(names, '$1:$2:$3'));
}

async function backupsIn(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => names.test(name)).toSorted();
}

async function removeForgotten(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const file = join(folder, name);
    if (draftNames.test(name) && Date.now() - (await stat(file)).mtimeMs > forgottenAfter)
      await rm(file, { force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
