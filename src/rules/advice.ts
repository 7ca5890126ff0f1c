import { contractFault, gameType } from './contracts.ts';
import { score } from './scoring.ts';
import { total } from './seats.ts';
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

/** Tricks not yet claimed in the round on the table. */
export function tricksLeft(round: Pick<Round, 'tricks'>): number {
  return tricksInRound - total(round.tricks);
}

/** The points of `seat` if the round ended with the tricks it has now; null before all contracts are spoken. */
export function scoreNow(game: Pick<Game, 'rules' | 'round'>, seat: Seat): number | null {
  const { rules, round } = game;
  const contract = round?.contracts[seat];
  if (!round?.type || contract === null || contract === undefined) return null;
  return score(rules, round.type, { contract, tricks: round.tricks[seat] });
}
