import { describe, expect, test } from 'vitest';
import { bid, fault, frischDone, play, record, roundOf, rounds, say, started, underRound } from './table.ts';

const allPass = 'p p p p';

/** Frisch count and minimum bid after each of `times` auctions in which all four passed and then exchanged cards. */
function steps(rules: Parameters<typeof started>[0], times: number): string[] {
  let game = started(rules);
  return Array.from({ length: times }, () => {
    game = say(game, allPass);
    if (game.status === 'frisch') game = say(game, 'f');
    const { frischCount, minimumBid } = roundOf(game);
    return `${frischCount}/${minimumBid}`;
  });
}

describe('frisch', () => {
  test('after four passes the cards are exchanged before anything else is said', () => {
    const game = say(started(), allPass);
    expect(game.status).toBe('frisch');
    expect(roundOf(game)).toMatchObject({ phase: 'frisch', turn: null, frischCount: 1, minimumBid: 6 });
    expect(fault(game, bid(1, '6c'))).toBe('wrong_phase');
    expect(fault(game, record(1, '6c'))).toBe('wrong_phase');
  });

  test('the same opener opens again, at the raised minimum', () => {
    const game = say(started(), `${allPass} f`);
    expect(game.status).toBe('bidding_trump');
    expect(roundOf(game)).toMatchObject({ number: 1, dealer: 0, turn: 1, frischCount: 1, minimumBid: 6 });
    expect(fault(game, bid(1, '5n'))).toBe('bid_too_low');
    expect(fault(game, bid(1, '6c'))).toBeNull();
  });

  test('the opener of a later round opens again too', () => {
    const second = play(rounds(started(), underRound), { type: 'round.next' });
    expect(roundOf(say(second, `${allPass} f`))).toMatchObject({ number: 2, dealer: 1, turn: 2 });
  });

  test('cards are exchanged only in a frisch', () => {
    for (const game of [started(), say(started(), 'p p p'), say(started(), '5c p p p')]) {
      expect(fault(game, frischDone)).toBe('wrong_phase');
    }
    expect(fault(say(started(), `${allPass} f`), frischDone)).toBe('wrong_phase');
  });

  test('everything said since the deal stays in the round', () => {
    const { bids } = roundOf(say(started(), `${allPass} f p 6h`));
    expect(bids).toHaveLength(6);
    expect(bids.at(-1)).toEqual({ seat: 2, amount: 6, suit: 'hearts' });
  });

  test.each([
    [{}, ['1/6', '2/7', '3/8', '0/5', '1/6']],
    [{ frischMax: 0 }, ['0/5', '0/5']],
    [{ frischMax: 1 }, ['1/6', '0/5', '1/6']],
    [{ frischMax: 2 }, ['1/6', '2/7', '0/5']],
    [{ frischRaisesMinimum: false }, ['1/5', '2/5', '3/5', '0/5']],
    [{ frischRaisesMinimum: false, minimumBid: 7, frischMax: 2 }, ['1/7', '2/7', '0/7']],
    [{ minimumBid: 6 }, ['1/7', '2/8', '3/8', '0/6']],
    [{ minimumBid: 7 }, ['1/8', '2/8', '3/8', '0/7']],
    [{ minimumBid: 8 }, ['1/8', '2/8', '3/8', '0/8']],
    [{ passIsFinal: true }, ['1/6', '2/7', '3/8', '0/5', '1/6']],
  ])('with %j, auction after auction of passes: %j', (rules, expected) => {
    expect(steps(rules, expected.length)).toEqual(expected);
  });
});

describe('a deal that is thrown in', () => {
  const fourth = say(started(), `${allPass} f ${allPass} f ${allPass} f ${allPass}`);

  test('trap 3, the table is stuck after the third frisch: the same dealer deals the same round again', () => {
    expect(fourth).toEqual(started());
    expect(roundOf(fourth)).toMatchObject({ number: 1, dealer: 0, turn: 1, frischCount: 0, minimumBid: 5 });
    expect(roundOf(fourth).bids).toEqual([]);
  });

  test('if the rules have no frisch, the round is dealt again at once', () => {
    const game = say(started({ frischMax: 0 }), allPass);
    expect(game).toEqual(started({ frischMax: 0 }));
  });

  test('the game goes on, and the next dealer is the usual one', () => {
    const game = rounds(say(fourth, `${allPass} f`), { ...underRound, bid: '6c', contracts: [0, 6, 1, 4] });
    expect(game.rounds).toMatchObject([{ number: 1, dealer: 0, frischCount: 1 }]);
    expect(roundOf(play(game, { type: 'round.next' }))).toMatchObject({ number: 2, dealer: 1 });
  });

  test('in a later round the number and the dealer stay', () => {
    const second = play(rounds(started({ frischMax: 0 }), underRound), { type: 'round.next' });
    expect(say(second, allPass)).toEqual(second);
  });
});
