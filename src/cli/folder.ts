import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes sure of a folder that this process can write, made for its owner alone where it is not there. Throws the
 * error of the file system.
 *
 * Node's own recursive `mkdir` never comes back where a folder cannot be made although the one above it is there,
 * as in /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  if (above !== folder && !(await isThere(folder))) {
    await makeFolder(above);
    await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
  }
  await access(folder, constants.X_OK);
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
