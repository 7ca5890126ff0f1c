import stringWidth from 'string-width';
import { foreignParts } from '../bidi/foreign.ts';
import { hasRightToLeft, isolates } from '../bidi/letters.ts';
import { reordering } from '../bidi/reordering.ts';
import { leftToRight, rightToLeft } from '../bidi/row.ts';
import { isRightToLeft } from '../words/index.ts';

/**
 * A text as a terminal takes it, whose lines have so many columns. In a right-to-left interface each line runs from the
 * right edge; otherwise a name that runs the other way is put in order, or kept apart for the terminal to do so.
 */
export function arranged(text: string, columns: number): string {
  const isVisual = reordering() === 'visual';
  const lines = text.split('\n');
  const whole = isVisual || isRightToLeft ? lines.flatMap((line) => wrapped(line, columns)) : lines;
  return balanced(whole)
    .map(isRightToLeft ? fromTheRight(columns) : isVisual ? leftInOrder : same)
    .join('\n');
}

/** A question with its answer behind it. It stands on the left in every language, because the answer is typed there. */
export function arrangedQuestion(question: string): string {
  const [, indent = '', asked = '', end = ''] = /^(\s*)(.*?)([:?]?\s*)$/s.exec(question) ?? [];
  if (!hasRightToLeft(asked)) return question;
  const text = `${indent}${isRightToLeft ? isolates.rtl : isolates.ltr}${asked}${isolates.end}${end}`;
  return reordering() === 'visual' && !mayReorder() ? leftToRight(text) : text;
}

/** Terminals of VTE leave the order alone only where they are told to. The answer is better in the order of the terminal. */
const mayReorder = () => (process.env['VTE_VERSION'] ?? '') !== '';

const same = (line: string) => line;

const leftInOrder = (line: string) => (hasRightToLeft(line) ? leftToRight(line) : line);

const fromTheRight = (columns: number) => (line: string) =>
  line.trim() === '' ? '' : rightToLeft(line, Math.max(0, columns - stringWidth(line)), foreignParts);

/** A line in lines that fit, split between its words. A terminal that splits it would not know the order. */
function wrapped(line: string, columns: number): string[] {
  if (stringWidth(line) <= columns) return [line];
  const lines = [''];
  for (const word of line.split(/(?<=[^ ]) /)) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last !== '' && stringWidth(longer) > columns) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The lines, with a part that is kept apart kept so in each of its lines. */
function balanced(lines: readonly string[]): string[] {
  let open: string[] = [];
  return lines.map((line) => {
    const before = open.join('');
    for (const sign of line.match(/[\u2066-\u2069]/g) ?? [])
      open = sign === isolates.end ? open.slice(0, -1) : [...open, sign];
    return before + line + isolates.end.repeat(open.length);
  });
}
