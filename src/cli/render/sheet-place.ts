import { inColumns, type Place, type SheetFault } from '../../sheets/index.ts';
import { words } from '../../words/index.ts';
import type { Looked } from '../commands/import/file.ts';

/** A fault where a person looks for it. In a spreadsheet that is the row of its round, and a column. */
export function located(
  { read, place }: Looked,
  fault: SheetFault,
): { readonly place: Place; readonly fault: SheetFault } {
  if (!('rows' in read)) return { place, fault };
  const line = read.rows[(fault.round ?? 0) - 1] ?? place.line;
  return { place: { ...place, line }, fault: inColumns(fault) };
}

/** `sheets.csv, line 3, game 2` */
export function spotOf(file: string, { line, index }: Place): string {
  return words.sheets.import.where({ file, line, index });
}
