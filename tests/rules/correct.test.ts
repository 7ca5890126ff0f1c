import { describe, expect, test } from 'vitest';
import type { Bid, Game } from '../../src/rules/index.ts';
import {
  contracted,
  correct,
  end,
  fault,
  next,
  overRound,
  play,
  record,
  roundOf,
  rounds,
  say,
  started,
  trick,
  tricks,
  underRound,
} from './table.ts';

const three = rounds(started(), overRound, underRound, overRound);

/** The scores of every round. */
const scoresOf = (game: Game) => game.rounds.map((round) => round.scores);

describe('trap 9, a correction of an old round loses scores', () => {
  test('the round is scored again, and all later totals follow', () => {
    const game = play(three, correct(1, { tricks: [5, 3, 2, 3] }));
    expect(scoresOf(game)).toEqual([
      [-10, 19, 14, 19],
      [50, 35, 19, -10],
      [46, 19, 14, -10],
    ]);
    expect(game.totals).toEqual([86, 73, 47, -1]);
    expect(rounds(game, underRound).totals).toEqual([136, 108, 66, -11]);
  });

  test('parts that the correction does not name stay as they were', () => {
    const [first, second, third] = three.rounds;
    const game = play(three, correct(2, { contracts: [1, 5, 3, 5] }));
    expect(game.rounds).toEqual([
      first,
      { ...second, contracts: [1, 5, 3, 5], type: 'over', scores: [-10, 35, 19, 35] },
      third,
    ]);
    expect(game.totals).toEqual([82, 73, 47, 15]);
  });

  test('a correction that names nothing changes nothing', () => {
    for (const round of [1, 2, 3]) expect(play(three, correct(round, {}))).toEqual(three);
  });
});

describe('a correction can change', () => {
  test('the amount and the suit of the trump', () => {
    const trump: Bid = { seat: 0, amount: 5, suit: 'no_trump' };
    const game = play(three, correct(1, { trump }));
    expect(game.rounds[0]).toEqual({ ...three.rounds[0], trump });
    expect(game.totals).toEqual(three.totals);
  });

  test('the seat of the trump', () => {
    const high = rounds(started(), { ...overRound, contracts: [6, 0, 6, 4] });
    const trump: Bid = { seat: 2, amount: 6, suit: 'hearts' };
    expect(play(high, correct(1, { trump })).rounds[0]).toEqual({ ...high.rounds[0], trump });
  });

  test('the contracts: under becomes over, and a made zero gives less', () => {
    const game = play(three, correct(2, { contracts: [0, 5, 3, 6] }));
    expect(game.rounds[1]).toMatchObject({ type: 'over', scores: [25, 35, 19, -10] });
    expect(game.totals).toEqual([117, 73, 47, -30]);
  });

  test('the contracts: over becomes under, and a made zero gives more', () => {
    const zero = rounds(started(), { ...overRound, contracts: [6, 6, 0, 2], tricks: [6, 5, 0, 2] });
    expect(zero.totals).toEqual([46, -10, 25, 14]);
    expect(play(zero, correct(1, { contracts: [6, 4, 0, 2] })).totals).toEqual([46, -10, 50, 14]);
  });

  test('the tricks', () => {
    expect(play(three, correct(3, { tricks: [0, 0, 0, 13] })).totals).toEqual([36, 24, 13, -120]);
  });

  test('everything at once', () => {
    const change = {
      trump: { seat: 2, amount: 9, suit: 'spades' },
      contracts: [0, 0, 9, 3],
      tricks: [0, 1, 9, 3],
    } as const;
    const game = play(three, correct(1, change));
    expect(game.rounds[0]).toEqual({
      ...three.rounds[0],
      ...change,
      type: 'under',
      scores: [50, -50, 91, 19],
    });
    expect(game.totals).toEqual([146, 4, 124, -1]);
  });

  test('scores by the rule profile of the game', () => {
    const rules = { missPerTrick: 5, zeroOver: 30, zeroFailed: 'flat' } as const;
    const game = rounds(started(rules), overRound);
    const corrected = play(game, correct(1, { contracts: [6, 0, 0, 9], tricks: [6, 0, 3, 4] }));
    expect(corrected.totals).toEqual([46, 30, -50, -25]);
  });

  test('totals that began with starting scores', () => {
    const game = rounds(started({}, null, [100, 0, -100, 0]), overRound, underRound);
    expect(play(game, correct(1, { tricks: [5, 3, 2, 3] })).totals).toEqual([140, 54, -67, 9]);
  });

  test('a round twice, and back again', () => {
    const changed = play(three, correct(1, { tricks: [5, 3, 2, 3] }), correct(2, { tricks: [1, 5, 3, 4] }));
    expect(changed.totals).toEqual([-14, 73, 47, 35]);
    const back = play(changed, correct(2, { tricks: [0, 5, 3, 5] }), correct(1, { tricks: [6, 3, 2, 2] }));
    expect(back).toEqual(three);
  });
});

