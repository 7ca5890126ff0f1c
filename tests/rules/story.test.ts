import { describe, expect, test } from 'vitest';
import {
  highlights,
  remarks,
  standings,
  type Bests,
  type FinishedRound,
  type PerSeat,
} from '../../src/rules/index.ts';
import { words } from '../../src/words/index.ts';

const names: PerSeat<string> = ['Dana', 'Yossi', 'Noa', 'Amir'];

/** A round with these scores, in which nothing else is worth telling. */
function round(scores: PerSeat<number>, more: Partial<FinishedRound> = {}): FinishedRound {
  return {
    number: 1,
    dealer: 0,
    frischCount: 0,
    trump: { seat: 0, amount: 5, suit: 'hearts' },
    contracts: [4, 3, 3, 4],
    tricks: [3, 4, 4, 2],
    type: 'over',
    scores,
    ...more,
  };
}

const table = (...rounds: FinishedRound[]) => ({
  startingScores: [0, 0, 0, 0] as const,
  rounds: rounds.map((one, i) => ({ ...one, number: i + 1 })),
});
const quiet = round([30, 0, -20, -20]);

describe('highlights', () => {
  const told = (winners: readonly (0 | 1 | 2 | 3)[] | null, ...rounds: FinishedRound[]) =>
    highlights({ ...table(...rounds), winners }).map((one) => words.story.highlight(one, names));

  test('an ordinary game has none, nor has a game that goes on', () => {
    expect(told([0], quiet)).toEqual([]);
    expect(told(null, quiet, round([100, 0, 0, 0]))).toEqual([]);
    expect(told([0, 1, 2, 3])).toEqual([]);
  });

  test.each([
    [49, []],
    [50, ['Comeback: Yossi won after trailing by 50.']],
  ])('a winner who trailed by %i', (points, expected) => {
    expect(told([1], round([points, 0, 0, 0]), round([0, points + 20, 0, 0]))).toEqual(expected);
  });

  test('only totals after a round count, not those at the start', () => {
    const behind = {
      startingScores: [60, 0, 0, 0] as const,
      rounds: [round([0, 90, 0, 0])],
      winners: [1] as const,
    };
    expect(highlights(behind)).toEqual([]);
  });

  test.each([
    [10, ['Close finish: decided by 10 points.']],
    [11, []],
    [99, []],
    [100, ['Blowout: Dana won by 100.']],
  ])('a lead of %i', (lead, expected) => {
    expect(told([0], round([lead, 0, 0, 0]))).toEqual(expected);
  });

  test('a tie is the closest finish of all', () => {
    expect(told([0, 1], round([40, 40, 0, 0]))).toEqual(['Close finish: the first place is shared.']);
  });

  test('zeros are perfect if there are two or more and all are made', () => {
    const one = { contracts: [0, 5, 5, 4], tricks: [0, 4, 4, 5] } as const;
    const missed = { contracts: [0, 5, 5, 4], tricks: [1, 4, 4, 4] } as const;
    expect(told([0], round([30, 0, 0, 0], one))).toEqual([]);
    expect(told([0], round([30, 0, 0, 0], one), round([30, 0, 0, 0], one))).toEqual([
      'Perfect zeros: all 2 contracts of 0 were made.',
    ]);
    expect(told([0], ...[one, one, missed].map((more) => round([20, 0, 0, 0], more)))).toEqual([]);
  });

  test('three frisch are a storm', () => {
    expect(told([0], quiet, round([0, 0, 0, 0], { frischCount: 3 }))).toEqual([
      'Frisch storm: three frisch in round 2.',
    ]);
    expect(told([0], quiet, round([0, 0, 0, 0], { frischCount: 2 }))).toEqual([]);
  });
});

