import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import { isolates } from '../../bidi/letters.ts';
import { colours, lookOf, type Colour, type Tone } from '../../drawing/themes.ts';

/** The place that a text is written to: a terminal with a width and colours, or a file. */
export interface Paper {
  /** Columns; without end if it is no terminal. */
  readonly width: number;
  paint(tone: Tone, text: string): string;
}

/** Standard output, as it is now. */
export function standardPaper(): Paper {
  const { isTTY, columns } = process.stdout;
  return isTTY ? terminalPaper(columns || 80) : file;
}

const file: Paper = { width: Infinity, paint: (_, text) => text };

/** A terminal of some width, with the colours of the chosen theme. */
export function terminalPaper(width: number): Paper {
  return {
    width,
    paint(tone, text) {
      const codes = codesOf(tone);
      return codes === '' || text === '' ? text : `\u001B[${codes}m${text}\u001B[0m`;
    },
  };
}

/** The numbers of a tone in an escape sequence. */
function codesOf(tone: Tone): string {
  const { color, backgroundColor, bold, dimColor, inverse } = lookOf(tone);
  const codes = [
    ...(bold ? [1] : []),
    ...(dimColor ? [2] : []),
    ...(inverse ? [7] : []),
    ...(color ? [30 + codeOf(color)] : []),
    ...(backgroundColor ? [40 + codeOf(backgroundColor)] : []),
  ];
  return codes.join(';');
}

/** The bright colours begin 60 later than the others. */
function codeOf(colour: Colour): number {
  const at = colours.indexOf(colour);
  return at < 8 ? at : 60 + at - 8;
}

/** The text, or its beginning and an ellipsis if it is wider. */
export const cutTo = (width: number, text: string) =>
  width === Infinity ? text : closed(cliTruncate(text, Math.max(1, width)));

/** A name that was cut stays kept apart from what follows. */
function closed(text: string): string {
  if (!text.endsWith('…')) return text;
  const open = text.split(isolates.auto).length - text.split(isolates.end).length;
  return text + isolates.end.repeat(Math.max(0, open));
}

/** A sentence in lines that fit, split between its words. */
export const wrapTo = (width: number, sentence: string) => packed(width, sentence.split(' '), ' ');

/** The parts in as few lines as possible. A part that is wider than a line is cut. */
export function packed(width: number, parts: readonly string[], gap: string): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = `${last ?? ''}${gap}${part}`;
    if (last !== undefined && stringWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(cutTo(width, part));
  }
  return lines.join('\n');
}
