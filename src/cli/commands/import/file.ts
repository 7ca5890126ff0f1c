import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  checkSheet,
  readSheets,
  type CheckedSheet,
  type Place,
  type ReadSheet,
  type SheetFormat,
} from '../../../sheets/index.ts';
import type { SheetFault } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';

/** A sheet that has been checked. */
export type Looked = { readonly read: ReadSheet; readonly place: Place } & (
  { readonly checked: CheckedSheet } | { readonly faults: readonly SheetFault[] }
);

/** The sheets of a file, or of standard input, with their faults. */
export interface SheetFile {
  readonly sheets: AsyncIterable<Looked>;
  /** The share that has been read, from 0 to 1; null if the length is unknown. */
  done(): number | null;
}

export async function openSheetFile(file: string, format: SheetFormat | undefined): Promise<SheetFile> {
  const size = file === '-' ? 0 : (await stat(file).catch(unreadable(file))).size;
  const stream = file === '-' ? null : createReadStream(file);
  return {
    sheets: lookedAt(file, readSheets(stream ?? process.stdin, format)),
    done: () => (stream && size > 0 ? Math.min(1, stream.bytesRead / size) : null),
  };
}

async function* lookedAt(file: string, sheets: AsyncIterable<ReadSheet>): AsyncGenerator<Looked> {
  try {
    for await (const read of sheets) {
      const { place } = read;
      if ('broken' in read) {
        const fault = { round: null, player: null, field: 'game', found: read.text, expected: read.broken };
        yield { read, place, faults: [fault] };
      } else {
        const outcome = checkSheet(read.value);
        yield { read, place, ...('ok' in outcome ? { checked: outcome.ok } : outcome) };
      }
    }
  } catch (error) {
    unreadable(file)(error);
  }
}

const unreadable =
  (file: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new Failure(exitCodes.badInput, 'file_unreadable', words.sheets.import.unreadable(file, code));
  };
