import type { Suit } from '../../rules/index.ts';

/** How people write suits in spreadsheets, in every language that is read. */
const suitWords: Readonly<Record<Suit, readonly string[]>> = {
  clubs: ['clubs', 'club', 'c', '♣', '♧', 'תלתן', 'תלתנים'],
  diamonds: ['diamonds', 'diamond', 'd', '♦', '♢', 'יהלום', 'יהלומים'],
  hearts: ['hearts', 'heart', 'h', '♥', '♡', 'לב', 'לבבות'],
  spades: ['spades', 'spade', 's', '♠', '♤', 'עלה', 'עלים'],
  no_trump: ['no trump', 'no_trump', 'notrump', 'nt', 'n', 'ללא', 'ללא שליט', 'בלי', 'סאנס'],
};

const bySuitWord = new Map(
  Object.entries(suitWords).flatMap(([suit, words]) => words.map((word) => [word, suit as Suit])),
);

/** The suit that a cell means; the text itself if it means no suit. */
export function suitOf(text: string): string {
  // An emoji of a suit is its sign and a variation selector.
  const word = text.replaceAll('\ufe0f', '').trim().toLowerCase();
  return bySuitWord.get(word) ?? text;
}

/** A whole number as spreadsheets write it, `-10`, `−10`, `19,0`; the text itself if it is no number. */
export function numberOf(text: string): number | string {
  const plain = text.trim().replace('−', '-');
  return /^[+-]?\d{1,9}([.,]0+)?$/.test(plain) ? Number(plain.replace(/[.,]0+$/, '')) : text;
}

/** A day or a moment as a sheet has it; `2019-03-08 20:00` is read too. */
export function momentOf(text: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{3})?)?)Z?$/.exec(text.trim()) ?? [];
  return day && time ? `${day}T${time}Z` : text.trim();
}

/** Text that a spreadsheet would read as a formula. With an apostrophe before it, it stays text. */
const formula = /^'*[=+\-@\t\r]/;

/** Text as a cell that no spreadsheet executes. */
export const cellOf = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text of a cell, without that apostrophe. */
export const textOf = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