describe('a refused correction changes nothing', () => {
  const frisch = rounds(say(started(), 'p p p p f'), { ...overRound, bid: '6c' });
  test.each([
    ['a round that does not exist', { game: three, action: correct(4, {}), expected: 'round_not_finished' }],
    ['round 0', { game: three, action: correct(0, {}), expected: 'round_not_finished' }],
    [
      'the round on the table',
      { game: play(three, next), action: correct(4, {}), expected: 'round_not_finished' },
    ],
    [
      'tricks below 13',
      { game: three, action: correct(1, { tricks: [6, 3, 2, 1] }), expected: 'tricks_not_13' },
    ],
    [
      'tricks above 13',
      { game: three, action: correct(1, { tricks: [6, 3, 2, 3] }), expected: 'tricks_not_13' },
    ],
    [
      'contracts of 13',
      { game: three, action: correct(1, { contracts: [6, 3, 2, 2] }), expected: 'contract_makes_13' },
    ],
    [
      'a declarer below the bid',
      { game: three, action: correct(1, { contracts: [5, 3, 2, 4] }), expected: 'contract_below_bid' },
    ],
    [
      'a bid above what the declarer contracted',
      {
        game: three,
        action: correct(1, { trump: { seat: 0, amount: 7, suit: 'hearts' } }),
        expected: 'contract_below_bid',
      },
    ],
    [
      'a declarer who contracted too little',
      {
        game: three,
        action: correct(1, { trump: { seat: 1, amount: 6, suit: 'hearts' } }),
        expected: 'contract_below_bid',
      },
    ],
    [
      'a bid below 5',
      {
        game: three,
        action: correct(1, { trump: { seat: 0, amount: 4, suit: 'no_trump' } }),
        expected: 'bid_too_low',
      },
    ],
    [
      'a bid below the minimum after a frisch',
      {
        game: frisch,
        action: correct(1, { trump: { seat: 0, amount: 5, suit: 'no_trump' } }),
        expected: 'bid_too_low',
      },
    ],
  ] as const)('%s', (_, { game, action, expected }) => {
    const before = JSON.stringify(game);
    expect(fault(game, action)).toBe(expected);
    expect(JSON.stringify(game)).toBe(before);
  });

  test('the minimum is that of the corrected round, not of the round on the table', () => {
    const trump: Bid = { seat: 0, amount: 5, suit: 'no_trump' };
    const later = say(play(three, next), 'p p p p f p p p p');
    expect(roundOf(later).minimumBid).toBe(7);
    expect(fault(later, correct(1, { trump }))).toBeNull();
    expect(fault(frisch, correct(1, { trump: { ...trump, amount: 6 } }))).toBeNull();
  });
});

