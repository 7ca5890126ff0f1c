import { readFile } from 'node:fs/promises';
import { arrows } from './arrows.ts';
import { checkFile, type Table } from './check.ts';
import { sourceFiles } from './files.ts';

/** Fails if a file has an import that the table does not allow, and names the file and the line. */
const table: Table = arrows;
const checked = await Promise.all(
  (await sourceFiles()).map(async (path) => checkFile(table, path, await readFile(path, 'utf8'))),
);
for (const { path, line, message } of checked.flatMap(({ faults }) => faults)) {
  console.error(`${path}:${line}: ${message}`);
  process.exitCode = 1;
}