describe('remarks on the last round', () => {
  const said = (...rounds: FinishedRound[]) =>
    remarks(table(...rounds)).map((one) => words.story.remark(one, names));

  test('an ordinary round has none, nor has a game without a round', () => {
    expect(said(quiet)).toEqual([]);
    expect(said()).toEqual([]);
  });

  test('a contract of five that is made, a zero in an over round, frisch', () => {
    const contracts = [5, 0, 4, 5] as const;
    expect(said(round([35, 25, 0, 0], { contracts, tricks: [5, 0, 3, 5], frischCount: 2 }))).toEqual([
      'Dana made a contract of 5.',
      'Yossi made a zero in an over round.',
      'Amir made a contract of 5.',
      'It took 2 frisch to find a trump.',
    ]);
    expect(
      said(round([35, 0, 0, 0], { contracts: [4, 0, 4, 4], tricks: [3, 0, 5, 5], type: 'under' })),
    ).toEqual([]);
  });

  test('three in a row, made or missed', () => {
    const made = { contracts: [4, 3, 3, 4], tricks: [4, 4, 4, 1] } as const;
    const rounds = [round([30, 0, 0, 0], made), round([30, 0, 0, 0], made)];
    expect(said(...rounds)).toEqual([]);
    expect(said(...rounds, round([30, 0, 0, 0], made))).toEqual([
      'Dana has made 3 contracts in a row.',
      'Yossi has missed 3 contracts in a row.',
      'Noa has missed 3 contracts in a row.',
      'Amir has missed 3 contracts in a row.',
    ]);
    const missed = round([0, 0, 0, 0], { contracts: [4, 4, 4, 1], tricks: [3, 4, 4, 1] });
    expect(said(missed, ...rounds, round([30, 0, 0, 0], made))[0]).toBe(
      'Dana has made 3 contracts in a row.',
    );
    expect(said(...rounds, missed)).toEqual([]);
  });

  test('a best score of a player, or of the group, if the earlier one is known', () => {
    const bests: Bests = { players: [20, 30, null, 19], group: 35 };
    const beating = (best: Bests, ...rounds: FinishedRound[]) =>
      remarks(table(...rounds), best)
        .filter(({ kind }) => kind === 'best')
        .map((one) => words.story.remark(one, names));
    expect(beating(bests, round([20, 30, 26, -19]))).toEqual([]);
    expect(beating(bests, round([21, 35, 0, 0]))).toEqual([
      'Dana has never scored as much in a round: 21.',
      'Yossi has never scored as much in a round: 35.',
    ]);
    expect(beating(bests, round([36, 21, 0, 0]))).toEqual([
      'The best round of the group so far: Dana scored 36.',
    ]);
    // Two have beaten the best of the group, and only the higher score is the best now.
    expect(beating(bests, round([36, 40, 0, 0]))).toEqual([
      'Dana has never scored as much in a round: 36.',
      'The best round of the group so far: Yossi scored 40.',
    ]);
    // A round of this game counts too: the score to beat is now higher.
    expect(beating(bests, round([22, 0, 0, 0]), round([22, 0, 0, 0]))).toEqual([]);
    expect(beating(bests, round([0, 40, 0, 0]), round([38, 0, 0, 0]))).toEqual([
      'Dana has never scored as much in a round: 38.',
    ]);
    // Without a finished game there is nothing to beat, nor without a group.
    expect(beating({ ...bests, players: [null, null, null, null] }, round([34, 0, 0, 0]))).toEqual([]);
    expect(remarks(table(round([90, 0, 0, 0])), { players: [null, null, null, null], group: null })).toEqual(
      [],
    );
  });

  test('a close race', () => {
    expect(said(round([30, 25, 0, 0]))).toEqual(['Only 5 points lie between the first and the second.']);
    expect(said(round([30, 24, 0, 0]))).toEqual([]);
    expect(said(round([30, 30, 0, 0]))).toEqual(['The first place is shared.']);
    expect(said(round([0, 30, 0, 0]), round([60, 0, 0, 0]), round([0, 27, 0, 0])).at(-1)).toBe(
      'Only 3 points lie between the first and the second.',
    );
  });
});

test('standings begin with the starting scores', () => {
  expect(standings({ startingScores: [1, 2, 3, 4], rounds: [quiet, quiet, quiet] })).toEqual([
    [1, 2, 3, 4],
    [31, 2, -17, -16],
    [61, 2, -37, -36],
    [91, 2, -57, -56],
  ]);
});
