import { showable } from '../words/plain.ts';

/** Data for a program: one JSON value a line on standard output. */
export function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Data for a person, on standard output. */
export function write(text: string): void {
  process.stdout.write(`${showable(text)}\n`);
}

/**
 * Messages for a person, on standard error, so that they never mix with data. On a terminal long lines wrap
 * between words.
 */
export function note(text: string): void {
  notePassing('');
  const { isTTY, columns } = process.stderr;
  const lines = isTTY ? text.split('\n').flatMap((line) => wrapped(line, columns)) : [text];
  process.stderr.write(`${showable(lines.join('\n'))}\n`);
}

let isPassing = false;

/**
 * A message that the next one overwrites, only on a terminal: the progress of something. An empty text
 * removes it.
 */
export function notePassing(text: string): void {
  if (!process.stderr.isTTY || (text === '' && !isPassing)) return;
  isPassing = text !== '';
  process.stderr.write(`\r\u001B[K${showable(text)}`);
}

/**
 * A line, split into lines of at most this many characters. Some characters are wider, but to know which takes a
 * library that loads as long as everything else, and the terminal wraps too.
 */
function wrapped(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const cut = line.lastIndexOf(' ', width);
  return cut <= 0 ? [line] : [line.slice(0, cut), ...wrapped(line.slice(cut + 1), width)];
}
