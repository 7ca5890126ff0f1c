import { addedToTheDesign } from './added.ts';
import { schemaDesign } from './design.ts';

/** The lines of the whole schema as `introspect` returns them, sorted. */
export const expectedSchema: readonly string[] = [
  ...linesOf(schemaDesign),
  ...linesOf(addedToTheDesign),
].toSorted();

function linesOf(description: string): string[] {
  const lines: string[] = [];
  let table = '';
  for (const line of description.split('\n').filter((text) => text !== '')) {
    if (line.startsWith('  .')) lines.push(`${table}${line.slice(2)}`);
    else if (line.startsWith('  ')) lines.push(`${table} ${line.slice(2)}`);
    else {
      table = line.split(' ', 1)[0] ?? '';
      // If this project only adds columns to a table, the first line of the table is in the design.
      if (line !== table) lines.push(line);
    }
  }
  return lines;
}
