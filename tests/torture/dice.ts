/** Random numbers that are the same for the same seed. */
export interface Dice {
  /** A number from 0 to below 1. */
  roll(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True so often, of 1. */
  chance(share: number): boolean;
  of<T>(values: readonly T[]): T;
}

/** The generator is mulberry32 by Tommy Ettinger, which is in the public domain. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  function roll(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (low: number, high: number) => low + Math.floor(roll() * (high - low + 1));
  return {
    roll,
    between,
    chance: (share) => roll() < share,
    of<T>(values: readonly T[]): T {
      const [value] = values.slice(between(0, values.length - 1));
      if (value === undefined) throw new Error('nothing to choose from');
      return value;
    },
  };
}
