import { createGunzip } from 'node:zlib';
import { wireWords } from '../../words/index.ts';
import { csvSheets } from './csv.ts';
import { jsonLines, jsonObjects } from './json.ts';
import { through, type Place, type ReadSheet } from './source.ts';

const { expected } = wireWords.sheets;

const sheetFormats = ['json', 'ndjson', 'csv'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

/** The format is recognised from this much of the file. It is more than the first line of any spreadsheet. */
const beginning = 64 * 1024; // bytes

/**
 * The sheets of a file in any of the formats, gzipped or not. The format is recognised if it is not named. A damaged
 * file ends with a sheet that cannot be read. Errors of the source are thrown.
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
    yield { place, broken: expected.wholeFile(error.message), text: expected.damaged };
  }
}

/** Whether zlib or the parser of spreadsheets found damage in the file. */
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

/** The same bytes, but the first piece has at least `bytes` of them. */
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

/** Text from UTF-8, or from the UTF-16 of some spreadsheets, without a byte-order mark. No piece is empty. */
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
