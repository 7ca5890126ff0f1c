import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Windows cannot flush a folder, and keeps the names in it by itself. */
const canFlushFolders = process.platform !== 'win32';

/** Waits until the disk has the names in a folder: new, renamed and deleted files survive a power cut then. */
export function flushFolder(folder: string): void {
  if (!canFlushFolders) return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Waits until the disk has everything in a folder, and in the folders in it. */
export async function flushTree(folder: string): Promise<void> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  // A disk flushes many files at once in the time of a few. Each takes a handle, and there may not be many.
  for (let from = 0; from < files.length; from += 32)
    await Promise.all(files.slice(from, from + 32).map(flushFile));
  for (const one of found) if (one.isDirectory()) flushFolder(join(one.parentPath, one.name));
  flushFolder(folder);
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
