import type { SheetFault } from '../../protocol/index.ts';
import { inColumns, type ReadSheet } from '../../sheets/index.ts';
import type { Looked } from '../commands/import/file.ts';

/** The place where a person finds a sheet. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  /** The position of the sheet in the file, from 1. */
  readonly index: number;
  /** The id that the sheet has; null if it has none, or cannot be read. */
  readonly id: string | null;
}

/** The place of a sheet in a file. */
export function spotOf(file: string, { read, place }: Looked): Spot {
  return { file, ...place, id: idOf(read) };
}

/** The place of a fault. In a spreadsheet this is the row of its round and a column. */
export function spotOfFault(
  file: string,
  one: Looked,
  fault: SheetFault,
): { readonly spot: Spot; readonly fault: SheetFault } {
  const spot = spotOf(file, one);
  if (!('value' in one.read) || !one.read.header) return { spot, fault };
  const line = one.read.rows?.[(fault.round ?? 0) - 1] ?? spot.line;
  return { spot: { ...spot, line }, fault: inColumns(fault, one.read) };
}

function idOf(read: ReadSheet): string | null {
  const sheet: unknown = 'value' in read ? read.value : read;
  return typeof sheet === 'object' && sheet !== null && 'id' in sheet && typeof sheet.id === 'string'
    ? sheet.id
    : null;
}
