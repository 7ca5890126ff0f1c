import { closeSync, openSync } from 'node:fs';
import { words } from '../../../words/index.ts';
import { StorageFault } from '../fault.ts';

/** PostgreSQL keeps at most so many files open. It closes and opens files to stay below. */
export const databaseHandles = 128;

/** The database, some terminals, and this program itself. */
const needed = 192;
/** This program has opened about thirty before it asks. */
const free = needed - 32;

/**
 * Throws a `StorageFault` if this process may not open enough files. PGlite makes a file before it opens it, so that
 * PostgreSQL does not understand what failed.
 */
export function checkHandles(): void {
  const handles: number[] = [];
  try {
    while (handles.length < free) handles.push(openSync(import.meta.filename, 'r'));
  } catch {
    throw new StorageFault('too_few_handles', words.storage.tooFewHandles(needed));
  } finally {
    for (const handle of handles) closeSync(handle);
  }
}
