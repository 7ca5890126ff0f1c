import { existsSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/**
 * Makes a folder, with the folders above it, if it is not there, and checks that this process may write to it. New
 * folders are for their owner alone. Throws the error of the file system.
 *
 * The recursive `mkdir` of Node never returns where a folder cannot be made although the one above it is there, as in
 * /proc.
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
