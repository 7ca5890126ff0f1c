import { leftOf, total } from './seats.ts';
import { tricksInRound, type Bid, type GameType, type PerSeat, type Seat } from './types.ts';

/** Over or under; the sum is never exactly 13. */
export function gameType(sum: number): GameType {
  return sum > tricksInRound ? 'over' : 'under';
}

/** The seat that sets its contract last: the declarer sets the first one, then it goes clockwise. */
export function lastToContract(declarer: Seat): Seat {
  return leftOf(declarer, 3);
}

/** The contract that the last seat may not make. Null before its turn, or if all contracts are allowed. */
export function forbiddenContract(contracts: PerSeat<number | null>): number | null {
  if (contracts.filter((contract) => contract === null).length !== 1) return null;
  const forbidden = tricksInRound - total(contracts);
  return forbidden >= 0 ? forbidden : null;
}

/** The contracts of a round so far; null for a seat that has not set one. */
interface SetSoFar {
  readonly trump: Bid;
  readonly contracts: PerSeat<number | null>;
}

/** Why `seat` may not contract `amount` on its turn, or null. */
export function contractFault(
  { trump, contracts }: SetSoFar,
  seat: Seat,
  amount: number,
): 'contract_below_bid' | 'contract_makes_13' | null {
  if (seat === trump.seat && amount < trump.amount) return 'contract_below_bid';
  if (amount === forbiddenContract(contracts)) return 'contract_makes_13';
  return null;
}

/** Every contract that `seat` may make on its turn, lowest first. */
export function legalContracts(soFar: SetSoFar, seat: Seat): number[] {
  return Array.from({ length: tricksInRound + 1 }, (_, amount) => amount).filter(
    (amount) => contractFault(soFar, seat, amount) === null,
  );
}
