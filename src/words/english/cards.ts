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
  /** The sum of the four contracts, and how far it is from 13: `total 17, 4 over`. */
  contractsTotal: (sum: number) => `total ${sum}, ${sum > 13 ? `${sum - 13} over` : `${13 - sum} under`}`,
};
