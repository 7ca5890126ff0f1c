import { hasRightToLeft, withoutIsolates } from '../bidi/letters.ts';
import { reordering } from '../bidi/reordering.ts';
import { isRightToLeft } from '../words/index.ts';
import { showable } from '../words/plain.ts';
import { program } from '../words/program.ts';

/** Data for a program: one JSON value a line on standard output. */
export function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Data for another program, such as a script or a spreadsheet, as it is. */
export function writeData(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Data for a person, on standard output. It may have colours. */
export function write(text: string): void {
  put(process.stdout, `${text.replaceAll(actingButColours, '')}\n`);
}

/**
 * Messages for a person, on standard error, so that they never mix with data. On a terminal long lines wrap
 * between words.
 */
export function note(text: string): void {
  notePassing('');
  const { isTTY, columns } = process.stderr;
  // A suggestion can be typed as it stands.
  const plain = text.replaceAll(acting, '').replaceAll('`whist ', `\`${program} `);
  const lines = isTTY ? plain.split('\n').flatMap((line) => wrapped(line, columns)) : [plain];
  put(process.stderr, `${lines.join('\n')}\n`);
}

let isPassing = false;

/**
 * A message that the next one overwrites, only on a terminal: the progress of something. An empty text
 * removes it.
 */
export function notePassing(text: string): void {
  if (!process.stderr.isTTY || (text === '' && !isPassing)) return;
  isPassing = text !== '';
  // The last column stays free, so that the line does not end.
  const columns = process.stderr.columns - 1;
  process.stderr.write(`\r\u001B[K${onTerminal(showable(text.replaceAll(acting, '')), columns)}`);
}

/** A question before its answer, on standard error. */
export function questionOf(text: string): string {
  const plain = showable(text.replaceAll(acting, ''));
  return arrangement && process.stderr.isTTY ? arrangement.question(plain) : withoutIsolates(plain);
}

interface Arrangement {
  readonly lines: (text: string, columns: number) => string;
  readonly question: (text: string) => string;
}

let arrangement: Arrangement | null = null;

/** Loads what puts right-to-left text in order. It takes a while, so it is loaded only where there is such text. */
export async function loadArrangement(): Promise<void> {
  if (arrangement || !(process.stdout.isTTY || process.stderr.isTTY)) return;
  const { arranged, arrangedQuestion } = await import('./arranged.ts');
  arrangement = { lines: arranged, question: arrangedQuestion };
}

/** Writes lines for a person. A file or a program gets them in the order of their letters. */
export function put(stream: NodeJS.WriteStream, text: string): void {
  stream.write(stream.isTTY ? onTerminal(showable(text), stream.columns) : withoutIsolates(showable(text)));
}

function onTerminal(text: string, columns: number): string {
  if (!arrangement || !(isRightToLeft || hasRightToLeft(text))) return withoutIsolates(text);
  const lines = arrangement.lines(text, columns || 80);
  // A terminal that could reorder leaves these lines alone. A simple one does not know how.
  return reordering() === 'visual' && process.env['TERM'] !== 'dumb' ? `\u001B[8l${lines}\u001B[8h` : lines;
}

/** Control characters, except those that make lines and columns. */
const acting = /(?![\n\t])\p{Cc}/gu;
// oxlint-disable-next-line no-control-regex -- Colours are escape sequences.
const actingButColours = /(?![\n\t]|\u001B\[[\d;]*m)\p{Cc}/gu;

/**
 * A line, split into lines of at most this many characters. Some characters are wider, but to know which takes a
 * library that loads as long as everything else, and the terminal wraps too.
 */
function wrapped(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const cut = line.lastIndexOf(' ', width);
  return cut <= 0 ? [line] : [line.slice(0, cut), ...wrapped(line.slice(cut + 1), width)];
}
