import { describe, expect, test } from 'vitest';
import {
  beats,
  isLegalBid,
  legalBids,
  passedSeats,
  passesSince,
  seats,
  suits,
  type RuleProfile,
} from '../../src/rules/index.ts';
import { bid, bidOf, fault, pass, play, roundOf, rounds, say, started, turnOf, underRound } from './table.ts';

const final: Partial<RuleProfile> = { passIsFinal: true };

/** The state of the auction: `1?` if seat 1 has the turn, `1:5c` if seat 1 has won with 5 clubs, or `frisch`. */
function standing(game: ReturnType<typeof started>): string {
  const { trump, phase, turn } = roundOf(game);
  if (trump) return `${trump.seat}:${trump.amount}${trump.suit === 'no_trump' ? 'n' : trump.suit[0]}`;
  return phase === 'frisch' ? 'frisch' : `${turn}?`;
}

describe('bids', () => {
  const all = Array.from({ length: 14 }, (_, amount) => suits.map((suit) => ({ amount, suit }))).flat();

  test('every pair: a bid beats exactly the ones below it', () => {
    for (const [i, higher] of all.entries()) {
      for (const [j, lower] of all.entries()) expect(beats(higher, lower)).toBe(i > j);
    }
  });

  test('suits rank clubs < diamonds < hearts < spades < no trump', () => {
    expect(suits).toEqual(['clubs', 'diamonds', 'hearts', 'spades', 'no_trump']);
    expect(beats(bidOf('6c'), bidOf('5n'))).toBe(true);
    expect(beats(bidOf('5n'), bidOf('5s'))).toBe(true);
  });

  test('the offered bids are the legal ones, lowest first', () => {
    const opening = { minimumBid: 5, highestBid: null };
    expect(legalBids(opening)).toHaveLength(45);
    expect(legalBids(opening)[0]).toEqual({ amount: 5, suit: 'clubs' });
    expect(legalBids(opening).at(-1)).toEqual({ amount: 13, suit: 'no_trump' });
    const late = { minimumBid: 5, highestBid: { seat: 2, ...bidOf('13h') } } as const;
    expect(legalBids(late)).toEqual([bidOf('13s'), bidOf('13n')]);
    for (const highest of all.filter(({ amount }) => amount >= 6)) {
      const round = { minimumBid: 6, highestBid: { seat: 0, ...highest } } as const;
      expect(legalBids(round)).toEqual(all.filter((it) => beats(it, highest)));
    }
  });

  test('no bid is below the minimum or above 13', () => {
    const opening = { minimumBid: 7, highestBid: null };
    expect(isLegalBid(opening, { amount: 6, suit: 'no_trump' })).toBe(false);
    expect(isLegalBid(opening, { amount: 7, suit: 'clubs' })).toBe(true);
    expect(isLegalBid(opening, { amount: 14, suit: 'clubs' })).toBe(false);
  });
});

describe('turns', () => {
  test('the seat to the left of the dealer opens, and the turn goes clockwise', () => {
    const game = started();
    expect(roundOf(game)).toMatchObject({ dealer: 0, turn: 1 });
    expect(['p', 'p p', 'p p p', '5c', '5c 5d 5h 5s'].map((words) => turnOf(say(game, words)))).toEqual([
      2, 3, 0, 2, 1,
    ]);
  });

  test('trap 1, the dealer never rotates: each of eight rounds has the next dealer and the next opener', () => {
    let game = started();
    const order: [number, number][] = [];
    for (let n = 0; n < 8; n++) {
      const dealt = n === 0 ? game : play(game, { type: 'round.next' });
      order.push([roundOf(dealt).dealer, turnOf(dealt)]);
      game = rounds(dealt, underRound);
    }
    const circle = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ];
    expect(order).toEqual([...circle, ...circle]);
    expect(game.rounds.map((round) => round.dealer)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });

  test('a seat is refused when it is not its turn', () => {
    const game = started();
    for (const seat of seats.filter((it) => it !== 1)) {
      expect(fault(game, bid(seat, '5c'))).toBe('not_your_turn');
      expect(fault(game, pass(seat))).toBe('not_your_turn');
    }
  });

  test('trap 5, a disconnected bidder blocks the table: at any bid, somebody else may pass for the seat', () => {
    for (const words of ['', 'p', 'p p', 'p p p', '5c', '5c p', '5c p p', '5c 6c 7c 13s']) {
      const game = say(started(), words);
      expect(fault(game, pass(turnOf(game)))).toBeNull();
    }
  });

  test('a bid must beat the highest one and reach the minimum', () => {
    const game = say(started(), '6h');
    expect(fault(game, bid(2, '6d'))).toBe('bid_too_low');
    expect(fault(game, bid(2, '6h'))).toBe('bid_too_low');
    expect(fault(game, bid(2, '5n'))).toBe('bid_too_low');
    expect(fault(game, bid(2, '6s'))).toBeNull();
    expect(fault(game, bid(2, '7c'))).toBeNull();
    expect(fault(started(), bid(1, '4n'))).toBe('bid_too_low');
    expect(fault(started({ minimumBid: 7 }), bid(1, '6n'))).toBe('bid_too_low');
  });

  test('nobody bids or passes outside the auction', () => {
    for (const words of ['p p p p', '5c p p p']) {
      const game = say(started(), words);
      expect(seats.map((seat) => fault(game, bid(seat, '13n')))).toEqual(Array(4).fill('wrong_phase'));
      expect(seats.map((seat) => fault(game, pass(seat)))).toEqual(Array(4).fill('wrong_phase'));
    }
  });
});

