import type { Sheet } from '../../src/protocol/index.ts';

/** A game as a score sheet. Each number gives a different game. */
export function sheetNumber(n: number, more: Partial<Sheet> = {}): Sheet {
  return {
    format: 'whist-game/1',
    id: `sheet-${n}`,
    playedAt: new Date(Date.UTC(2019, 2, 8, 20) + n * 86_400_000).toISOString(),
    players: ['dana', 'yossi', 'נועה', 'amir'],
    rounds: [
      {
        dealer: 0,
        frisch: 0,
        trump: { seat: 2, amount: 6, suit: 'hearts' },
        contracts: [3, 2, 6, 1],
        tricks: [3, 2, 6, 2],
        scores: [19, 14, 46, -10],
      },
      {
        dealer: 1,
        frisch: 3,
        trump: { seat: n % 2 === 0 ? 0 : 1, amount: 8, suit: 'no_trump' },
        contracts: n % 2 === 0 ? [8, 0, 1, 2] : [0, 8, 1, 2],
        tricks: n % 2 === 0 ? [8, 0, 2, 3] : [0, 8, 2, 3],
        scores: n % 2 === 0 ? [74, 50, -10, -10] : [50, 74, -10, -10],
      },
    ],
    ...more,
  };
}
