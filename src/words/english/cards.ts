import type { Bid, Suit } from '../../rules/index.ts';
import { suitSigns } from '../format.ts';

const suits: Readonly<Record<Suit, string>> = {
  clubs: 'clubs',
  diamonds: 'diamonds',
  hearts: 'hearts',
  spades: 'spades',
  no_trump: 'no trump',
};

/** The cards, the bids and the contracts, as people name them. */
export const cards = {
  suits,
  /** The suit has a name, because a terminal may show neither colour nor sign: `6♥ hearts`. */
  bid: ({ amount, suit }: Pick<Bid, 'amount' | 'suit'>) =>
    suit === 'no_trump' ? `${amount} no trump` : `${amount}${suitSigns[suit]} ${suits[suit]}`,
  /** How far the sum of the four contracts is from 13: `over by 2`. */
  overUnder: (sum: number) => (sum > 13 ? `over by ${sum - 13}` : `under by ${13 - sum}`),
};
