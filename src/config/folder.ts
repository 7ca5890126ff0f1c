import { existsSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/**
 * Makes sure of a folder that this process may write, with those above it, for its owner alone where they are new.
 * Throws the error of the file system.
 *
 * Node's own recursive `mkdir` never comes back where a folder cannot be made although the one above it is there,
 * as in /proc.
 */
export async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder);
  if (!existsSync(above)) await makeFolder(above);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    // With the separator, a file of this name is an error too.
    await access(folder + sep, constants.W_OK);
  }
}
