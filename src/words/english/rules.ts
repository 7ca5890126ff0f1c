import type { RuleProfile } from '../../rules/index.ts';
import { signed } from '../format.ts';

/** The rules of a table and its scoring in a few sentences, for the help. */
export const rules = {
  title: 'The rules of this table',
  sentences: (rules: RuleProfile): readonly string[] => [
    `Auction: the lowest bid is ${rules.minimumBid}. ${
      rules.passIsFinal ? 'A pass is final.' : 'A player who passed may bid again while the auction goes on.'
    }`,
    frisch(rules),
    'The winner of the auction leads to the first trick, and contracts at least the bid. The four contracts never add up to 13: a higher sum makes an over round, a lower sum an under round.',
  ],
  scoringTitle: 'Its scoring',
  /** Titles of the rows of points, in 9 columns. */
  contract: 'contract',
  made: 'made',
  byOne: 'by one',
  scoring: ({ zeroUnder, zeroOver, zeroFailed, missPerTrick }: RuleProfile): readonly string[] => [
    `A contract of 0 made: ${signed(zeroUnder)} in an under round, ${signed(zeroOver)} in an over round. Failed: ${signed(-50)}${
      zeroFailed === 'flat' ? '' : ', and 10 back for each trick after the first'
    }.`,
    `Any other contract made: its square and 10. Missed: ${signed(-missPerTrick)} for each trick over or under.`,
  ],
};

function frisch({ frischMax, frischRaisesMinimum, minimumBid }: RuleProfile): string {
  if (frischMax === 0) return 'Four passes: the cards are thrown in, and the same dealer deals again.';
  const times = frischMax === 1 ? 'once' : `at most ${frischMax} times`;
  const rises = frischRaisesMinimum && minimumBid < 8;
  return `Frisch: after four passes everybody passes three cards to the left, ${times} in a round. ${
    rises ? 'Each time the lowest bid rises by one, up to 8.' : 'The lowest bid stays the same.'
  }`;
}
