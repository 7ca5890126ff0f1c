import { charactersOf, type Character } from '../../drawing/characters.ts';
import { widthOf } from '../text.ts';

/** One column of a line. Of a character that is two columns wide, the second column has an empty text. */
export type Cell = Character;

const blank: Cell = { text: ' ', style: '' };

/** The columns of a line, without the empty ones at its end. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  for (const character of charactersOf(line)) {
    const width = widthOf(character.text);
    const previous = cells.at(-1);
    if (width === 0 && previous)
      cells[cells.length - 1] = { ...previous, text: previous.text + character.text };
    else cells.push(character);
    if (width > 1) cells.push({ text: '', style: character.style });
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