describe('the end of the auction', () => {
  test.each([
    ['5c p p p', '1:5c'],
    ['p 5c p p p', '2:5c'],
    ['p p 5c p p p', '3:5c'],
    ['5c p p', '0?'],
    ['5c p p 5d p p', '3?'],
    ['5c p p 5d p p p', '0:5d'],
    ['5c 5d 5h 5s 5n p p p', '1:5n'],
    ['5c p 5d p 5h p 5s p p p', '3:5s'],
    ['5c p p 6c 6d p p p', '1:6d'],
    ['p p p 13n', '0:13n'],
    ['p p p 13s', '1?'],
    ['p p p 13s 13n', '1:13n'],
    ['5c 13n', '2:13n'],
    ['13n', '1:13n'],
    ['p p p p', 'frisch'],
    ['p p p p f', '1?'],
    ['p p p p f p p p 6c p p p', '0:6c'],
    ['p p p p f p p 6c p p', '2?'],
  ])('%s → %s', (words, expected) => {
    expect(standing(say(started(), words))).toBe(expected);
  });

  test('trap 2, the auction never ends after pass, pass, pass, bid: it goes on, and three more passes end it', () => {
    const game = say(started(), 'p p p 5c');
    expect(standing(game)).toBe('1?');
    expect(standing(say(game, 'p p'))).toBe('3?');
    expect(standing(say(game, 'p p p'))).toBe('0:5c');
    expect(standing(say(game, 'p p 6c p p p'))).toBe('3:6c');
  });

  test('a player who passed may bid again on the next turn', () => {
    expect(standing(say(started(), 'p 5c p p 6c'))).toBe('2?');
  });

  test('the winner names the trump, and contracts first', () => {
    const round = roundOf(say(started(), '5c 7h p p p'));
    expect(round).toMatchObject({
      phase: 'contract_bidding',
      turn: 2,
      trump: { seat: 2, amount: 7, suit: 'hearts' },
      highestBid: { seat: 2, amount: 7, suit: 'hearts' },
    });
    expect(round.bids).toHaveLength(5);
  });
});

describe('if a pass is final', () => {
  test.each([
    ['5c p p', '0?'],
    ['5c p p p', '1:5c'],
    ['5c p p 5d', '1?'],
    ['5c p p 5d p', '0:5d'],
    ['5c p p 5d 5h', '0?'],
    ['5c p p 5d 5h p', '1:5h'],
    ['p 5c', '3?'],
    ['p 5c p', '0?'],
    ['p 5c p p', '2:5c'],
    ['p 5c 5d p', '2?'],
    ['p 5c 5d p p', '3:5d'],
    ['p p p', '0?'],
    ['p p p 5c', '0:5c'],
    ['p p p 13c', '0:13c'],
    ['p p p p', 'frisch'],
    ['p p p p f', '1?'],
    ['p p p p f p 6c p', '0?'],
    ['p p p p f p p p 6c', '0:6c'],
    ['p p p p f p p p p', 'frisch'],
    ['5c 5d 13n', '3:13n'],
  ])('%s → %s', (words, expected) => {
    expect(standing(say(started(final), words))).toBe(expected);
  });

  test('the turn skips a seat that passed, and the refusal says so', () => {
    const game = say(started(final), 'p 5c 5d 5h');
    expect(turnOf(game)).toBe(2);
    expect(fault(game, bid(1, '6c'))).toBe('passed_out');
    expect(fault(game, pass(1))).toBe('passed_out');
    expect(fault(game, bid(3, '6c'))).toBe('not_your_turn');
    expect(fault(game, pass(2))).toBeNull();
  });

  test('after three passes the fourth seat wins with any legal bid, but only with a legal one', () => {
    const game = say(started(final), 'p p p');
    expect(fault(game, bid(0, '4n'))).toBe('bid_too_low');
    for (const word of ['5c', '8h', '13n']) expect(standing(say(game, word))).toBe(`0:${word}`);
  });

  test('after a frisch everybody may bid again', () => {
    const game = say(started(final), 'p p p p f');
    expect(passedSeats(roundOf(game).bids)).toEqual([]);
    expect(turnOf(say(game, '6c 6d 6h 6s'))).toBe(1);
  });
});

describe('passes in the auction', () => {
  test.each([
    ['', 0, []],
    ['p p', 2, [1, 2]],
    ['p p p', 3, [1, 2, 3]],
    ['p p p p', 0, []],
    ['p p p p f p', 1, [1]],
    ['p 5c p', 1, [1, 3]],
    ['p 5c p p 6c', 0, [1, 3, 0]],
  ])('after "%s": %i passes in a row, passed %j', (words, passes, passed) => {
    const { bids } = roundOf(say(started(), words));
    expect(passesSince(bids)).toBe(passes);
    expect(passedSeats(bids)).toEqual(passed);
  });
});
