import { expect, test } from 'vitest';
import { defaultProfile, minimumBidAfter, profileOptions, unusualOptions } from '../../src/rules/index.ts';

test('the default profile is the one of the rules', () => {
  expect(defaultProfile).toEqual({
    passIsFinal: false,
    frischMax: 3,
    frischRaisesMinimum: true,
    minimumBid: 5,
    missPerTrick: 10,
    zeroUnder: 50,
    zeroOver: 25,
    zeroFailed: 'perTrick',
  });
});

test('the first value of every option is its default', () => {
  const firsts = Object.entries(profileOptions).map(([option, values]) => [option, values[0]]);
  expect(Object.fromEntries(firsts)).toEqual(defaultProfile);
});

test('every option takes the values of the rules and no others', () => {
  expect(profileOptions).toEqual({
    passIsFinal: [false, true],
    frischMax: [3, 0, 1, 2],
    frischRaisesMinimum: [true, false],
    minimumBid: [5, 6, 7, 8],
    missPerTrick: [10, 5],
    zeroUnder: [50],
    zeroOver: [25, 30],
    zeroFailed: ['perTrick', 'flat'],
  });
});

test('the options that are not the defaults are unusual', () => {
  expect(unusualOptions(defaultProfile)).toEqual([]);
  expect(unusualOptions({ ...defaultProfile, zeroOver: 30, passIsFinal: true })).toEqual([
    'passIsFinal',
    'zeroOver',
  ]);
});

test.each([
  { minimumBid: 5, frischRaisesMinimum: true, steps: [5, 6, 7, 8] },
  { minimumBid: 6, frischRaisesMinimum: true, steps: [6, 7, 8, 8] },
  { minimumBid: 7, frischRaisesMinimum: true, steps: [7, 8, 8, 8] },
  { minimumBid: 8, frischRaisesMinimum: true, steps: [8, 8, 8, 8] },
  { minimumBid: 5, frischRaisesMinimum: false, steps: [5, 5, 5, 5] },
  { minimumBid: 6, frischRaisesMinimum: false, steps: [6, 6, 6, 6] },
  { minimumBid: 7, frischRaisesMinimum: false, steps: [7, 7, 7, 7] },
  { minimumBid: 8, frischRaisesMinimum: false, steps: [8, 8, 8, 8] },
])('minimum $minimumBid, raised by frisch $frischRaisesMinimum: $steps', ({ steps, ...options }) => {
  const rules = { ...defaultProfile, ...options };
  expect([0, 1, 2, 3].map((frisch) => minimumBidAfter(rules, frisch))).toEqual(steps);
});
