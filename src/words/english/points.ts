import { suitSigns } from '../../client/index.ts';
import type { Bid, PerSeat, Seat, Suit } from '../../rules/index.ts';

export { bidWords, suitNames, suitSigns } from '../../client/index.ts';

/** The key of each suit. */
export const suitLetters: Readonly<Record<Suit, string>> = {
  clubs: 'c',
  diamonds: 'd',
  hearts: 'h',
  spades: 's',
  no_trump: 'n',
};

/** `6♥`, where there is little room. */
export const bidSign = ({ amount, suit }: Pick<Bid, 'amount' | 'suit'>) =>
  `${amount}${suit === 'no_trump' ? ' ' : ''}${suitSigns[suit]}`;

/** Points with their sign: `+46`, `−10`, `0`. */
export function points(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0';
}

/** A total: `132`, `−10`. */
export const totalWords = (value: number) => (value < 0 ? `−${-value}` : String(value));

/** `1 trick`, `2 tricks`. */
export const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** `over by 2`, `under by 1`: how the sum of all four contracts lies to 13. */
export const overUnder = (sum: number) => (sum > 13 ? `over by ${sum - 13}` : `under by ${13 - sum}`);

/** `Dana, Noa and Amir`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** `away 40 s`, then `away 3 min`, `away 2 h`. */
export function awayWords(awaySince: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(awaySince)) / 1000));
  if (seconds < 120) return `away ${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `away ${minutes} min` : `away ${Math.floor(minutes / 60)} h`;
}

/** Places 1 to 4 by total; a tie shares the better one. */
export function places(totals: PerSeat<number>): { place: number; seat: Seat; shared: boolean }[] {
  const seats: Seat[] = [0, 1, 2, 3];
  return seats
    .toSorted((a, b) => totals[b] - totals[a])
    .map((seat) => ({
      seat,
      place: 1 + totals.filter((other) => other > totals[seat]).length,
      shared: totals.filter((other) => other === totals[seat]).length > 1,
    }));
}
