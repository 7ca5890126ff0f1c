import type { Suit } from '../../rules/index.ts';
import type { Piece } from './line.tsx';

/** One of several; brackets show the chosen one where colours do not. */
export function choice(text: string, isChosen: boolean, suit?: Suit): Piece {
  return isChosen ? { text: `[${text}]`, tone: 'picked' } : { text: ` ${text} `, tone: suit ?? 'plain' };
}

/** What a line is about, in front of it. */
export const label = (text: string): Piece => ({ text: `   ${text}`, width: 17, tone: 'dim' });

/** The value one step from another, or the first (the last, going back) where there is none yet. */
export function neighbour<T>(values: readonly T[], from: T | null, step: 1 | -1): T | null {
  const at = from === null ? -1 : values.indexOf(from);
  if (at < 0) return (step > 0 ? values[0] : values.at(-1)) ?? null;
  return values[Math.min(Math.max(at + step, 0), values.length - 1)] ?? null;
}
