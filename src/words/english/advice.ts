/** The advice about contracts, which a terminal shows if it is asked to. */
export const advice = {
  /** Rows of points, in 8 columns. */
  made: 'made',
  byOne: 'missed',
  ahead: (leader: string, points: number) => `${leader} is ${points} ahead.`,
  ifNothing: (leader: string) => `If ${leader} scores nothing,`,
  ifMade: ({ leader, amount, points }: { leader: string; amount: number; points: string }) =>
    `If ${leader} makes ${amount} (${points}),`,
  /** `zero`: a contract of 0 is enough; `least`: so is this one, and every higher one. */
  enough({ zero, least }: { zero: boolean; least: number | null }) {
    if (!zero && least === null) return 'no contract is enough to overtake.';
    if (zero && least === 1) return 'every contract overtakes, if made.';
    const many = least === null ? '' : least === 13 ? '13' : `${least} or more`;
    return `${[zero ? '0' : '', many].filter((part) => part !== '').join(', or ')} overtakes, if made.`;
  },
};
