import type { Suit } from '../../rules/index.ts';
import { suitSigns } from '../format.ts';
import type { Words } from '../english/index.ts';

const suits: Readonly<Record<Suit, string>> = {
  clubs: 'תלתן',
  diamonds: 'יהלום',
  hearts: 'לב',
  spades: 'עלה',
  no_trump: 'ללא שליט',
};

export const cards: Words['cards'] = {
  suits,
  bid: ({ amount, suit }) =>
    suit === 'no_trump' ? `${amount} ללא שליט` : `${amount}${suitSigns[suit]} ${suits[suit]}`,
  contractsTotal: (sum) => `סכום ${sum}, ${sum > 13 ? `${sum - 13} מעל` : `${13 - sum} מתחת`}`,
};
