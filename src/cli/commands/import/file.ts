import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  checkSheet,
  meaningOf,
  readSheets,
  type CheckedSheet,
  type Place,
  type Reading,
  type ReadSheet,
} from '../../../sheets/index.ts';
import { foldedName, type SheetFault } from '../../../protocol/index.ts';
import { words, wireWords } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';

/** A sheet that has been checked. */
export type Looked = { readonly read: ReadSheet; readonly place: Place } & (
  | { readonly checked: CheckedSheet }
  | { readonly faults: readonly SheetFault[] }
);

/** The sheets of a file, or of standard input, with their faults. */
export interface SheetFile {
  readonly sheets: AsyncIterable<Looked>;
  /** The share that has been read, from 0 to 1; null if the length is unknown. */
  done(): number | null;
}

/** How the sheets of a file are read: `group` is for sheets that name none. */
export type Opening = Reading & { readonly group: string | null };

export async function openSheetFile(file: string, opening: Opening): Promise<SheetFile> {
  const size = file === '-' ? 0 : (await stat(file).catch(unreadable(file))).size;
  const stream = file === '-' ? null : createReadStream(file);
  return {
    sheets: lookedAt(file, readSheets(stream ?? process.stdin, opening), opening),
    done: () => (stream && size > 0 ? Math.min(1, stream.bytesRead / size) : null),
  };
}

async function* lookedAt(
  file: string,
  sheets: AsyncIterable<ReadSheet>,
  { group }: Opening,
): AsyncGenerator<Looked> {
  const seen = createSeen(group);
  try {
    for await (const read of sheets) {
      const { place } = read;
      if ('broken' in read) {
        const { field, found } = read.at ?? { field: 'game', found: read.text };
        yield { read, place, faults: [{ round: null, player: null, field, found, expected: read.broken }] };
      } else {
        const outcome = checkSheet(read.value);
        const faults = 'ok' in outcome ? seen(outcome.ok, place) : outcome.faults;
        yield {
          read,
          place,
          ...('ok' in outcome && faults.length === 0 ? { checked: outcome.ok } : { faults }),
        };
      }
    }
  } catch (error) {
    unreadable(file)(error);
  }
}

/**
 * The fault of a sheet with the id of another sheet before it that says something else: only one of them can become
 * the game.
 */
function createSeen(group: string | null) {
  const seen = new Map<string, { readonly meaning: string; readonly line: number }>();
  return ({ sheet }: CheckedSheet, { line }: Place): readonly SheetFault[] => {
    if (sheet.id === undefined) return [];
    const key = JSON.stringify([foldedName(sheet.group ?? group ?? ''), sheet.id]);
    const meaning = meaningOf(sheet);
    const before = seen.get(key);
    if (!before) seen.set(key, { meaning, line });
    if (!before || before.meaning === meaning) return [];
    const expected = wireWords.sheets.expected.idOnce(before.line);
    return [{ round: null, player: null, field: 'id', found: sheet.id, expected }];
  };
}

const unreadable =
  (file: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new Failure(exitCodes.badInput, 'file_unreadable', words.sheets.import.unreadable(file, code));
  };
