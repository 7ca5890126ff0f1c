import { createGunzip } from 'node:zlib';
import { wireWords } from '../../words/index.ts';
import { csvSheets, linesOf, type Line } from './csv.ts';
import { decoded, type Encoding } from './encoding.ts';
import { jsonLines, jsonObjects } from './json.ts';
import { joined, through, UnknownText, type Place, type ReadSheet } from './source.ts';

const { expected } = wireWords.sheets;

const sheetFormats = ['json', 'ndjson', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** How a file is read. Anything that is not named is recognised. */
export interface Reading extends Encoding {
  readonly format?: SheetFormat | undefined;
}

/** The format is recognised from this much of the file. It is more than the header of any spreadsheet. */
const beginning = 64 * 1024; // bytes

/**
 * The sheets of a file in any of the formats, gzipped or not. A damaged
 * file ends with a sheet that cannot be read. Errors of the source are thrown.
 */
export async function* readSheets(
  source: AsyncIterable<Uint8Array>,
  reading: Reading = {},
): AsyncGenerator<ReadSheet> {
  let last: Place = { line: 1, index: 0 };
  try {
    for await (const read of sheetsOf(source, reading)) {
      last = read.place;
      yield read;
    }
  } catch (error) {
    const place = { ...last, index: last.index + 1 };
    if (error instanceof UnknownText) yield { place, broken: error.expected, text: expected.unknownText };
    else if (isDamage(error))
      yield { place, broken: expected.wholeFile(error.message), text: expected.damaged };
    else throw error;
  }
}

/** Whether zlib or the parser of spreadsheets found damage in the file. */
function isDamage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(Z|CSV)_/.test(String(error.code));
}

async function* sheetsOf(
  source: AsyncIterable<Uint8Array>,
  { format, ...encoding }: Reading,
): AsyncGenerator<ReadSheet> {
  const pieces = textOf(source, encoding);
  const first = await pieces.next();
  if (first.done) return;
  const all = joined(first.value, pieces);
  switch (format ?? formatOf(first.value)) {
    case 'json':
      return yield* jsonObjects(all);
    case 'ndjson':
      return yield* jsonLines(all);
    case 'csv':
      return yield* csvSheets(all);
  }
}

/** The lines of a small table, like that of names and accounts. */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Line> {
  yield* linesOf(textOf(source, encoding));
}

/** The text of a file, gzipped or not. The first piece is long enough to know what it is. */
function textOf(source: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const bytes = gathered(unzipped(gathered(source, gzipSign, Buffer.concat)), beginning, Buffer.concat);
  return gathered(decoded(bytes, encoding), beginning, (texts) => texts.join(''));
}

const gzipSign = 2; // bytes

/** The format of a file, from its beginning. An object that continues after its first line means JSON. */
function formatOf(beginning: string): SheetFormat {
  const text = beginning.trimStart();
  if (text.startsWith('[')) return 'json';
  if (!text.startsWith('{')) return 'csv';
  const [line = ''] = text.split('\n');
  try {
    JSON.parse(line);
    return 'ndjson';
  } catch {
    return text.includes('\n') && /^\{\s*$/.test(line) ? 'json' : 'ndjson';
  }
}

/** The same pieces, but the first of them has at least this length. */
async function* gathered<T extends { readonly length: number }>(
  source: AsyncIterable<T>,
  length: number,
  together: (pieces: T[]) => T,
): AsyncGenerator<T> {
  let first: T[] | null = [];
  let size = 0;
  for await (const piece of source) {
    if (!first) {
      yield piece;
      continue;
    }
    first.push(piece);
    size += piece.length;
    if (size < length) continue;
    yield together(first);
    first = null;
  }
  if (first && size > 0) yield together(first);
}

async function* unzipped(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await source.next();
  if (first.done) return;
  const all = joined(first.value, source);
  const isZipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
  yield* isZipped ? through<Uint8Array>(all, createGunzip()) : all;
}
