import { wireWords } from '../../words/index.ts';
import { longest, type ReadSheet } from './source.ts';

const { expected } = wireWords.sheets;

/**
 * The objects in JSON text that comes in pieces: the elements of one array, or objects one after the other.
 * It looks only for brackets and strings, so each object is parsed, or refused, separately.
 */
export async function* jsonObjects(pieces: AsyncIterable<string>): AsyncGenerator<ReadSheet> {
  let depth = 0;
  let start = 0; // the depth around the objects: 1 in an array
  let line = 1;
  let index = 0;
  let from = 1; // the line the object begins on
  let text = '';
  let isString = false;
  let isEscaped = false;

  for await (const piece of pieces) {
    let kept = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const sign = piece.charCodeAt(at);
      if (sign === newline) line += 1;
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (sign === backslash) isEscaped = true;
        else if (sign === quote) isString = false;
        continue;
      }
      if (sign === quote) isString = true;
      else if (sign === openBrace || sign === openBracket) {
        if (index === 0 && depth === 0 && sign === openBracket && start === 0) start = 1;
        else if (depth === start) {
          kept = at;
          text = '';
          from = line;
        }
        depth += 1;
      } else if (sign === closeBrace || sign === closeBracket) {
        depth -= 1;
        if (depth !== start || (start === 1 && sign === closeBracket)) continue;
        index += 1;
        yield parsed(text + piece.slice(kept, at + 1), { line: from, index });
        text = '';
        kept = at + 1;
      }
    }
    // The beginning of an object that is too long is enough to name it.
    if (depth > start && text.length <= longest) text += piece.slice(kept);
  }
  if (depth > 0 || isString)
    yield {
      place: { line: from, index: index + 1 },
      broken: expected.gameEnd,
      text: text.slice(0, 200),
    };
}

const [newline, quote, backslash] = ['\n', '"', '\\'].map((sign) => sign.charCodeAt(0));
const [openBrace, closeBrace, openBracket, closeBracket] = ['{', '}', '[', ']'].map((sign) =>
  sign.charCodeAt(0),
);

/** One object a line. A broken line does not spoil the others. */
export async function* jsonLines(pieces: AsyncIterable<string>): AsyncGenerator<ReadSheet> {
  let line = 0;
  let index = 0;
  for await (const text of lines(pieces)) {
    line += 1;
    if (text.trim() === '') continue;
    index += 1;
    yield parsed(text, { line, index });
  }
}

async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const parts = piece.split('\n');
    for (const part of parts.slice(0, -1)) {
      yield rest + part;
      rest = '';
    }
    // The beginning of an object that is too long is enough to name it.
    if (rest.length <= longest) rest += parts.at(-1) ?? '';
  }
  if (rest !== '') yield rest;
}

function parsed(text: string, place: ReadSheet['place']): ReadSheet {
  if (text.length > longest) return { place, broken: expected.shorter, text: text.slice(0, 200) };
  try {
    return { place, value: JSON.parse(text) as unknown };
  } catch (error) {
    return {
      place,
      broken: expected.json(error instanceof Error ? error.message : String(error)),
      text: text.slice(0, 200),
    };
  }
}
