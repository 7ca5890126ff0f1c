import { charactersOf, type Character as Cell } from '../drawing/characters.ts';
import { isolates } from './letters.ts';
import { visualOrder } from './order.ts';
import { reordering } from './reordering.ts';

/**
 * Ink drops invisible characters such as isolates, but it keeps links. So a part of a line that has to be kept apart is
 * drawn as a link to this address, and here the link becomes an isolate.
 */
const address = 'whist:apart';
const opened = `\u001b]8;;${address}\u001b\\`;
const closed = '\u001b]8;;\u001b\\';

/** The text, kept apart from its neighbours on the line. */
export const apart = (text: string) => `${opened}${text}${closed}`;

/** The text as it leaves the screen, without the marks around its parts. */
export const unmarked = (text: string) => text.replaceAll(opened, '').replaceAll(closed, '');

/** A frame that runs from left to right, with its isolates as the terminal wants them. */
export const withIsolates = (frame: string) =>
  frame.replaceAll(opened, isolates.auto).replaceAll(closed, isolates.end);

/** Finds the parts of a text that are read from the left: where each begins, and where it ends. */
type FindParts = (text: string) => readonly (readonly [from: number, to: number])[];

/**
 * A row of a frame as one that runs from right to left, and fills its columns; `free` of them are empty. Parts that are
 * read from the left are kept apart.
 */
export function rightToLeft(row: string, free: number, partsOf: FindParts = numbersIn): string {
  // A mark or an arrow points at what follows it on the line.
  const turned = cellsOf(row.replaceAll(/[▶←→]/g, (sign) => pointing[sign] ?? sign));
  const cells = withPartsApart([...turned, ...Array.from({ length: free }, () => blank)], partsOf);
  return reordering() === 'visual' ? textOf(reordered(cells, 'rtl')) : inOneIsolate(cells);
}

const pointing: Readonly<Record<string, string>> = { '▶': '◀', '←': '→', '→': '←' };

/**
 * The row for a terminal that reorders its lines from the left. The end of the line ends the isolate too. Some terminals
 * lose an invisible character in the first column, so a space at the end goes there, which is the same place to look
 * at. White space at the very end would count as outside of the isolate, and the row would not reach its right side.
 */
function inOneIsolate(cells: readonly Cell[]): string {
  if (cells.every(({ text }) => /[\s─━]/.test(text) || isIsolate(text)))
    return textOf(cells.filter(({ text }) => !isIsolate(text)));
  const isRoom = cells.at(-1)?.text === ' ';
  const inside = isRoom ? cells.slice(0, -1) : cells;
  const hard = inside.at(-1)?.text === ' ' ? [...inside.slice(0, -1), { text: '\u00A0', style: '' }] : inside;
  return `${isRoom ? ' ' : ''}${isolates.rtl}${textOf(hard)}`;
}

/** A text that runs from left to right as it is for a terminal that does not reorder. */
export const leftToRight = (text: string) => textOf(reordered(cellsOf(text), 'ltr'));

function reordered(cells: readonly Cell[], base: 'ltr' | 'rtl'): Cell[] {
  const texts = cells.map(({ text }) => text);
  return visualOrder(texts, base)
    .map(({ text, index }) => ({ text, style: cells[index]?.style ?? '' }))
    .filter(({ text }) => !isIsolate(text));
}

const blank: Cell = { text: ' ', style: '' };
const isIsolate = (text: string) => /^[\u2066-\u2069]$/.test(text);

/** The places of a row: its characters and isolates. An isolate takes no column. */
const cellsOf = (row: string) => charactersOf(withIsolates(row));

/**
 * A sign and its number, a range, a size and a picture made of blocks are read from the left in
 * Hebrew too, but the algorithm alone would turn them. The numbers of an address belong to the letters before them.
 */
const likeNumbers = new RegExp(
  [
    String.raw`(?<![\p{L}\d])[+\u2212-]\d+`,
    String.raw`(?<![\p{L}\d]|/[\d.:]*)\d+(?:[\u2013\u2212×:./-]\d+)+`,
    String.raw`[\u2500-\u259F\u2800-\u28FF](?: {0,12}[\u2500-\u259F\u2800-\u28FF])+`,
  ].join('|'),
  'gu',
);

const numbersIn: FindParts = (text) =>
  Array.from(text.matchAll(likeNumbers), ({ 0: found, index }) => [index, index + found.length] as const);

function withPartsApart(cells: readonly Cell[], partsOf: FindParts): Cell[] {
  const starts = new Set<number>();
  const ends = new Set<number>();
  const offsets = new Map<number, number>();
  let offset = 0;
  for (const [i, { text }] of cells.entries()) {
    offsets.set(offset, i);
    offset += text.length;
  }
  offsets.set(offset, cells.length);
  for (const part of partsOf(cells.map(({ text }) => text).join(''))) {
    const [from, to] = [offsets.get(part[0]), offsets.get(part[1])];
    if (from === undefined || to === undefined || part[1] - part[0] < 2) continue;
    starts.add(from);
    ends.add(to);
  }
  return [...cells, null].flatMap((cell, i): Cell[] => {
    const style = cell?.style ?? '';
    return [
      ...(ends.has(i) ? [{ text: isolates.end, style }] : []),
      ...(starts.has(i) ? [{ text: isolates.ltr, style }] : []),
      ...(cell ? [cell] : []),
    ];
  });
}

/** The text of cells, with a change of looks only where they change. */
function textOf(cells: readonly Cell[]): string {
  let style = '';
  let text = '';
  for (const cell of cells) {
    if (cell.style !== style)
      text += `${style === '' ? '' : '\u001B[0m'}${cell.style === '' ? '' : `\u001B[${cell.style}m`}`;
    style = cell.style;
    text += cell.text;
  }
  return style === '' ? text : `${text}\u001B[0m`;
}
