import type { Suit } from '../../rules/index.ts';
import { apart } from '../../bidi/row.ts';
import { isRightToLeft, suitSigns } from '../../words/index.ts';
import { suitKeys } from '../keys.ts';
import { widthOf } from '../text.ts';
import type { Piece } from './line.tsx';
import type { Tone } from './tone.tsx';

interface Word {
  readonly text: string;
  readonly tone: Tone;
}

/** One of several choices. The chosen one has brackets, so that it can be seen without colours too. */
export function choice(text: string, isChosen: boolean, suit?: Suit): Word {
  return isChosen ? { text: `[${text}]`, tone: 'picked' } : { text: ` ${text} `, tone: suit ?? 'plain' };
}

/**
 * A suit with its key, kept apart from its neighbours: without that, a row of them would run from the left in a
 * right-to-left interface.
 */
export function suitChoice(suit: Suit, isChosen: boolean): Piece {
  const sign = `${suitKeys[suit]} ${suitSigns[suit]}`;
  const { text, tone } = choice(sign, isChosen, suit);
  // The spaces stay outside: two parts without one between them would become one part.
  const shown = isRightToLeft ? text.replace(/\S.*\S/u, apart) : text;
  return { text: shown, tone, width: widthOf(text) };
}

/** The same where there is little room: only the chosen one takes a column more. */
export const tightChoice = (text: string, isChosen: boolean): Piece =>
  isChosen ? choice(text, true) : ` ${text}`;

/** The value one step from another. If nothing is chosen yet: the first one, or the last one for a step back. */
export function neighbour<T>(values: readonly T[], from: T | null, step: 1 | -1): T | null {
  const at = from === null ? -1 : values.indexOf(from);
  if (at < 0) return (step > 0 ? values[0] : values.at(-1)) ?? null;
  return values[Math.min(Math.max(at + step, 0), values.length - 1)] ?? null;
}
