import {
  add,
  defaultProfile,
  leaders,
  perSeat,
  scores,
  seats,
  suits,
  total,
  tricksInRound,
  type PerSeat,
  type Seat,
  type Suit,
} from '../../../rules/index.ts';

/** One round as four sensible people play it. */
export interface RoundPlan {
  /** How often all four pass before the first bid. */
  readonly frischCount: 0 | 1;
  /** The trump that each of them would like, and the most that each would bid for it; 0 is a pass. */
  readonly suits: PerSeat<Suit>;
  readonly limits: PerSeat<number>;
  readonly contracts: PerSeat<number>;
  /** The winner of each trick. */
  readonly tricks: readonly Seat[];
}

/** A number from 0 up to 1. */
export type Chance = () => number;

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const roundsOfDemo = 4;

/** A close end: the second has so few points less than the winner. */
const close = 8;

/**
 * A game worth watching, by chance: over and under rounds, one frisch, one contract of 0, and a winner who takes the
 * lead in the last round by a few points.
 */
export function planGame(chance: Chance): readonly RoundPlan[] {
  for (;;) {
    const frisch = 1 + numberBelow(2, chance);
    const zero = chance() < 0.5 ? 0 : roundsOfDemo - 1;
    const plans = Array.from({ length: roundsOfDemo }, (_, i) =>
      planRound(chance, { frischCount: i === frisch ? 1 : 0, hasZero: i === zero }),
    );
    if (isWorthWatching(plans)) return plans;
  }
}

/** The tricks that each seat wins. */
export const tricksOf = ({ tricks }: RoundPlan): PerSeat<number> =>
  perSeat((seat) => tricks.filter((winner) => winner === seat).length);

const typeOf = ({ contracts }: RoundPlan) => (total(contracts) > tricksInRound ? 'over' : 'under');

function isWorthWatching(plans: readonly RoundPlan[]): boolean {
  let totals: PerSeat<number> = [0, 0, 0, 0];
  const leads = plans.map((plan) => {
    const { contracts } = plan;
    totals = add(totals, scores(defaultProfile, typeOf(plan), { contracts, tricks: tricksOf(plan) }));
    return leaders(totals);
  });
  const [first = 0, second = 0] = totals.toSorted((a, b) => b - a);
  const [winner, ...others] = leads.at(-1) ?? [];
  const ledBefore = leads.at(-2) ?? [];
  return (
    new Set(plans.map(typeOf)).size === 2 &&
    others.length === 0 &&
    first - second <= close &&
    winner !== undefined &&
    !ledBefore.includes(winner)
  );
}

/**
 * One round. The contracts are one trick away from 13, so that three of the four can be made: one player is out by
 * one trick. The declarer bids no more than the own contract, and the strongest of the others one less.
 */
function planRound(
  chance: Chance,
  { frischCount, hasZero }: { readonly frischCount: 0 | 1; readonly hasZero: boolean },
): RoundPlan {
  const isOver = chance() < 0.5;
  const declarer = one(seats, chance);
  // A frisch raises the minimum.
  const most = 5 + frischCount + numberBelow(3 - frischCount, chance);
  const others = split(tricksInRound + (isOver ? 1 : -1) - most, { hasZero, chance });
  const rest = seats.filter((seat) => seat !== declarer);
  const contracts = perSeat((seat) => (seat === declarer ? most : (others[rest.indexOf(seat)] ?? 0)));
  const rival = rest.toSorted((a, b) => contracts[b] - contracts[a])[0];
  const unlucky = one(
    seats.filter((seat) => contracts[seat] > 0),
    chance,
  );
  const won = perSeat((seat) => contracts[seat] + (seat !== unlucky ? 0 : isOver ? -1 : 1));
  const wished = shuffled(suits, chance);
  return {
    frischCount,
    suits: perSeat((seat) => wished[seat] ?? 'no_trump'),
    limits: perSeat((seat) => (seat === declarer ? most : seat === rival ? most - 1 : 0)),
    contracts,
    tricks: shuffled(
      seats.flatMap((seat) => Array.from({ length: won[seat] }, () => seat)),
      chance,
    ),
  };
}

interface Split {
  /** Whether one of the three takes nothing. */
  readonly hasZero: boolean;
  readonly chance: Chance;
}

/** Tricks for three players, none of whom would have won the auction. */
function split(tricks: number, { hasZero, chance }: Split): readonly number[] {
  for (;;) {
    const first = hasZero ? 0 : 1 + numberBelow(5, chance);
    const second = 1 + numberBelow(5, chance);
    const third = tricks - first - second;
    if (third >= 1 && third <= 5) return shuffled([first, second, third], chance);
  }
}

const numberBelow = (bound: number, chance: Chance) => Math.floor(chance() * bound);

function one<T>(values: readonly T[], chance: Chance): T {
  const value = values[numberBelow(values.length, chance)];
  if (value === undefined) throw new Error('there is nothing to choose from');
  return value;
}

function shuffled<T>(values: readonly T[], chance: Chance): readonly T[] {
  return values
    .map((value) => ({ value, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
