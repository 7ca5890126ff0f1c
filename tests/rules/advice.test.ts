import { describe, expect, test } from 'vitest';
import {
  contractAdvice,
  overtaking,
  scoreNow,
  seats,
  tricksLeft,
  type Action,
  type Seat,
} from '../../src/rules/index.ts';
import {
  contract,
  contracted,
  end,
  fault,
  lobby,
  overRound,
  play,
  record,
  roundOf,
  say,
  started,
  trick,
  tricks,
  underRound,
} from './table.ts';

const opened = play(started(), record(1, '6h'));
const last = play(opened, contract(1, 6), contract(2, 3), contract(3, 1));

describe('advice on a contract', () => {
  test('the declarer sees nothing below the bid, and over only for all 13 tricks', () => {
    const advice = contractAdvice(opened, 1);
    expect(advice.map(({ amount }) => amount)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(advice.map((it) => it.fault)).toEqual([
      ...Array(6).fill('contract_below_bid'),
      ...Array(8).fill(null),
    ]);
    expect(advice.map((it) => it.type)).toEqual([...Array(13).fill(null), 'over']);
  });

  test('a seat in the middle may contract any number, and sees over from a sum of 13 on', () => {
    const advice = contractAdvice(play(opened, contract(1, 6)), 2);
    expect(advice.map((it) => [it.fault, it.type])).toEqual([
      ...Array(7).fill([null, null]),
      ...Array(7).fill([null, 'over']),
    ]);
  });

  test('the last seat sees under below the forbidden contract, over above it, and neither for that contract itself', () => {
    expect(contractAdvice(last, 0).map((it) => it.type ?? it.fault)).toEqual([
      'under',
      'under',
      'under',
      'contract_makes_13',
      ...Array(10).fill('over'),
    ]);
  });

  test('the last seat always sees over if the other three are above 13', () => {
    const high = play(opened, contract(1, 13), contract(2, 3), contract(3, 1));
    expect(contractAdvice(high, 0).map((it) => [it.type, it.fault])).toEqual(Array(14).fill(['over', null]));
  });

  test('the faults in the advice are the refusals of the rules', () => {
    for (const [game, seat] of [
      [opened, 1],
      [play(opened, contract(1, 6)), 2],
      [last, 0],
    ] as const) {
      for (const it of contractAdvice(game, seat))
        expect(fault(game, contract(seat, it.amount))).toBe(it.fault);
    }
  });

  test.each([
    { rules: {}, amount: 0, made: { over: 25, under: 50 }, missedByOne: -50 },
    { rules: {}, amount: 1, made: { over: 11, under: 11 }, missedByOne: -10 },
    { rules: {}, amount: 7, made: { over: 59, under: 59 }, missedByOne: -10 },
    { rules: {}, amount: 13, made: { over: 179, under: 179 }, missedByOne: -10 },
    { rules: { missPerTrick: 5 }, amount: 4, made: { over: 26, under: 26 }, missedByOne: -5 },
    { rules: { zeroOver: 30 }, amount: 0, made: { over: 30, under: 50 }, missedByOne: -50 },
    { rules: { zeroFailed: 'flat' }, amount: 0, made: { over: 25, under: 50 }, missedByOne: -50 },
  ] as const)(
    'with $rules, a contract of $amount gives $made, or $missedByOne',
    ({ rules, amount, made, missedByOne }) => {
      const game = play(started(rules), record(1, '5c'));
      expect(contractAdvice(game, 1)[amount]).toMatchObject({ amount, made, missedByOne });
    },
  );

  test('is only for the seat whose turn it is, and only during the contracts', () => {
    for (const seat of [0, 2, 3] as Seat[]) expect(contractAdvice(opened, seat)).toEqual([]);
    const playing = play(last, contract(0, 0));
    const games = [lobby(), started(), say(started(), 'p p p p'), playing, play(playing, tricks(0, 6, 3, 4))];
    for (const game of [...games, play(opened, end)]) {
      for (const seat of seats) expect(contractAdvice(game, seat)).toEqual([]);
    }
  });
});

describe('overtaking the leader', () => {
  const behind = (points: number, ...actions: Action[]) =>
    play(started({}, null, [0, points, 0, 0]), record(2, '5c'), ...actions);

  test('the leader, and anybody who shares the lead, needs nothing', () => {
    expect(overtaking(play(started(), record(2, '5c')), 2)).toBeNull();
    const leads = play(behind(7), contract(2, 5), contract(3, 2), contract(0, 1));
    expect(overtaking(leads, 1)).toBeNull();
  });

  test('counts from the total of the seat itself', () => {
    const game = play(started({}, null, [0, 40, 6, 0]), record(2, '5c'));
    expect(overtaking(game, 2)).toMatchObject({ leader: 1, behind: 34, least: 5 });
  });

  test('of two leaders, the one who may get more points counts', () => {
    const game = play(started({}, null, [9, 9, 0, 0]), record(1, '6h'), contract(1, 6));
    expect(overtaking(game, 2)).toMatchObject({ leader: 1, behind: 9, expected: { points: 46 }, least: 7 });
  });

  test('is only for the seat whose turn it is', () => {
    expect(overtaking(behind(7), 0)).toBeNull();
    expect(overtaking(behind(7), 2)).not.toBeNull();
  });

  test.each([
    // Seat 2 declares with a bid of 5, so it contracts 5 or more: 35 points or more.
    [24, { zero: false, least: 5 }],
    [34, { zero: false, least: 5 }],
    [35, { zero: false, least: 6 }],
    [178, { zero: false, least: 13 }],
    [179, { zero: false, least: null }],
  ])('the declarer who is %i behind a leader without a contract', (points, enough) => {
    expect(overtaking(behind(points), 2)).toEqual({ leader: 1, behind: points, expected: null, ...enough });
  });

  test.each([
    // A contract of 0 gives 25 points or 50, and only the lower ones are certain.
    [24, { zero: true, least: 4 }],
    [25, { zero: false, least: 4 }],
  ])('a seat that is %i behind counts on the lower points of a 0', (points, enough) => {
    expect(overtaking(behind(points, contract(2, 5)), 3)).toMatchObject(enough);
  });

  test.each([
    [6, { amount: 6, points: 46 }, { zero: false, least: 7 }],
    // An over round is not certain, so the leader may get 50 points for a 0.
    [0, { amount: 0, points: 50 }, { zero: false, least: 7 }],
  ])('the leader makes a contract of %i that is set', (amount, expected, enough) => {
    const game = play(started({}, null, [0, 5, 0, 0]), record(1, '6h'));
    const other = play(started({}, null, [0, 5, 0, 0]), record(0, '6h'), contract(0, 6), contract(1, 0));
    const after = amount === 0 ? other : play(game, contract(1, amount));
    expect(overtaking(after, 2)).toEqual({ leader: 1, behind: 5, expected, ...enough });
  });
});

describe('tricks left', () => {
  test.each([
    [[], 13],
    [[0, 0, 2], 10],
    [[0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3], 1],
    [[0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3], 0],
  ] as [Seat[], number][])('after %j: %i', (won, left) => {
    const game = play(contracted(started(), overRound), ...won.map(trick));
    expect(tricksLeft(roundOf(game))).toBe(left);
  });
});

describe('the score if the round ended now', () => {
  test('is unknown before all contracts are set', () => {
    for (const game of [lobby(), started(), say(started(), 'p p p p'), opened, last]) {
      expect(seats.map((seat) => scoreNow(game, seat))).toEqual([null, null, null, null]);
    }
  });

  test.each([
    [[], [50, -50, -30, -40]],
    [[1], [50, -40, -30, -40]],
    [
      [1, 1, 1, 1, 1, 2, 2, 2],
      [50, 35, 19, -40],
    ],
    [
      [0, 1],
      [-50, -40, -30, -40],
    ],
    [
      [0, 0, 0, 3, 3, 3, 3],
      [-30, -50, -30, 26],
    ],
  ] as [Seat[], number[]][])('after %j in an under round: %j', (won, points) => {
    const game = play(contracted(started(), underRound), ...won.map(trick));
    expect(seats.map((seat) => scoreNow(game, seat))).toEqual(points);
  });

  test('follows the type of the round and the profile', () => {
    const zero = { ...underRound, contracts: [0, 9, 3, 4] } as const;
    expect(scoreNow(contracted(started(), zero), 0)).toBe(25);
    const rules = { zeroOver: 30, missPerTrick: 5, zeroFailed: 'flat' } as const;
    const game = contracted(started(rules), zero);
    expect(seats.map((seat) => scoreNow(game, seat))).toEqual([30, -45, -15, -20]);
    expect(scoreNow(play(game, trick(0), trick(0), trick(0)), 0)).toBe(-50);
  });

  test('is the score of the round once it is complete', () => {
    const game = play(contracted(started(), underRound), tricks(0, 5, 3, 5));
    expect(seats.map((seat) => scoreNow(game, seat))).toEqual(game.rounds[0]?.scores);
  });
});
