import fc from 'fast-check';
import {
  profileOptions,
  seats,
  suits,
  type Action,
  type Game,
  type Length,
  type PerSeat,
  type Round,
  type RuleProfile,
  type Seat,
} from '../../src/rules/index.ts';
import { allTricks, simpleCandidates } from '../support/candidates.ts';

/** Objects with a prototype, as JSON makes them; by default fast-check makes some without. */
const plain = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true });

const rules: fc.Arbitrary<RuleProfile> = plain({
  passIsFinal: fc.constantFrom(...profileOptions.passIsFinal),
  frischMax: fc.constantFrom(...profileOptions.frischMax),
  frischRaisesMinimum: fc.constantFrom(...profileOptions.frischRaisesMinimum),
  minimumBid: fc.constantFrom(...profileOptions.minimumBid),
  missPerTrick: fc.constantFrom(...profileOptions.missPerTrick),
  zeroUnder: fc.constantFrom(...profileOptions.zeroUnder),
  zeroOver: fc.constantFrom(...profileOptions.zeroOver),
  zeroFailed: fc.constantFrom(...profileOptions.zeroFailed),
});

const length: fc.Arbitrary<Length> = fc.oneof(
  fc.constant(null),
  plain({ rounds: fc.integer({ min: 1, max: 4 }) }),
  plain({ points: fc.integer({ min: 50, max: 200 }) }),
);

const points = fc.integer({ min: -200, max: 200 });
const starting: fc.Arbitrary<PerSeat<number>> = fc.oneof(
  fc.constant<PerSeat<number>>([0, 0, 0, 0]),
  fc.tuple(points, points, points, points),
);

/** The random numbers of one attempt. */
type Dice = readonly [number, number, number, number];
const die = fc.nat(9_999);

/** How the people at a table play. */
interface Manner {
  /** The percentage of passes in the auction. */
  readonly timid: number;
  /** The percentage of single tricks among the entries of the play; the others are whole rounds. */
  readonly oneByOne: number;
}

/** A table, and the dice for everything that its people try. */
export interface Table {
  readonly rules: RuleProfile;
  readonly length: Length;
  readonly starting: PerSeat<number>;
  readonly manner: Manner;
  readonly dice: readonly Dice[];
}

export const tables = (longest: number): fc.Arbitrary<Table> =>
  fc.record({
    rules,
    length,
    starting,
    manner: fc.record({ timid: fc.constantFrom(40, 60, 97), oneByOne: fc.constantFrom(20, 97) }),
    dice: fc.array(fc.tuple(die, die, die, die), { minLength: longest / 2, maxLength: longest }),
  });

function of<T>(values: readonly T[], n: number): T {
  const [value] = values.slice(n % values.length);
  return value as T;
}

/** An action that somebody might try in `game`: mostly legal, often just not legal, sometimes anything. */
export function attempt(game: Game, manner: Manner, [kind, ...dice]: Dice): Action {
  const [a] = dice;
  const percent = kind % 100;
  const mood = Math.floor(kind / 100); // 0 to 99 too, and independent of it
  if (percent < 3) return of(simpleCandidates, a);
  if (percent === 3 && mood < 25) return { type: 'game.end' };
  if (percent < 10) return correction(game, dice);
  const { round } = game;
  switch (game.status) {
    case 'waiting':
      return { type: 'room.start' };
    case 'bidding_trump':
      return auction(round, { timid: mood < manner.timid, percent, dice });
    case 'frisch':
      return { type: 'frisch.done' };
    case 'bidding_contract':
      return contract(round, dice);
    case 'playing':
      if (mood < manner.oneByOne) return { type: 'trick.claim', seat: of(seats, a) };
      if (percent < 20) return { type: 'round.record', tricks: nearly(of(allTricks, a)) };
      return { type: 'round.record', tricks: of(allTricks, a) };
    case 'round_complete':
      return { type: 'round.next' };
    case 'finished':
      return of(simpleCandidates, a);
  }
}

const nearly = ([a, b, c, d]: PerSeat<number>): PerSeat<number> => [d, b, c, (a + 1) % 14];

interface AuctionDice {
  readonly timid: boolean;
  readonly percent: number;
  readonly dice: readonly number[];
}

function auction(round: Round | null, { timid, percent, dice }: AuctionDice): Action {
  const [a, b, c] = dice;
  if (!round || round.turn === null || a === undefined || b === undefined || c === undefined) {
    throw new Error('it is the turn of nobody in the auction');
  }
  const seat: Seat = percent < 15 ? of(seats, b) : round.turn;
  const suit = of(suits, c);
  const least = round.highestBid?.amount ?? round.minimumBid;
  const amount = Math.min(13, least + of([0, 0, 0, 1, 1, 2, 8, -1], a));
  if (timid) return { type: 'auction.pass', seat };
  if (percent < 35) {
    const frisch = of([undefined, round.frischCount, round.frischCount + 1, 0, 1, 2, 3], a);
    return { type: 'auction.record', seat: of(seats, b), amount: Math.min(13, amount + 1), suit, frisch };
  }
  return { type: 'auction.bid', seat, amount, suit };
}

function contract(round: Round | null, [a, b]: readonly number[]): Action {
  if (!round?.trump || round.turn === null || a === undefined || b === undefined) {
    throw new Error('it is the turn of nobody in the contracts');
  }
  const { trump, turn } = round;
  if (turn === trump.seat) {
    const amount = Math.min(13, trump.amount + of([0, 0, 0, 1, 2, -1], a));
    return { type: 'contract.set', seat: turn, amount };
  }
  const seat = a % 20 === 0 ? of(seats, b) : turn;
  const amount = round.forbidden !== null && a % 3 === 0 ? round.forbidden : b % 6;
  return { type: 'contract.set', seat, amount };
}

function correction(game: Game, [a, b, c]: readonly [number, number, number]): Action {
  const number = 1 + (a % (game.rounds.length + 1));
  const old = game.rounds[number - 1];
  const trump = { seat: of(seats, b), amount: 5 + (c % 5), suit: of(suits, c) };
  const contracts: PerSeat<number> = [b % 10, c % 10, (b + c) % 8, a % 6];
  const declared = old && contracts[old.trump.seat] >= old.trump.amount;
  return {
    type: 'round.correct',
    round: number,
    trump: a % 5 < 2 ? trump : undefined,
    contracts: declared || b % 3 === 0 ? contracts : undefined,
    tricks: c % 3 === 0 ? undefined : c % 7 === 0 ? nearly(of(allTricks, b)) : of(allTricks, b),
  };
}
