/** The screen of the contracts. */
export const contracts = {
  declarer: 'declarer',
  sumSoFar: 'Sum so far',
  sum: (sum: string, distance: string) => `${sum}, ${distance}`,
  already13: '13 already',
  over13: (count: number) => `${count} over`,
  shortOf13: (missing: number) => `${missing} short of 13`,
  allPossible: 'every contract is possible',
  isForbidden: (contract: number) => `${contract} is forbidden`,
  waiting: (name: string) => `Waiting for ${name} to declare a contract.`,
  yourContract: 'Your contract',
  contractOf: (name: string) => `Contract of ${name}`,
  chooseAtLeast: (least: number) => `Choose a number of tricks, ${least} or more.`,
  choose: (forbidden: number | null) =>
    forbidden === null
      ? 'Choose a number of tricks; 0 is a contract too.'
      : `Choose a number of tricks, but not ${forbidden}.`,
  makes13: (contract: number) => `${contract} would make 13: it is forbidden.`,
  belowBid: (contract: number, bid: number) => `${contract} is less than the winning bid of ${bid}.`,
  worth(contract: Worth) {
    const { amount, points, pointsIfOver, missed, total } = contract;
    const zero = pointsIfOver === null ? '' : ` if the round is under, ${pointsIfOver} if it is over`;
    const all = total === null ? '' : `; contracts ${total}`;
    const byOne = missed === null ? '' : `, ${missed} if missed by one`;
    return `${amount}: ${points} if made${zero}${byOne}${all}. Enter contracts it.`;
  },
  contractFirst: 'Choose a contract first: type it, or use ← and →.',
};

/** The points that a contract would bring. */
interface Worth {
  readonly amount: number;
  /** Points if it is made. */
  readonly points: string;
  /** Points in an over round; null if they are the same. */
  readonly pointsIfOver: string | null;
  /** Points if it is missed by one trick; null without advice. */
  readonly missed: string | null;
  /** Over or under; null if it is not the last contract. */
  readonly total: string | null;
}