describe('a correction is possible', () => {
  const change = { tricks: [5, 3, 2, 3] } as const;
  const fourth = play(three, next);
  test.each([
    ['the auction', fourth],
    ['a frisch', say(fourth, 'p p p p')],
    ['the contracts', play(fourth, record(1, '6h'))],
    ['the tricks', play(contracted(fourth, underRound), trick(3))],
  ])('in the middle of %s, which goes on unchanged', (_, game) => {
    const corrected = play(game, correct(1, change));
    expect(corrected).toEqual({
      ...game,
      rounds: [{ ...game.rounds[0], ...change, scores: [-10, 19, 14, 19] }, ...game.rounds.slice(1)],
      totals: [86, 73, 47, -1],
    });
    expect(corrected.round).toBe(game.round);
  });

  test('between rounds: the round on the table changes together with its line in the score table', () => {
    const trump: Bid = { seat: 1, amount: 5, suit: 'spades' };
    const game = play(three, correct(3, { trump, contracts: [0, 5, 1, 0], tricks: [1, 5, 1, 6] }));
    expect(roundOf(game)).toEqual({
      ...roundOf(three),
      trump,
      highestBid: trump,
      contracts: [0, 5, 1, 0],
      sum: 6,
      type: 'under',
      tricks: [1, 5, 1, 6],
    });
    expect(game.status).toBe('round_complete');
    expect(play(game, next).round).toEqual(play(three, next).round);
  });

  test('between rounds: the round on the table stays if an older one changes', () => {
    expect(play(three, correct(2, { tricks: [0, 5, 4, 4] })).round).toBe(three.round);
  });

  test('after the end: the winners follow', () => {
    const ended = play(three, end);
    expect(ended.winners).toEqual([0]);
    const corrected = play(ended, correct(1, { tricks: [0, 3, 2, 8] }), correct(2, { tricks: [4, 5, 3, 1] }));
    expect(corrected).toMatchObject({ status: 'finished', totals: [-34, 73, 47, -90], winners: [1] });
  });

  test('after the end: a correction may make a tie, and undo one', () => {
    const ended = play(rounds(started({}, null, [0, 0, 0, 27]), overRound), end);
    expect(ended).toMatchObject({ totals: [46, 19, 14, 17], winners: [0] });
    const tie = play(ended, correct(1, { tricks: [5, 3, 2, 3], contracts: [6, 4, 2, 3] }));
    expect(tie).toMatchObject({ totals: [-10, -10, 14, 46], winners: [3] });
    const shared = play(
      play(rounds(started({}, null, [0, 27, 0, 0]), overRound), end),
      correct(1, { tricks: [6, 3, 3, 1] }),
    );
    expect(shared.winners).toEqual([0, 1]);
    expect(play(shared, correct(1, { tricks: [6, 4, 2, 1] })).winners).toEqual([0]);
  });
});

describe('a correction and the length of the game', () => {
  test('a correction between rounds that reaches the points ends the game', () => {
    const game = rounds(started({}, { points: 50 }), overRound);
    expect(game.status).toBe('round_complete');
    const corrected = play(game, correct(1, { contracts: [7, 3, 2, 3], tricks: [7, 3, 2, 1] }));
    expect(corrected).toMatchObject({ status: 'finished', totals: [59, 19, 14, -20], winners: [0] });
  });

  test('a correction in the middle of a round that reaches the points ends the game after that round', () => {
    const game = play(rounds(started({}, { points: 50 }), overRound), next);
    const corrected = play(game, correct(1, { contracts: [7, 3, 2, 3], tricks: [7, 3, 2, 1] }));
    expect(corrected.status).toBe('bidding_trump');
    const sheet = { ...underRound, contracts: [1, 5, 3, 5], tricks: [0, 5, 3, 5] } as const;
    expect(rounds(corrected, sheet)).toMatchObject({ status: 'finished', totals: [49, 54, 33, 15] });
    const lower = { ...sheet, tricks: [2, 4, 2, 5] } as const;
    expect(rounds(corrected, lower)).toMatchObject({ status: 'round_complete', totals: [49, 9, 4, 15] });
  });

  test('a finished game stays finished', () => {
    const game = rounds(started({}, { points: 46 }), overRound);
    const corrected = play(game, correct(1, { tricks: [5, 4, 2, 2] }));
    expect(corrected).toMatchObject({ status: 'finished', totals: [-10, -10, 14, -10], winners: [2] });
  });

  test('a length in rounds does not change', () => {
    const game = rounds(started({}, { rounds: 2 }), overRound);
    expect(play(game, correct(1, { tricks: [5, 3, 2, 3] })).status).toBe('round_complete');
    expect(play(rounds(game, underRound), correct(1, { tricks: [5, 3, 2, 3] })).status).toBe('finished');
  });
});

test('a corrected round counts as if it had been played so', () => {
  const played = rounds(started(), { ...overRound, tricks: [5, 3, 2, 3] }, underRound);
  const corrected = play(
    contracted(play(rounds(started(), overRound), next), underRound),
    correct(1, { tricks: [5, 3, 2, 3] }),
    tricks(0, 5, 3, 5),
  );
  expect(corrected).toEqual(played);
});
