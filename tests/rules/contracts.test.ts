import { describe, expect, test } from 'vitest';
import {
  apply,
  contractFault,
  forbiddenContract,
  gameType,
  lastToContract,
  leftOf,
  legalContracts,
  seats,
  type Bid,
  type PerSeat,
} from '../../src/rules/index.ts';
import { contract, fault, play, record, roundOf, say, started } from './table.ts';

const amounts = Array.from({ length: 14 }, (_, amount) => amount);

test('after any three contracts only the one that makes 13 is forbidden', () => {
  for (const a of amounts) {
    for (const b of amounts) {
      for (const c of amounts) {
        const rest = 13 - a - b - c;
        const forbidden = rest < 0 ? null : rest;
        for (const seat of seats) {
          const soFar: (number | null)[] = [a, b, c];
          soFar.splice(seat, 0, null);
          const four = soFar as [number | null, number | null, number | null, number | null];
          const trump: Bid = { seat: leftOf(seat), amount: 5, suit: 'clubs' };
          expect(forbiddenContract(four)).toBe(forbidden);
          expect(legalContracts({ trump, contracts: four }, seat)).toEqual(
            amounts.filter((it) => it !== forbidden),
          );
        }
      }
    }
  }
});

test('of any four contracts the rules refuse only those below the bid and those that add up to 13', () => {
  const opened = play(started(), record(0, '5c'));
  for (const a of amounts) {
    if (a < 5) {
      expect(fault(opened, contract(0, a))).toBe('contract_below_bid');
      continue;
    }
    for (const b of amounts) {
      for (const c of amounts) {
        const three = play(opened, contract(0, a), contract(1, b), contract(2, c));
        for (const d of amounts) {
          const sum = a + b + c + d;
          const outcome = apply(three, contract(3, d));
          if (sum === 13) {
            expect(outcome).toEqual({ error: 'contract_makes_13' });
          } else {
            if ('error' in outcome) throw new Error(outcome.error);
            const { type, contracts, sum: shown } = roundOf(outcome.ok);
            expect([type, shown]).toEqual([sum > 13 ? 'over' : 'under', sum]);
            expect(contracts).toEqual([a, b, c, d]);
          }
        }
      }
    }
  }
});

describe('the order of contracts', () => {
  test.each(seats)('if seat %i declares, it contracts first, and its right neighbour last', (declarer) => {
    let game = play(started(), record(declarer, '5c'));
    const order = [0, 1, 2, 3].map((steps) => leftOf(declarer, steps));
    expect(lastToContract(declarer)).toBe(order[3]);
    for (const seat of order) {
      expect(roundOf(game).turn).toBe(seat);
      for (const other of seats.filter((it) => it !== seat)) {
        expect(fault(game, contract(other, 9))).toBe('not_your_turn');
      }
      game = play(game, contract(seat, seat === declarer ? 6 : 1));
    }
    expect(game.status).toBe('playing');
    expect(roundOf(game)).toMatchObject({ turn: null, type: 'under', sum: 9, forbidden: null });
  });

  test('contracts are set once, after the auction', () => {
    expect(fault(started(), contract(1, 5))).toBe('wrong_phase');
    expect(fault(say(started(), 'p p p p'), contract(1, 5))).toBe('wrong_phase');
    const soFar = play(started(), record(1, '5c'), contract(1, 5));
    expect(fault(soFar, contract(1, 6))).toBe('not_your_turn');
    const all = play(soFar, contract(2, 5), contract(3, 5), contract(0, 5));
    expect(fault(all, contract(0, 4))).toBe('wrong_phase');
  });
});

describe('the declarer', () => {
  test.each([
    ['5c', 5],
    ['8n', 8],
    ['13n', 13],
  ])('with a bid of %s contracts at least %i', (word, least) => {
    const game = play(started(), record(2, word));
    const taken = amounts.filter((amount) => fault(game, contract(2, amount)) === null);
    expect(taken).toEqual(amounts.filter((amount) => amount >= least));
  });

  test('is the only one who is held to the bid', () => {
    const trump: Bid = { seat: 2, amount: 9, suit: 'hearts' };
    expect(contractFault({ trump, contracts: [null, null, null, null] }, 2, 8)).toBe('contract_below_bid');
    expect(contractFault({ trump, contracts: [null, null, 9, null] }, 3, 0)).toBeNull();
  });
});

describe('zero', () => {
  test('is a contract, which is not the same as no contract', () => {
    const game = play(started(), record(1, '5c'), contract(1, 5), contract(2, 0));
    expect(roundOf(game)).toMatchObject({ contracts: [null, 5, 0, null], turn: 3, sum: 5, forbidden: null });
    const last = play(game, contract(3, 0));
    expect(roundOf(last)).toMatchObject({ contracts: [null, 5, 0, 0], turn: 0, sum: 5, forbidden: 8 });
  });

  test('is refused if it makes 13', () => {
    const last = play(started(), record(1, '5c'), contract(1, 13), contract(2, 0), contract(3, 0));
    expect(roundOf(last).forbidden).toBe(0);
    expect(fault(last, contract(0, 0))).toBe('contract_makes_13');
    expect(fault(last, contract(0, 1))).toBeNull();
  });
});

test('nothing is forbidden when the first three are above 13', () => {
  const last = play(started(), record(1, '5c'), contract(1, 5), contract(2, 5), contract(3, 4));
  expect(roundOf(last).forbidden).toBeNull();
  expect(amounts.filter((amount) => fault(last, contract(0, amount)) !== null)).toEqual([]);
});

test.each([
  [[null, null, null, null], null],
  [[5, null, null, null], null],
  [[5, 3, null, null], null],
  [[5, 3, 2, null], 3],
  [[5, null, 3, 2], 3],
  [[5, 4, 4, null], 0],
  [[0, 0, 0, null], 13],
  [[5, 5, 5, null], null],
  [[5, 3, 2, 4], null],
] as [PerSeat<number | null>, number | null][])('contracts %j: forbidden %s', (contracts, forbidden) => {
  expect(forbiddenContract(contracts)).toBe(forbidden);
});

test('over is above 13 and under below', () => {
  expect([0, 12, 14, 52].map(gameType)).toEqual(['under', 'under', 'over', 'over']);
});
