import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/**
 * Makes a folder, with the folders above it, if it is not there, and checks that this process may write to it. New
 * folders are for their owner alone. Throws the error of the file system.
 *
 * The recursive `mkdir` of Node never returns if an existing folder takes no new folder, as in /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  if (!existsSync(above)) await makeFolder(above);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    // The separator at the end makes it an error if this is a file.
    await access(folder + sep, constants.W_OK);
  }
}

/**
 * Replaces a file that only its owner can read, as a whole, so that nobody reads half of it. Makes its folder if it is
 * not there. Throws the error of the file system.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Whether a data folder holds an embedded database. */
export const hasDatabase = (dataDir: string): boolean => existsSync(join(dataDir, 'database'));
