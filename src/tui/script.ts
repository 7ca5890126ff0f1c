import type { PerSeat, Seat, Suit } from '../rules/index.ts';
import { suitKeys } from './keys.ts';

/** A decision at the table. */
export type Choice =
  | { readonly type: 'start' | 'pass' | 'frischDone' | 'nextRound' | 'endGame' }
  | { readonly type: 'bid'; readonly amount: number; readonly suit: Suit }
  | { readonly type: 'auction'; readonly seat: Seat; readonly amount: number; readonly suit: Suit }
  | { readonly type: 'contract'; readonly amount: number }
  /** A trick of this terminal's own seat, or of another's. */
  | { readonly type: 'trick'; readonly seat?: Seat }
  | { readonly type: 'tricks'; readonly tricks: PerSeat<number> }
  | { readonly type: 'guest'; readonly name: string };

const enter = '\r';

/** The keys that a person would press for a decision, on the screen that asks for it. */
export function keysFor(choice: Choice): string {
  switch (choice.type) {
    case 'start':
    case 'frischDone':
    case 'nextRound':
      return enter;
    case 'pass':
      return 'p';
    case 'endGame':
      return 'ey';
    case 'bid':
      return `${choice.amount}${suitKeys[choice.suit]}${enter}`;
    case 'auction':
      // The form goes on by itself.
      return `r${choice.seat + 1}${choice.amount}${suitKeys[choice.suit]}`;
    case 'contract':
      return `${choice.amount}${enter}`;
    case 'trick':
      return choice.seat === undefined ? 't' : String(choice.seat + 1);
    case 'tricks': {
      // The last number is filled in by itself; Enter records them.
      return `r${choice.tricks.slice(0, 3).map(trickKeys).join('')}${enter}`;
    }
    case 'guest':
      return `a${choice.name}${enter}`;
    default: {
      const never: never = choice;
      return never;
    }
  }
}

/** The keys for the tricks of a seat. Enter ends a 1 that could be the beginning of a larger number. */
function trickKeys(count: number, seat: number, counts: readonly number[]): string {
  const left = 13 - counts.slice(0, seat).reduce((sum, before) => sum + before, 0);
  return count === 1 && left >= 10 ? `1${enter}` : String(count);
}
