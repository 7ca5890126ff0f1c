import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import { hasRightToLeft } from '../bidi/order.ts';
import { reordering } from '../bidi/reordering.ts';
import { apart, leftToRight } from '../bidi/row.ts';
import { isRightToLeft, personName } from '../words/index.ts';

/** The text in exactly `width` columns of a terminal: cut with an ellipsis, or filled with spaces. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fitting = cut(text, width);
  const space = ' '.repeat(Math.max(0, width - stringWidth(fitting)));
  return align === 'left' ? fitting + space : space + fitting;
}

/** The text in at most `width` columns. */
export const cut = (text: string, width: number) => cliTruncate(text, width);

/**
 * The text in at most `width` columns. If it is too long, its beginning is cut: the newest part is at the
 * end.
 */
export const fitEnd = (text: string, width: number) => cliTruncate(text, width, { position: 'start' });

/** The number of columns that a text takes. */
export const widthOf = (text: string): number => stringWidth(text);

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Skin tones, the sign for a picture instead of a letter, and the frame of a keycap. */
const modifiers = /[\u{1F3FB}-\u{1F3FF}]|\uFE0F|\u20E3/gu;

/**
 * A name in characters that have the same width on every terminal. An emoji of several parts takes two
 * columns on some terminals and eight on others, where the line would wrap. Therefore only the first part of
 * it stays.
 */
export function steady(name: string): string {
  return Array.from(characters.segment(name), ({ segment }) => segment.split('\u200D')[0] ?? '')
    .join('')
    .replace(modifiers, '');
}

/**
 * A name as the screens draw it. It is kept apart from its neighbours if it may run the other way than they do. A
 * server checks names, but other programs may be servers too: nothing in a name acts on the terminal.
 */
export function nameOnScreen(name: string): string {
  const plain = steady(personName(name).replaceAll(/(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ''));
  const mayDiffer = isRightToLeft ? /[^\p{Script=Hebrew}\p{M} ]/u.test(plain) : hasRightToLeft(plain);
  return mayDiffer ? apart(plain) : plain;
}

/** A piece of a line as it goes to Ink. The rows of a right-to-left interface are turned later, as a whole. */
export const ordered = (text: string) =>
  !isRightToLeft && reordering() === 'visual' && hasRightToLeft(text) ? leftToRight(text) : text;
