import { dirname } from 'node:path/posix';
import type { Row } from './beside.ts';
import { readImports, type Import } from './read.ts';

export type Table = Readonly<Record<string, Row>>;

/** One import that the table does not allow, or a folder that it does not know. */
export interface Fault {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** An arrow that a file uses: the row of the file, and the entry of that row that allows the import. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Compares the imports of one file with the table. */
export function checkFile(table: Table, path: string, text: string): { faults: Fault[]; used: Arrow[] } {
  const from = rowOf(table, path);
  if (from === null) return { faults: [unknownFolder(path)], used: [] };
  const faults: Fault[] = [];
  const used: Arrow[] = [];
  for (const one of readImports(path, text)) {
    const to = targetOf(table, one);
    if (to === from) continue;
    const entry = to !== null && entryFor(table[from], to);
    if (entry) used.push({ from, to: entry });
    else faults.push({ path, line: one.line, message: messageFor(from, one) });
  }
  return { faults, used };
}

/**
 * The row for a file: the row of its folder, or of the nearest folder above it. Null if there is none, or if
 * the folder is new and the folders beside it have rows.
 */
function rowOf(table: Table, path: string): string | null {
  const own = dirname(path);
  if (own in table) return own;
  for (let folder = dirname(own); folder !== '.'; folder = dirname(folder))
    if (folder in table) return isDivided(table, folder) ? null : folder;
  return null;
}

/** Whether folders inside this one have rows of their own. */
function isDivided(table: Table, folder: string): boolean {
  return Object.keys(table).some((other) => other.startsWith(`${folder}/`));
}

function targetOf(table: Table, { kind, name }: Import): string | null {
  if (kind === 'path') return rowOf(table, name);
  return kind === 'package' ? name : null;
}

/** The entry of a row that allows a folder or a package: its name, or a group such as `src/*` or `node:*`. */
export function entryFor(row: Row | undefined, to: string): string | undefined {
  return [...(row?.folders ?? []), ...(row?.packages ?? [])].find(
    (entry) => entry === to || (entry.endsWith('*') && to.startsWith(entry.slice(0, -1))),
  );
}

function unknownFolder(path: string): Fault {
  const message = `${dirname(path)} is a new folder: give it a row in scripts/imports/arrows.ts, or move the file`;
  return { path, line: 1, message };
}

function messageFor(from: string, { kind, name }: Import): string {
  if (kind === 'unreadable') return `${name} cannot be checked: import a file by its plain relative path`;
  const what = kind === 'path' ? dirname(name) : `the package ${name}`;
  return `${from} may not import ${what}; scripts/imports/arrows.ts lists what it may`;
}
