import { wireWords } from '../../words/index.ts';
import { UnknownText } from './source.ts';

const { expected } = wireWords.sheets;

/** An encoding is recognised from this much text, beginning with its first byte that is not ASCII. */
const sampleSize = 64 * 1024; // bytes

/** How the text of a file is decoded. */
export interface Encoding {
  /** A name that `TextDecoder` knows. Without one, the encoding is recognised. */
  readonly encoding?: string | undefined;
  /** Gets the name of an encoding that was recognised from the words of the text. */
  readonly guessed?: ((encoding: string) => void) | undefined;
}

/**
 * The text of a file, without a byte-order mark and without the Ctrl-Z at the end of old files. Bytes that mean
 * nothing in its encoding end it with an error: nothing becomes a replacement character. The first piece must have
 * at least four bytes, or be the whole file. No piece is empty.
 */
export async function* decoded(
  source: AsyncIterable<Uint8Array>,
  { encoding, guessed }: Encoding = {},
): AsyncGenerator<string> {
  let held = '';
  for await (const text of textOf(source, { encoding, guessed })) {
    const end = text.length - trailing(text);
    // The end of a piece may be the end of the file.
    if (end > 0) yield held + text.slice(0, end);
    held = end > 0 ? text.slice(end) : held + text;
  }
  const rest = held.trimEnd().endsWith(ctrlZ) ? held.slice(0, held.lastIndexOf(ctrlZ)) : held;
  if (rest !== '') yield rest;
}

const ctrlZ = '\u001a';

/** The number of characters at the end of a text that may be its Ctrl-Z and the white space around it. */
function trailing(text: string): number {
  let at = text.length;
  while (at > 0 && (text[at - 1] === ctrlZ || text[at - 1]?.trim() === '')) at -= 1;
  return text.length - at;
}

async function* textOf(
  source: AsyncIterable<Uint8Array>,
  { encoding, guessed }: Encoding,
): AsyncGenerator<string> {
  let decoder: Decoder | null = encoding === undefined ? null : decoderOf(encoding);
  let isFirst = true;
  let sample: Uint8Array[] = [];
  let size = 0;
  const decide = () => {
    const bytes = Buffer.concat(sample);
    const name = encodingOf(bytes);
    if (name === null) throw new UnknownText(expected.encoding);
    if (name !== 'utf-8') guessed?.(name);
    decoder = decoderOf(name);
    sample = [];
    return decoder(bytes);
  };
  for await (const chunk of source) {
    if (isFirst) {
      const name = markOf(chunk);
      decoder ??= name === null ? null : decoderOf(name);
      isFirst = false;
    }
    if (decoder) {
      yield decoder(chunk);
      continue;
    }
    const ascii = size > 0 ? 0 : chunk.findIndex((byte) => byte > 127);
    if (ascii !== 0) yield Buffer.from(ascii < 0 ? chunk : chunk.subarray(0, ascii)).toString('latin1');
    if (ascii < 0) continue;
    sample.push(chunk.subarray(ascii));
    size += chunk.length - ascii;
    if (size >= sampleSize) yield decide();
  }
  if (sample.length > 0) yield decide();
  if (decoder) yield decoder();
}

/** Decodes the next piece or, without one, the end. */
type Decoder = (piece?: Uint8Array) => string;

function decoderOf(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (piece) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new UnknownText(expected.encoded(encoding));
    }
  };
}

/** The encoding that the first bytes show: a byte-order mark, or the zeros of ASCII letters in UTF-16. */
function markOf([a, b, c, d]: Uint8Array): string | null {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  return a === 0 && b && c === 0 && d ? 'utf-16be' : null;
}

/** The encoding of text that is not all ASCII; null if it may be several. */
function encodingOf(bytes: Uint8Array): string | null {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return legacyOf(Buffer.from(bytes).toString('latin1'));
  }
}

/** Signs that people write in both encodings. All other bytes below 0xa0 speak for some other encoding. */
const common = /[\x80\x85\x91-\x97\x99]/g;
const hebrew = /^(?:[\xe0-\xfa][\xc0-\xd3]*|[\xd7\xd8]){2,}$/;
/** A final letter before another letter. */
const misspelt = /[\xea\xed\xef\xf3\xf5][\xe0-\xfa]/;
/** Letters with accents stand among letters without. */
const western = /^(?=.*[A-Za-z])(?!.*[\xc0-\xff]{3})[A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\xff]+$/;

/**
 * Windows-1255 or Windows-1252, from the words of a text; null if they show neither or both. Libraries that detect
 * encodings count letters, which says nothing about a dozen names, and they always give some answer.
 */
function legacyOf(latin1: string): 'windows-1255' | 'windows-1252' | null {
  const text = latin1.replace(common, ' ');
  if (/[\x80-\x9f]/.test(text)) return null;
  const words = (text.match(/[A-Za-z\xa1-\xff]+/g) ?? []).filter((word) => /[\xaa\xba\xc0-\xff]/.test(word));
  const found = new Set<'windows-1255' | 'windows-1252'>();
  for (const word of words) {
    if (hebrew.test(word) && !misspelt.test(word)) found.add('windows-1255');
    else if (western.test(word)) found.add('windows-1252');
    else if (word.length > 1) return null;
  }
  const [only, other] = found;
  return other === undefined ? (only ?? null) : null;
}
