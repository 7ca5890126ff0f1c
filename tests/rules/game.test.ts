import { describe, expect, test } from 'vitest';
import { add, apply, leaders, leftOf, perSeat, seats, total, withSeat } from '../../src/rules/index.ts';
import type { PerSeat } from '../../src/rules/index.ts';
import {
  bid,
  contract,
  contracted,
  correct,
  end,
  fault,
  frischDone,
  lobby,
  next,
  overRound,
  pass,
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

const noPoints: PerSeat<number> = [0, 0, 0, 0];

describe('the lobby', () => {
  test('a new game waits, with its starting scores as totals', () => {
    expect(lobby({}, { rounds: 3 }, [10, -20, 0, 5])).toMatchObject({
      status: 'waiting',
      length: { rounds: 3 },
      startingScores: [10, -20, 0, 5],
      totals: [10, -20, 0, 5],
      round: null,
      rounds: [],
      winners: null,
    });
  });

  test('nothing is played before the start', () => {
    const actions = [bid(1, '5c'), pass(1), record(1, '5c'), frischDone, contract(1, 5), trick(1), next];
    for (const action of [...actions, tricks(6, 3, 2, 2)]) expect(fault(lobby(), action)).toBe('wrong_phase');
    expect(fault(lobby(), correct(1, {}))).toBe('round_not_finished');
  });

  test('a game starts once', () => {
    expect(started().status).toBe('bidding_trump');
    for (const game of [started(), rounds(started(), overRound), play(lobby(), end)]) {
      expect(fault(game, { type: 'room.start' })).toBe('wrong_phase');
    }
  });
});

describe('totals', () => {
  test('add up over the whole game', () => {
    const game = rounds(started(), overRound, underRound, overRound);
    expect(game.totals).toEqual([142, 73, 47, -30]);
  });

  test('begin with the starting scores', () => {
    const game = rounds(started({}, null, [-100, 7, 0, 250]), overRound, underRound);
    expect(game.totals).toEqual([-4, 61, 33, 230]);
    expect(game.startingScores).toEqual([-100, 7, 0, 250]);
  });

  test('follow the profile', () => {
    const zero = { ...overRound, contracts: [6, 8, 0, 0], tricks: [6, 5, 0, 2] } as const;
    expect(rounds(started(), zero).totals).toEqual([46, -30, 25, -40]);
    const rules = { missPerTrick: 5, zeroOver: 30, zeroFailed: 'flat' } as const;
    expect(rounds(started(rules), zero).totals).toEqual([46, -15, 30, -50]);
  });
});

describe('a length in rounds', () => {
  test.each([1, 2, 5])('of %i ends the game after the last round', (n) => {
    const sheets = Array.from({ length: n }, () => overRound);
    const before = rounds(started({}, { rounds: n }), ...sheets.slice(1));
    expect(before.status).toBe(n === 1 ? 'bidding_trump' : 'round_complete');
    const game = rounds(before, overRound);
    expect(game).toMatchObject({ status: 'finished', winners: [0] });
    expect(fault(game, next)).toBe('wrong_phase');
    expect(roundOf(game).phase).toBe('complete');
  });

  test('ends the game after claimed tricks too', () => {
    const playing = contracted(started({}, { rounds: 1 }), overRound);
    const won = [...Array(6).fill(0), 1, 1, 1, 2, 2, 3, 3] as const;
    expect(play(playing, ...won.map(trick)).status).toBe('finished');
  });

  test('does not count a deal that was thrown in', () => {
    const thrownIn = say(started({ frischMax: 0 }, { rounds: 1 }), 'p p p p');
    expect(thrownIn.status).toBe('bidding_trump');
    expect(rounds(thrownIn, overRound).status).toBe('finished');
  });
});

describe('a length in points', () => {
  test.each([
    [46, 'finished'],
    [47, 'round_complete'],
  ])('46 points reach %i: %s', (points, status) => {
    expect(rounds(started({}, { points }), overRound).status).toBe(status);
  });

  test('counts the total', () => {
    const game = rounds(started({}, { points: 96 }), overRound);
    expect(game.status).toBe('round_complete');
    expect(rounds(game, underRound)).toMatchObject({ status: 'finished', winners: [0] });
  });

  test('counts starting scores, at the end of a round', () => {
    const game = started({}, { points: 50 }, [0, 60, 0, 0]);
    expect(game.status).toBe('bidding_trump');
    expect(rounds(game, overRound)).toMatchObject({ status: 'finished', winners: [1] });
    const below = started({}, { points: 50 }, [0, 0, 0, 59]);
    expect(rounds(below, overRound)).toMatchObject({ status: 'round_complete', totals: [46, 19, 14, 49] });
  });
});

describe('the winner', () => {
  test('has the highest total; before the end there is none', () => {
    const game = rounds(started(), overRound);
    expect(game.winners).toBeNull();
    expect(play(game, end).winners).toEqual([0]);
    const low = rounds(started({}, null, [-500, -100, -100, -100]), overRound);
    expect(play(low, end).winners).toEqual([1]);
  });

  test.each([
    [
      [0, 27, 0, 0],
      [0, 1],
    ],
    [
      [0, 27, 32, 0],
      [0, 1, 2],
    ],
    [
      [0, 27, 32, 56],
      [0, 1, 2, 3],
    ],
    [
      [0, 0, 33, 57],
      [2, 3],
    ],
  ] as [PerSeat<number>, number[]][])(
    'trap 7: a tie shows no winner at all: starting at %j, %j share the win',
    (starting, winners) => {
      expect(play(rounds(started({}, null, starting), overRound), end).winners).toEqual(winners);
      const byItself = rounds(started({}, { rounds: 1 }, starting), overRound);
      expect(byItself).toMatchObject({ status: 'finished', winners });
    },
  );
});

describe('the end by the host', () => {
  const one = rounds(started(), overRound);
  const second = play(one, next);
  const phases = {
    lobby: lobby(),
    auction: second,
    frisch: say(second, 'p p p p'),
    contracts: say(second, '5c p p p'),
    'last contract': play(second, record(0, '5c'), contract(0, 5), contract(1, 5), contract(2, 5)),
    tricks: play(contracted(second, underRound), trick(0), trick(0)),
    'between rounds': one,
  };

  test.each(Object.entries(phases))(
    'trap 6, the game stays open for ever: the host can end it in: %s',
    (_, game) => {
      const ended = play(game, end);
      expect(ended.status).toBe('finished');
      expect(ended.rounds).toBe(game.rounds);
      expect(ended.totals).toEqual(game.totals);
      expect(ended.winners).toEqual(game.rounds.length > 0 ? [0] : null);
      expect(ended.round?.turn ?? null).toBeNull();
    },
  );

  test('a round in progress does not count', () => {
    const ended = play(contracted(second, underRound), trick(0), end);
    expect(ended).toMatchObject({ totals: [46, 19, 14, -10], winners: [0] });
    expect(ended.rounds).toHaveLength(1);
  });

  test('without a finished round nobody has won, with or without starting scores', () => {
    const ended = play(contracted(started({}, null, [9, 0, 0, 0]), overRound), end);
    expect(ended).toMatchObject({ status: 'finished', winners: null, totals: [9, 0, 0, 0] });
  });

  test.each(Object.entries(phases))('only a correction is possible after it: %s', (_, game) => {
    const ended = play(game, end);
    const actions = [
      { type: 'room.start' } as const,
      end,
      next,
      frischDone,
      tricks(6, 3, 2, 2),
      ...seats.flatMap((seat) => [
        bid(seat, '13n'),
        pass(seat),
        record(seat, '13n'),
        contract(seat, 13),
        trick(seat),
      ]),
    ];
    for (const action of actions) expect(apply(ended, action)).toEqual({ error: 'wrong_phase' });
  });
});

describe('seats', () => {
  test('the left neighbour is one seat clockwise', () => {
    expect(seats.map((seat) => leftOf(seat))).toEqual([1, 2, 3, 0]);
    expect([0, 1, 2, 3, 4, 5].map((steps) => leftOf(3, steps))).toEqual([3, 0, 1, 2, 3, 0]);
  });

  test('a value can be changed for one seat', () => {
    expect(perSeat((seat) => seat * 2)).toEqual([0, 2, 4, 6]);
    expect(withSeat(noPoints, 2, 5)).toEqual([0, 0, 5, 0]);
    expect(total([1, null, 3, 0])).toBe(4);
    expect(add([1, 2, 3, 4], [10, 0, -3, 0])).toEqual([11, 2, 0, 4]);
  });

  test('the leaders are all seats with the highest value', () => {
    expect(leaders(noPoints)).toEqual([0, 1, 2, 3]);
    expect(leaders([-5, -1, -9, -1])).toEqual([1, 3]);
    expect(leaders([0, 1, 2, 3])).toEqual([3]);
  });
});
