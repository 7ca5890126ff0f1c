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
  const word = plainOf(text).replaceAll('\ufe0f', '').replace(/\s+/gu, ' ').toLowerCase();
  return bySuitWord.get(word) ?? text;
}

/** The characters that only say in which direction text runs, and the byte-order mark. */
const invisible = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Full-width, Arabic and Persian digits: the last four bits of each are its value. */
const otherDigits = /[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g;

/** The text of a number or a day, with the digits of ASCII. */
export function plainOf(text: string): string {
  return text
    .replace(invisible, '')
    .replace(otherDigits, (digit) => String(digit.charCodeAt(0) & 15))
    .trim();
}

/** The sign before the decimals in a file; null if it is not known. */
export type Decimal = '.' | ',' | null;

const minus = /^[−‐‑–﹣－]/;
/** At most one separator, before decimals or between thousands. */
const simple = /^([+-]?)(\d+)(?:([.,])(\d+))?$/;
/** Groups of three, and perhaps decimals. */
const grouped =
  /^([+-]?)([1-9]\d{0,2}(?:([., \u00a0\u2009\u202f'’])\d{3})(?:\3\d{3})*)(?:(?!\3)([.,])(\d+))?$/;

const signed = (text: string): string => plainOf(text).replace(minus, '-').replace(/^＋/, '+');

/**
 * A whole number as spreadsheets write it, `-10`, `−10`, `19,0`; the text itself if it is none. `1,000` is one only if
 * the file shows which sign stands before its decimals.
 */
export function numberOf(text: string, decimal: Decimal = null): number | string {
  const plain = signed(text);
  const [, sign = '', whole = '', mark, fraction = ''] = simple.exec(plain) ?? [];
  const isFraction = mark !== undefined && (mark === decimal || !isTwoNumbers(plain));
  const [, groupSign = '', groups = '', between = '', , rest = ''] = grouped.exec(plain) ?? [];
  const isGrouped = whole === '' && between !== '';
  const isThousands = mark !== undefined && !isFraction && decimal !== null;
  const digits =
    whole !== '' && (mark === undefined || (isFraction && /^0+$/.test(fraction)))
      ? `${sign}${whole}`
      : isThousands || (isGrouped && /^0*$/.test(rest))
        ? `${groupSign}${groups.replace(/\D/g, '')}`
        : '';
  // Adding 0 makes 0 of -0.
  return digits !== '' && digits.length <= 10 ? Number(digits) + 0 : text;
}

/** The sign before the decimals that a cell shows; null if it shows none. */
export function decimalIn(text: string): Decimal {
  const plain = signed(text);
  const [, , , mark] = simple.exec(plain) ?? [];
  if (mark !== undefined) return isTwoNumbers(plain) ? null : (mark as Decimal);
  const [, , , between, before] = grouped.exec(plain) ?? [];
  if (before !== undefined) return before as Decimal;
  return between === ',' ? '.' : between === '.' ? ',' : null;
}

/** A number that is 1 in some countries and 1000 in others. */
export const isTwoNumbers = (text: string): boolean =>
  /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(plainOf(text).replace(minus, '-'));

/** Text that a spreadsheet would read as a formula. With an apostrophe before it, it stays text. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Text as a cell that no spreadsheet executes. */
export const cellOf = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text of a cell, without that apostrophe. */
export const textOf = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
