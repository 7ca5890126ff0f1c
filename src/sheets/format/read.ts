import { createGunzip } from 'node:zlib';
import { csvSheets } from './csv.ts';
import { jsonLines, jsonObjects } from './json.ts';
import { through, type Place, type ReadSheet } from './source.ts';

export const sheetFormats = ['json', 'ndjson', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** What a format is recognised by: more than the first line of any spreadsheet. */
const beginning = 64 * 1024; // bytes

/**
 * The sheets of a file as they come, in any of the formats, gzipped or not; the format is recognised unless it is
 * named. A file that is damaged ends with a sheet that cannot be read; what the source throws is thrown.
 */
export async function* readSheets(
  source: AsyncIterable<Uint8Array>,
  format?: SheetFormat,
): AsyncGenerator<ReadSheet> {
  let last: Place = { line: 1, index: 0 };
  try {
    for await (const read of sheetsOf(source, format)) {
      last = read.place;
      yield read;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    const place = { ...last, index: last.index + 1 };
    yield { place, broken: `a file that can be read to its end (${error.message})`, text: 'damaged' };
  }
}

/** What zlib and the parser of spreadsheets say of a file that is none. */
function isDamage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^(Z|CSV)_/.test(String(error.code));
}

async function* sheetsOf(source: AsyncIterable<Uint8Array>, format?: SheetFormat): AsyncGenerator<ReadSheet> {
  const pieces = decoded(gathered(unzipped(gathered(source)), beginning));
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

/** By how it begins. An object that is not over at the end of its line is one of a file of objects. */
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

/** The same bytes, of which so many come first together. */
async function* gathered(source: AsyncIterable<Uint8Array>, bytes = 2): AsyncGenerator<Uint8Array> {
  let first: Uint8Array[] | null = [];
  let size = 0;
  for await (const chunk of source) {
    if (!first) {
      yield chunk;
      continue;
    }
    first.push(chunk);
    size += chunk.length;
    if (size < bytes) continue;
    yield Buffer.concat(first);
    first = null;
  }
  if (first && size > 0) yield Buffer.concat(first);
}

async function* unzipped(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await source.next();
  if (first.done) return;
  const all = joined(first.value, source);
  const isZipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
  yield* isZipped ? through<Uint8Array>(all, createGunzip()) : all;
}

/** Text of UTF-8 or, as spreadsheets write it, of UTF-16; without a byte-order mark, and never empty. */
async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of source) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

async function* joined<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}
