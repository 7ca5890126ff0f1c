import { describe, expect, test } from 'vitest';
import { seats } from '../../src/rules/index.ts';
import { contract, fault, play, record, roundOf, say, started } from './table.ts';

const allPass = 'p p p p';

describe('an auction held aloud', () => {
  test.each(seats)('can be won by seat %i, which then contracts first', (seat) => {
    const game = play(started(), record(seat, '6h'));
    expect(game.status).toBe('bidding_contract');
    expect(roundOf(game)).toMatchObject({
      turn: seat,
      trump: { seat, amount: 6, suit: 'hearts' },
      highestBid: { seat, amount: 6, suit: 'hearts' },
      frischCount: 0,
      minimumBid: 5,
      bids: [],
    });
  });

  test.each([
    { rules: {}, word: '5c', expected: null },
    { rules: {}, word: '4n', expected: 'bid_too_low' },
    { rules: {}, frisch: 0, word: '5c', expected: null },
    { rules: {}, frisch: 1, word: '5n', expected: 'bid_too_low' },
    { rules: {}, frisch: 1, word: '6c', expected: null },
    { rules: {}, frisch: 2, word: '7c', expected: null },
    { rules: {}, frisch: 3, word: '7n', expected: 'bid_too_low' },
    { rules: {}, frisch: 3, word: '8c', expected: null },
    { rules: {}, frisch: 4, word: '13n', expected: 'frisch_out_of_range' },
    { rules: { frischMax: 2 }, frisch: 3, word: '13n', expected: 'frisch_out_of_range' },
    { rules: { frischMax: 0 }, frisch: 0, word: '5c', expected: null },
    { rules: { frischMax: 0 }, frisch: 1, word: '13n', expected: 'frisch_out_of_range' },
    { rules: { frischRaisesMinimum: false }, frisch: 3, word: '5c', expected: null },
    { rules: { minimumBid: 7 }, frisch: 0, word: '6n', expected: 'bid_too_low' },
    { rules: { minimumBid: 7 }, frisch: 3, word: '8c', expected: null },
    { rules: { minimumBid: 7 }, frisch: 3, word: '7n', expected: 'bid_too_low' },
  ])('with $rules and $frisch frisch, $word: $expected', ({ rules, word, expected, frisch }) => {
    expect(fault(started(rules), record(2, word, frisch))).toBe(expected);
  });

  test('sets the number of card exchanges of the round', () => {
    const game = play(started(), record(3, '8c', 3));
    expect(roundOf(game)).toMatchObject({ frischCount: 3, minimumBid: 8 });
  });
});

describe('an auction held aloud after bids or exchanges that were recorded', () => {
  test('keeps the card exchanges that were recorded before', () => {
    const game = say(started(), `${allPass} f`);
    expect(roundOf(play(game, record(0, '6c')))).toMatchObject({ frischCount: 1, minimumBid: 6 });
    expect(fault(game, record(0, '5n'))).toBe('bid_too_low');
    expect(fault(game, record(0, '6c', 0))).toBe('frisch_out_of_range');
    expect(roundOf(play(game, record(0, '7c', 2)))).toMatchObject({ frischCount: 2, minimumBid: 7 });
    expect(fault(game, record(0, '6n', 2))).toBe('bid_too_low');
  });

  test('cannot add a card exchange once somebody has bid or passed', () => {
    for (const words of ['p', '8c', 'p p p', 'p p p 8c', `${allPass} f p`]) {
      expect(fault(say(started(), words), record(2, '9c', 3))).toBe('auction_under_way');
    }
  });

  test('may end an auction that began bid by bid, with a bid that beats the highest one', () => {
    const game = say(started(), '5c 6h');
    expect(fault(game, record(1, '6d'))).toBe('bid_too_low');
    expect(fault(game, record(1, '6h'))).toBe('bid_too_low');
    expect(roundOf(play(game, record(1, '6s'))).trump).toEqual({ seat: 1, amount: 6, suit: 'spades' });
    expect(roundOf(play(game, record(2, '7c'))).trump).toEqual({ seat: 2, amount: 7, suit: 'clubs' });
  });

  test('may end it with the highest bid itself, for the seat that made it', () => {
    const game = play(say(started(), '5c 6h'), record(2, '6h'));
    expect(roundOf(game)).toMatchObject({ turn: 2, trump: { seat: 2, amount: 6, suit: 'hearts' } });
    expect(roundOf(game).bids).toHaveLength(2);
    for (const lower of ['5h', '6c', '6d'])
      expect(fault(say(started(), '5c 6h'), record(2, lower))).toBe('bid_too_low');
  });

  test('cannot be won by a seat that passed, if a pass is final', () => {
    const game = say(started({ passIsFinal: true }), 'p 5c');
    expect(fault(game, record(1, '9c'))).toBe('passed_out');
    expect(fault(game, record(3, '9c'))).toBeNull();
    expect(fault(say(started(), 'p 5c'), record(1, '9c'))).toBeNull();
    const afterFrisch = say(started({ passIsFinal: true }), `${allPass} f`);
    expect(fault(afterFrisch, record(1, '9c'))).toBeNull();
  });

  test('is refused outside an auction', () => {
    const won = play(started(), record(2, '6h'));
    expect(fault(won, record(2, '6h'))).toBe('wrong_phase');
    expect(fault(say(started(), allPass), record(2, '6h'))).toBe('wrong_phase');
    const playing = play(won, contract(2, 6), contract(3, 0), contract(0, 0), contract(1, 0));
    expect(fault(playing, record(2, '6h'))).toBe('wrong_phase');
  });
});
