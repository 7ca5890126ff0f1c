import type { Bid, RuleProfile, Seat, Suit } from '../../../src/rules/index.ts';

/** A bid or a pass. */
export type Word = { seat: Seat; bid: { amount: number; suit: Suit } | null };
export type Verdict =
  | { kind: 'open'; turn: Seat; by: Bid | null }
  | { kind: 'won'; by: Bid }
  | { kind: 'nobody' };

export const chairs: readonly Seat[] = [0, 1, 2, 3];
export const after = (seat: Seat, steps: number): Seat => chairs[(seat + steps) % 4] ?? 0;

const suitsUp: readonly Suit[] = ['clubs', 'diamonds', 'hearts', 'spades', 'no_trump'];
const ladder = new Map<string, number>();
for (let amount = 0; amount <= 13; amount++) {
  for (const suit of suitsUp) ladder.set(`${amount} ${suit}`, ladder.size);
}

/** The place of a bid on the ladder of all bids. */
export const rung = (amount: number, suit: Suit): number => ladder.get(`${amount} ${suit}`) ?? -1;
const top = rung(13, 'no_trump');

/** Reads an auction from its first word, with the seats that are still in it standing in a queue. */
export function verdict(words: readonly Word[], dealer: Seat, { passIsFinal }: RuleProfile): Verdict {
  const queue = [1, 2, 3, 4].map((steps) => after(dealer, steps));
  let by: Bid | null = null;
  let silence = 0;
  for (const { seat, bid } of words) {
    queue.shift();
    if (bid) by = { seat, ...bid };
    silence = bid ? 0 : silence + 1;
    if (bid || !passIsFinal) queue.push(seat);
  }
  const alone = passIsFinal ? queue.length === 1 : silence >= 3;
  if (by && (alone || rung(by.amount, by.suit) === top)) return { kind: 'won', by };
  const turn = queue[0];
  if (turn === undefined || silence === 4) return { kind: 'nobody' };
  return { kind: 'open', turn, by };
}

/** The lowest rung that may be bid after so many card exchanges. */
export function floor(rules: RuleProfile, exchanges: number): number {
  let amount = rules.minimumBid;
  if (rules.frischRaisesMinimum) for (let i = 0; i < exchanges; i++) if (amount < 8) amount += 1;
  return rung(amount, 'clubs');
}

/** Whether a bid may follow the best one so far. */
export function stands({ amount, suit }: Omit<Bid, 'seat'>, best: Bid | null, lowest: number): boolean {
  const place = rung(amount, suit);
  return place >= lowest && (!best || place > rung(best.amount, best.suit));
}
