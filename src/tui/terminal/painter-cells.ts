import { widthOf } from '../text.ts';

/** One column of a line. Of a character that is two columns wide, the second column has an empty text. */
export interface Cell {
  readonly text: string;
  /** The parameters of all colours and attributes that are on, such as `1;36`. */
  readonly style: string;
}

const blank: Cell = { text: ' ', style: '' };

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const styleOrText = /\p{Cc}\[([\d;]*)m|\P{Cc}+|\p{Cc}/gu;

/** The columns of a line, without the empty ones at its end. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let style: ReadonlyMap<string, string> = new Map();
  for (const [found, codes] of line.matchAll(styleOrText)) {
    if (codes !== undefined) {
      style = restyled(style, codes);
      continue;
    }
    const key = [...style.values()].join(';');
    for (const { segment } of characters.segment(found)) {
      const width = widthOf(segment);
      const previous = cells.at(-1);
      if (width === 0 && previous) cells[cells.length - 1] = { ...previous, text: previous.text + segment };
      else cells.push({ text: segment, style: key });
      if (width > 1) cells.push({ text: '', style: key });
    }
  }
  while (cells.length > 0 && isBlank(cells.at(-1))) cells.pop();
  return cells;
}

/** The line in a number of columns. Of a character that is two columns wide, half is nothing. */
export function clipped(line: readonly Cell[], columns: number): readonly Cell[] {
  if (line.length <= columns) return line;
  return line.slice(0, line[columns]?.text === '' ? columns - 1 : columns);
}

/** The cell of a column; beyond the end of a line nothing. */
export const cellAt = (line: readonly Cell[], column: number): Cell => line[column] ?? blank;

const isBlank = (cell: Cell | undefined) => cell?.text === blank.text && cell.style === blank.style;

/** Letters, signs and lines that are one column wide and go from left to right on every terminal. */
const plain =
  /^[\u0020-\u007e\u00a0-\u024f\u2010-\u2027\u2190-\u21ff\u2212\u2500-\u25ff\u2605\u2660-\u2667]$/u;

export const isPlain = (line: readonly Cell[]) => line.every(({ text }) => plain.test(text));

/** The attribute that each code switches. A colour replaces the colour before it. */
function attributeOf(code: number): string {
  if (code === 1 || code === 2) return String(code);
  if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) return 'colour';
  if ((code >= 40 && code <= 48) || (code >= 100 && code <= 107)) return 'background';
  return String(code);
}

/** The attributes that a code ends, or null if it begins one. */
function ended(code: number): readonly string[] | null {
  if (code === 22) return ['1', '2'];
  if (code >= 23 && code <= 29) return [String(code - 20)];
  if (code === 39) return ['colour'];
  return code === 49 ? ['background'] : null;
}

function restyled(style: ReadonlyMap<string, string>, codes: string): ReadonlyMap<string, string> {
  const next = new Map(style);
  const numbers = codes.split(';').map(Number);
  for (let i = 0; i < numbers.length; i += 1) {
    const code = numbers[i] ?? 0;
    // A colour of 256, or of red, green and blue, has numbers of its own behind it.
    const own = code === 38 || code === 48 ? (numbers[i + 1] === 5 ? 2 : 4) : 0;
    if (code === 0) next.clear();
    else if (ended(code)) for (const attribute of ended(code) ?? []) next.delete(attribute);
    else next.set(attributeOf(code), numbers.slice(i, i + own + 1).join(';'));
    i += own;
  }
  return next;
}
