import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flushFolder } from './flush.ts';

/** Says that a data folder holds a database, so that a lost one is never replaced by an empty one. */
export interface Marker {
  readonly id: string;
  /** How the files were when the database was closed; null while it is open, and after a crash. */
  readonly closed: Closed | null;
}

interface Closed {
  /** The digest of the control file, which every use of the database changes, also by an older whist. */
  readonly control: string;
  readonly bytes: Readonly<Record<string, number>>;
}

/** Null if there is none: the folder is new, or of an older whist. */
export function readMarker(path: string): Marker | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { id, closed = null } = JSON.parse(text) as Partial<Marker>;
    return { id: id ?? randomUUID(), closed };
  } catch {
    return { id: randomUUID(), closed: null };
  }
}

/** Replaces the marker. After a power cut there is the old one or the new one. */
export function writeMarker(path: string, marker: Marker): void {
  const draft = `${path}.new`;
  writeFileSync(draft, `${JSON.stringify(marker)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, path);
  flushFolder(dirname(path));
}

/** How the files of a closed database are. */
export function closedAs(folder: string): Closed {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  // An operator may edit the settings.
  const files = found.filter((one) => one.isFile() && !one.name.endsWith('.conf'));
  const paths = files.map((file) => join(file.parentPath, file.name));
  return {
    control: controlOf(folder),
    bytes: Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), statSync(path).size])),
  };
}

/** The first file that is missing or shorter than when the database was closed; null if all are there. */
export function shortened(folder: string, closed: Closed): string | null {
  if (controlOf(folder) !== closed.control) return null;
  const isWhole = ([name, size]: [string, number]) =>
    (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? -1) >= size;
  return Object.entries(closed.bytes).find((file) => !isWhole(file))?.[0] ?? null;
}

function controlOf(folder: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'global', 'pg_control')))
    .digest('hex');
}
