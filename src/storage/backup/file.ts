import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline as connect, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { words } from '../../words/index.ts';
import { StorageFault } from '../database/fault.ts';
import type { Content } from './dump.ts';
import { counted, endBytes, format, type Counts, type Header } from './format.ts';

const say = words.storage.backup;

/** A backup, as commands tell about it. */
export interface Summary extends Counts, Pick<Header, 'schema' | 'madeAt'> {
  readonly bytes: number;
  readonly digest: string;
}

interface Writing {
  /** Whether the target ends with the backup. */
  readonly end: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Gets the number of rows so far, now and then. */
  readonly progress?: ((rows: number) => void) | undefined;
}

/** Writes a backup, as fast as the target takes it. */
export async function writeBackup(
  { header, lines }: Content,
  target: Writable,
  { end, signal, progress }: Writing,
): Promise<Summary> {
  const counts = { rows: 0, games: 0 };
  const hash = createHash('sha256');
  let bytes = endBytes;
  let digest = '';
  const seen = (part: Buffer) => {
    hash.update(part);
    bytes += part.length;
    progress?.(counts.rows);
    return part;
  };
  await pipeline(
    inPieces(counted(lines, counts)),
    createZstdCompress(),
    async function* (parts: AsyncIterable<Buffer>) {
      yield seen(Buffer.from(`${JSON.stringify(header)}\n`));
      for await (const part of parts) yield seen(part);
      digest = hash.digest('hex');
      yield Buffer.from(`\n${digest}\n`);
    },
    target,
    { end, ...(signal && { signal }) },
  );
  const { schema, madeAt } = header;
  return { madeAt, schema, ...counts, bytes, digest };
}

const pieceLength = 64 * 1024; // characters

/** Many lines in one piece: a stream takes long for each. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** A backup whose bytes are as they were written. */
export interface Backup {
  readonly header: Header;
  readonly bytes: number;
  readonly digest: string;
  lines(): AsyncGenerator<string>;
}

/** The longest first line of a file that may be a backup. */
const mostHeader = 4_096; // bytes

/** Opens a file and reads it once. Throws a `StorageFault` if it is no backup, or not as it was written. */
export async function openBackup(path: string): Promise<Backup> {
  const file = await open(path);
  try {
    const { size: bytes } = await file.stat();
    const { header, start } = await headerOf(file, path);
    const end = bytes - endBytes;
    if (end <= start) throw new StorageFault('backup_damaged', say.damaged(path));
    const digest = await digestOf(path, end);
    if (`\n${digest}\n` !== (await textAt(file, end, endBytes)))
      throw new StorageFault('backup_damaged', say.damaged(path));
    return { header, bytes, digest, lines: () => linesOf(path, { start, end: end - 1 }) };
  } finally {
    await file.close();
  }
}

async function headerOf(file: FileHandle, path: string): Promise<{ header: Header; start: number }> {
  const [line = ''] = (await textAt(file, 0, mostHeader)).split('\n', 1);
  const header = parsed(line);
  if (header?.format === format) return { header: header as Header, start: Buffer.byteLength(line) + 1 };
  const isOther = String(header?.format).startsWith('whist-backup/');
  throw new StorageFault('not_a_backup', isOther ? say.otherFormat(path) : say.notBackup(path));
}

function parsed(line: string): Partial<Record<keyof Header, unknown>> | null {
  try {
    return JSON.parse(line) as Partial<Record<keyof Header, unknown>> | null;
  } catch {
    return null;
  }
}

async function textAt(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('utf8', 0, bytesRead);
}

async function digestOf(path: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { end: length - 1 }), hash);
  return hash.digest('hex');
}

async function* linesOf(path: string, range: { start: number; end: number }): AsyncGenerator<string> {
  const text = createZstdDecompress();
  connect(createReadStream(path, range), text, () => undefined);
  text.setEncoding('utf8');
  let rest = '';
  for await (const part of text as AsyncIterable<string>) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** Reads a whole backup, with `use` or only to count its rows. */
export async function readThrough(
  { header: { schema, madeAt }, bytes, digest, lines }: Backup,
  use: (lines: AsyncIterable<string>) => Promise<unknown> = drained,
  progress?: (rows: number) => void,
): Promise<Summary> {
  const counts = { rows: 0, games: 0 };
  await use(told(counted(lines(), counts), () => progress?.(counts.rows)));
  return { madeAt, schema, ...counts, bytes, digest };
}

async function drained(lines: AsyncIterable<string>): Promise<void> {
  const reading = lines[Symbol.asyncIterator]();
  while ((await reading.next()).done !== true);
}

async function* told(lines: AsyncIterable<string>, tell: () => void): AsyncGenerator<string> {
  let n = 0;
  for await (const line of lines) {
    if ((n += 1) % 1_000 === 0) tell();
    yield line;
  }
}
