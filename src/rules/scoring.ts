import { perSeat } from './seats.ts';
import type { FinishedRound, GameType, PerSeat, RuleProfile } from './types.ts';

/**
 * Points of one player in one round.
 *
 * A contract of 1 or more made exactly: contract² + 10; missed: −10 (or −5) for each trick over or under.
 * A contract of 0 made: +50 in an under round, +25 (or +30) in an over round; failed: −50, and 10 back for
 * each trick after the first, or −50 flat.
 */
export function score(
  rules: RuleProfile,
  type: GameType,
  { contract, tricks }: { readonly contract: number; readonly tricks: number },
): number {
  if (contract > 0) {
    if (tricks === contract) return contract ** 2 + 10;
    return -rules.missPerTrick * Math.abs(tricks - contract);
  }
  if (tricks === 0) return type === 'under' ? rules.zeroUnder : rules.zeroOver;
  return rules.zeroFailed === 'flat' ? -50 : -50 + 10 * (tricks - 1);
}

/** The points of all four seats in one round. */
export function scores(
  rules: RuleProfile,
  type: GameType,
  { contracts, tricks }: Pick<FinishedRound, 'contracts' | 'tricks'>,
): PerSeat<number> {
  return perSeat((seat) => score(rules, type, { contract: contracts[seat], tricks: tricks[seat] }));
}
