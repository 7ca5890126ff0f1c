import type { RuleProfile } from '../../../src/rules/index.ts';

/** Points of a contract of 0 that won 1, 2, … 13 tricks. */
const brokenZero = [-50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50, 60, 70];

/** A contract and the tricks that were won, in a round over or under. */
export interface Outcome {
  readonly contract: number;
  readonly tricks: number;
  readonly over: boolean;
}

export function points(rules: RuleProfile, { contract, tricks, over }: Outcome): number {
  if (contract > 0) {
    let lost = 0;
    for (let t = Math.min(contract, tricks); t < Math.max(contract, tricks); t++) lost += rules.missPerTrick;
    return lost === 0 ? contract * contract + 10 : -lost;
  }
  if (tricks === 0) return over ? rules.zeroOver : rules.zeroUnder;
  return rules.zeroFailed === 'flat' ? -50 : (brokenZero[tricks - 1] ?? Number.NaN);
}

/** The contracts that a seat may set after these, in a round that was won with this bid. */
export function openContracts(soFar: readonly number[], bid: number): number[] {
  const all = Array.from({ length: 14 }, (_, amount) => amount);
  if (soFar.length === 0) return all.filter((amount) => amount >= bid);
  if (soFar.length < 3) return all;
  return all.filter((amount) => amount !== 13 - soFar.reduce((a, b) => a + b));
}
