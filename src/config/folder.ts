import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { words } from '../words/index.ts';
import { ConfigFault } from './fault.ts';

const say = words.settings;

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
 * Replaces a file that only its owner can read, as a whole, so that nobody reads half of it. A link stays one, and its
 * file is replaced. Makes the folder if it is not there. Throws a `ConfigFault` if the file is not for this user to
 * write, or else the error of the file system.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await checkFile(path);
  await makeFolder(dirname(target));
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * The file that a path names, through its links; it may not be there yet. A replaced file gets a new owner and new
 * rights, so that one of another user, or one that its owner has locked, is a `ConfigFault`.
 */
export async function checkFile(path: string): Promise<string> {
  const target = await targetOf(path);
  const found = await stat(target).catch(unlessMissing);
  if (!found) return target;
  if (!found.isFile()) throw new ConfigFault('file_unusable', say.notFile(path));
  if (process.geteuid && found.uid !== process.geteuid())
    throw new ConfigFault('file_unusable', say.fileOfAnother(path));
  if ((found.mode & constants.S_IWUSR) === 0) throw new ConfigFault('file_unusable', say.fileLocked(path));
  return target;
}

/** The end of a chain of links, also if nothing is there yet. */
async function targetOf(path: string): Promise<string> {
  const real = await realpath(path).catch(unlessMissing);
  if (real !== null) return real;
  const next = await readlink(path).catch(() => null);
  return next === null ? path : targetOf(resolve(await realpath(dirname(path)), next));
}

function unlessMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** Whether a data folder holds an embedded database, or held one that is lost now. */
export const hasDatabase = (dataDir: string): boolean =>
  ['database', 'database.json'].some((name) => existsSync(join(dataDir, name)));
