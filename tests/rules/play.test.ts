import { describe, expect, test } from 'vitest';
import { seats, type Game, type PerSeat } from '../../src/rules/index.ts';
import {
  contracted,
  end,
  fault,
  next,
  overRound,
  play,
  roundOf,
  say,
  started,
  trick,
  tricks,
  underRound,
} from './table.ts';

const playing = contracted(started(), overRound);

/** Claims `won[seat]` tricks for each seat, from the last seat to the first. */
function claimed(game: Game, won: PerSeat<number>): Game {
  const claims = seats.toReversed().flatMap((seat) => Array.from({ length: won[seat] }, () => trick(seat)));
  return play(game, ...claims);
}

describe('tricks claimed one by one', () => {
  test('the thirteenth completes the round', () => {
    const twelve = claimed(playing, [6, 3, 2, 1]);
    expect(twelve.status).toBe('playing');
    expect(roundOf(twelve).tricks).toEqual([6, 3, 2, 1]);
    expect(twelve.rounds).toEqual([]);
    const complete = play(twelve, trick(3));
    expect(complete.status).toBe('round_complete');
    expect(roundOf(complete)).toMatchObject({ phase: 'complete', turn: null, tricks: [6, 3, 2, 2] });
    expect(complete.totals).toEqual([46, 19, 14, -10]);
    expect(fault(complete, trick(3))).toBe('wrong_phase');
  });

  test('trap 4, a double tap records two tricks: for the rules the same seat may win two tricks in a row', () => {
    expect(roundOf(play(playing, trick(2), trick(2))).tricks).toEqual([0, 0, 2, 0]);
    expect(roundOf(claimed(playing, [0, 0, 0, 13])).tricks).toEqual([0, 0, 0, 13]);
  });

  test('trap 8, trick counts are old after a reconnect: they are part of the state, through JSON too', () => {
    const game = claimed(playing, [1, 0, 4, 2]);
    const resumed: Game = JSON.parse(JSON.stringify(game));
    expect(roundOf(resumed).tricks).toEqual([1, 0, 4, 2]);
    expect(play(resumed, trick(0))).toEqual(play(game, trick(0)));
  });
});

describe('all tricks recorded together', () => {
  test('complete the round', () => {
    const complete = play(playing, tricks(6, 3, 2, 2));
    expect(complete).toEqual(claimed(playing, [6, 3, 2, 2]));
  });

  test('must add up to 13', () => {
    for (const won of [
      [0, 0, 0, 0],
      [6, 3, 2, 1],
      [6, 3, 2, 3],
      [13, 13, 13, 13],
    ] as PerSeat<number>[]) {
      expect(fault(playing, tricks(...won))).toBe('tricks_not_13');
    }
  });

  test('replace the claimed ones', () => {
    const complete = play(claimed(playing, [0, 0, 5, 5]), tricks(6, 3, 2, 2));
    expect(roundOf(complete).tricks).toEqual([6, 3, 2, 2]);
    expect(complete.totals).toEqual([46, 19, 14, -10]);
  });
});

test('no trick is won before the contracts are set or after the round', () => {
  const auction = started();
  const others = [
    auction,
    say(auction, 'p p p p'),
    say(auction, '5c p p p'),
    play(playing, tricks(6, 3, 2, 2)),
  ];
  for (const game of [...others, play(playing, end)]) {
    expect(fault(game, trick(0))).toBe('wrong_phase');
    expect(fault(game, tricks(6, 3, 2, 2))).toBe('wrong_phase');
  }
});

test('the finished round keeps everything that a score sheet has', () => {
  const game = play(playing, tricks(6, 3, 2, 2));
  const trump = { seat: 0, amount: 6, suit: 'hearts' };
  expect(game.rounds).toEqual([
    {
      number: 1,
      dealer: 0,
      frischCount: 0,
      trump,
      contracts: [6, 3, 2, 3],
      tricks: [6, 3, 2, 2],
      type: 'over',
      scores: [46, 19, 14, -10],
    },
  ]);
});

test('the next round is dealt once a round is complete, and begins empty', () => {
  const complete = play(playing, tricks(6, 3, 2, 2));
  expect(fault(playing, next)).toBe('wrong_phase');
  expect(fault(started(), next)).toBe('wrong_phase');
  const second = play(complete, next);
  expect(roundOf(second)).toEqual({ ...roundOf(started()), number: 2, dealer: 1, turn: 2 });
  expect(second.totals).toEqual([46, 19, 14, -10]);
  expect(fault(second, next)).toBe('wrong_phase');
  const after = play(contracted(second, underRound), tricks(0, 5, 3, 5));
  expect(after.totals).toEqual([96, 54, 33, -20]);
});
