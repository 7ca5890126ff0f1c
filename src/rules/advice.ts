import { contractFault, gameType } from './contracts.ts';
import { score } from './scoring.ts';
import { leaders, total } from './seats.ts';
import { tricksInRound, type Game, type GameType, type Round, type Seat } from './types.ts';

/** One possible contract of the seat whose turn it is, and its points. */
export interface ContractAdvice {
  readonly amount: number;
  /** Why it is not allowed, or null. */
  readonly fault: 'contract_below_bid' | 'contract_makes_13' | null;
  /** Over or under, if that is certain after this contract and it is allowed; else null. */
  readonly type: GameType | null;
  /** Points if it is made, in an over and in an under round. They differ only for a contract of 0. */
  readonly made: Readonly<Record<GameType, number>>;
  /** Points if it is missed by one trick. */
  readonly missedByOne: number;
}

/** Contracts 0 to 13 as `seat` sees them on its turn; empty outside the contracts. */
export function contractAdvice(game: Pick<Game, 'rules' | 'round'>, seat: Seat): ContractAdvice[] {
  const { rules, round } = game;
  if (round?.phase !== 'contract_bidding' || !round.trump || round.turn !== seat) return [];
  const { trump, contracts } = round;
  const isLast = contracts.filter((contract) => contract === null).length === 1;
  return Array.from({ length: tricksInRound + 1 }, (_, amount) => {
    const made = { contract: amount, tricks: amount };
    const fault = contractFault({ trump, contracts }, seat, amount);
    const sum = total(contracts) + amount;
    // The sum only grows, and it is not 13 in the end.
    const isCertain = fault === null && (isLast || sum >= tricksInRound);
    return {
      amount,
      fault,
      type: !isCertain ? null : isLast ? gameType(sum) : 'over',
      made: { over: score(rules, 'over', made), under: score(rules, 'under', made) },
      missedByOne: score(rules, 'under', { contract: amount, tricks: amount === 0 ? 1 : amount - 1 }),
    };
  });
}

/** The leader of the game, and the contracts with which a seat overtakes this player in the round on the table. */
export interface Overtaking {
  readonly leader: Seat;
  readonly behind: number;
  /** The contract of the leader, if it is set, and its points if it is made. */
  readonly expected: { readonly amount: number; readonly points: number } | null;
  /** Whether a contract of 0 is enough. */
  readonly zero: boolean;
  /** This contract is enough, and so is every higher one; null if none above 0 is. */
  readonly least: number | null;
}

/**
 * How `seat` overtakes the leader with one contract that is made. The leader is expected to make a contract that
 * is set, or else to score nothing. Where over or under is not certain, the seat gets the lower points and the
 * leader the higher ones. Null for a seat that leads itself.
 */
export function overtaking(game: Pick<Game, 'rules' | 'round' | 'totals'>, seat: Seat): Overtaking | null {
  const { rules, round, totals } = game;
  const best = Math.max(...totals);
  const advice = contractAdvice(game, seat);
  if (totals[seat] === best || advice.length === 0) return null;
  const pointsOf = (leader: Seat) => {
    const amount = round?.contracts[leader] ?? null;
    if (amount === null) return 0;
    const made = { contract: amount, tricks: amount };
    return Math.max(score(rules, 'over', made), score(rules, 'under', made));
  };
  // Of several leaders, the one to whom the most points may come.
  const [leader] = leaders(totals).toSorted((a, b) => pointsOf(b) - pointsOf(a));
  if (leader === undefined) throw new Error('a game has a leader');
  const amount = round?.contracts[leader] ?? null;
  const expected = amount === null ? null : { amount, points: pointsOf(leader) };
  const behind = best - totals[seat];
  const enough = advice.filter(({ fault, type, made }) => {
    const points = type ? made[type] : Math.min(made.over, made.under);
    return fault === null && points > behind + (expected?.points ?? 0);
  });
  return {
    leader,
    behind,
    expected,
    zero: enough.some(({ amount }) => amount === 0),
    least: enough.find(({ amount }) => amount > 0)?.amount ?? null,
  };
}

/** Tricks not yet claimed in the round on the table. */
export function tricksLeft(round: Pick<Round, 'tricks'>): number {
  return tricksInRound - total(round.tricks);
}

/** The points of `seat` if the round ended with the tricks it has now; null before all contracts are set. */
export function scoreNow(game: Pick<Game, 'rules' | 'round'>, seat: Seat): number | null {
  const { rules, round } = game;
  const contract = round?.contracts[seat] ?? null;
  if (!round?.type || contract === null) return null;
  return score(rules, round.type, { contract, tricks: round.tricks[seat] });
}
