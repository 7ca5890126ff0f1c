import { describe, expect, test } from 'vitest';
import { defaultProfile, gameTypes, score, scores } from '../../src/rules/index.ts';

/** Points by the default rules in an under round: a row for each contract 0 to 13, a column for each number of tricks. */
const under = [
  [50, -50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50, 60, 70],
  [-10, 11, -10, -20, -30, -40, -50, -60, -70, -80, -90, -100, -110, -120],
  [-20, -10, 14, -10, -20, -30, -40, -50, -60, -70, -80, -90, -100, -110],
  [-30, -20, -10, 19, -10, -20, -30, -40, -50, -60, -70, -80, -90, -100],
  [-40, -30, -20, -10, 26, -10, -20, -30, -40, -50, -60, -70, -80, -90],
  [-50, -40, -30, -20, -10, 35, -10, -20, -30, -40, -50, -60, -70, -80],
  [-60, -50, -40, -30, -20, -10, 46, -10, -20, -30, -40, -50, -60, -70],
  [-70, -60, -50, -40, -30, -20, -10, 59, -10, -20, -30, -40, -50, -60],
  [-80, -70, -60, -50, -40, -30, -20, -10, 74, -10, -20, -30, -40, -50],
  [-90, -80, -70, -60, -50, -40, -30, -20, -10, 91, -10, -20, -30, -40],
  [-100, -90, -80, -70, -60, -50, -40, -30, -20, -10, 110, -10, -20, -30],
  [-110, -100, -90, -80, -70, -60, -50, -40, -30, -20, -10, 131, -10, -20],
  [-120, -110, -100, -90, -80, -70, -60, -50, -40, -30, -20, -10, 154, -10],
  [-130, -120, -110, -100, -90, -80, -70, -60, -50, -40, -30, -20, -10, 179],
];

const profiles = [10, 5].flatMap((missPerTrick) =>
  [25, 30].flatMap((zeroOver) =>
    (['perTrick', 'flat'] as const).map((zeroFailed) => ({
      ...defaultProfile,
      missPerTrick,
      zeroOver,
      zeroFailed,
    })),
  ),
);

describe('points of one player', () => {
  test.each([
    { contract: 1, tricks: 1, over: 11, under: 11 },
    { contract: 5, tricks: 5, over: 35, under: 35 },
    { contract: 13, tricks: 13, over: 179, under: 179 },
    { contract: 3, tricks: 2, over: -10, under: -10 },
    { contract: 3, tricks: 6, over: -30, under: -30 },
    { contract: 13, tricks: 0, over: -130, under: -130 },
    { contract: 0, tricks: 0, over: 25, under: 50 },
    { contract: 0, tricks: 1, over: -50, under: -50 },
    { contract: 0, tricks: 3, over: -30, under: -30 },
    { contract: 0, tricks: 6, over: 0, under: 0 },
    { contract: 0, tricks: 7, over: 10, under: 10 },
    { contract: 0, tricks: 13, over: 70, under: 70 },
  ])('contract $contract, $tricks tricks: $over over, $under under', ({ contract, tricks, ...points }) => {
    expect(score(defaultProfile, 'over', { contract, tricks })).toBe(points.over);
    expect(score(defaultProfile, 'under', { contract, tricks })).toBe(points.under);
  });

  test.each(profiles)(
    'every contract and every number of tricks: −$missPerTrick a miss, zero over $zeroOver, zero failed $zeroFailed',
    (rules) => {
      const expected = (type: 'over' | 'under') =>
        under.map((row, contract) =>
          row.map((points, tricks) => {
            if (contract > 0) return points < 0 ? (points * rules.missPerTrick) / 10 : points;
            if (tricks === 0) return type === 'over' ? rules.zeroOver : points;
            return rules.zeroFailed === 'flat' ? -50 : points;
          }),
        );
      for (const type of gameTypes) {
        const actual = under.map((row, contract) =>
          row.map((_, tricks) => score(rules, type, { contract, tricks })),
        );
        expect(actual).toEqual(expected(type));
      }
    },
  );

  test('a miss costs 5 a trick if the rules of the table say so', () => {
    const rules = { ...defaultProfile, missPerTrick: 5 };
    expect(score(rules, 'over', { contract: 6, tricks: 4 })).toBe(-10);
    expect(score(rules, 'over', { contract: 6, tricks: 6 })).toBe(46);
  });

  test('a failed zero always costs 50 if the rules of the table say so', () => {
    const rules = { ...defaultProfile, zeroFailed: 'flat' } as const;
    expect([1, 2, 7, 13].map((tricks) => score(rules, 'under', { contract: 0, tricks }))).toEqual([
      -50, -50, -50, -50,
    ]);
    expect(score(rules, 'under', { contract: 0, tricks: 0 })).toBe(50);
  });

  test('a zero made in an over round gives 30 if the rules of the table say so', () => {
    const rules = { ...defaultProfile, zeroOver: 30 };
    expect(score(rules, 'over', { contract: 0, tricks: 0 })).toBe(30);
    expect(score(rules, 'under', { contract: 0, tricks: 0 })).toBe(50);
  });
});

test('four scores in seat order', () => {
  expect(scores(defaultProfile, 'over', { contracts: [3, 2, 6, 3], tricks: [3, 2, 6, 2] })).toEqual([
    19, 14, 46, -10,
  ]);
  expect(scores(defaultProfile, 'under', { contracts: [0, 0, 5, 7], tricks: [0, 2, 5, 6] })).toEqual([
    50, -40, 35, -10,
  ]);
});
