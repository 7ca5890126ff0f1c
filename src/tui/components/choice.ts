import type { Suit } from '../../rules/index.ts';
import type { Piece } from './line.tsx';

/** One of several choices. The chosen one has brackets, so that it can be seen without colours too. */
export function choice(text: string, isChosen: boolean, suit?: Suit): Piece {
  return isChosen ? { text: `[${text}]`, tone: 'picked' } : { text: ` ${text} `, tone: suit ?? 'plain' };
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
