import type { RuleProfile } from './types.ts';

/** The values of each option of the rule profile; the first one is the default. */
export const profileOptions = {
  passIsFinal: [false, true],
  frischMax: [3, 0, 1, 2],
  frischRaisesMinimum: [true, false],
  minimumBid: [5, 6, 7, 8],
  missPerTrick: [10, 5],
  zeroUnder: [50],
  zeroOver: [25, 30],
  zeroFailed: ['perTrick', 'flat'],
} as const satisfies { [K in keyof RuleProfile]: readonly RuleProfile[K][] };

export const defaultProfile: RuleProfile = {
  passIsFinal: false,
  frischMax: 3,
  frischRaisesMinimum: true,
  minimumBid: 5,
  missPerTrick: 10,
  zeroUnder: 50,
  zeroOver: 25,
  zeroFailed: 'perTrick',
};

/** The options whose values are not the defaults. */
export function unusualOptions(rules: RuleProfile): (keyof RuleProfile)[] {
  const options = Object.keys(profileOptions) as (keyof RuleProfile)[];
  return options.filter((option) => rules[option] !== defaultProfile[option]);
}

/** Frisch never raises the minimum bid above this. */
const highestMinimum = 8;

/** The lowest opening bid after `frischCount` card exchanges. */
export function minimumBidAfter(rules: RuleProfile, frischCount: number): number {
  if (!rules.frischRaisesMinimum) return rules.minimumBid;
  return Math.min(rules.minimumBid + frischCount, highestMinimum);
}
