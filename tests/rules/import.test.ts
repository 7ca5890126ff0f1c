import { describe, expect, test } from 'vitest';
import { apply, newGame, defaultProfile, leftOf, type Action, type Game } from '../../src/rules/index.ts';
import { rounds } from '../tui/states.ts';

const started = played(newGame(defaultProfile, null, [0, 0, 0, 0]), [{ type: 'room.start' }]);
const paper = {
  type: 'round.import',
  frisch: 1,
  trump: { seat: 2, amount: 6, suit: 'hearts' },
  contracts: [3, 2, 6, 1],
  tricks: [3, 2, 6, 2],
} as const satisfies Action;

function played(game: Game, actions: readonly Action[]): Game {
  return actions.reduce((before, action) => {
    const outcome = apply(before, action);
    if ('error' in outcome) throw new Error(`${action.type} is refused: ${outcome.error}`);
    return outcome.ok;
  }, game);
}

/** The same round, played step by step. */
const stepByStep = ({ frisch, trump, contracts, tricks }: typeof paper): Action[] => [
  { type: 'auction.record', ...trump, frisch },
  ...[0, 1, 2, 3].map((step): Action => {
    const seat = leftOf(trump.seat, step);
    return { type: 'contract.set', seat, amount: contracts[seat] };
  }),
  { type: 'round.record', tricks },
];

describe('a round from paper', () => {
  test('is the same as if it were played, and the next one is dealt by itself', () => {
    const once = played(started, [paper]);
    expect(once).toEqual(played(started, stepByStep(paper)));
    expect(once.rounds[0]?.scores).toEqual([19, 14, 46, -10]);
    expect(played(once, [paper])).toEqual(played(once, [{ type: 'round.next' }, ...stepByStep(paper)]));
  });

  test('may follow rounds that were played', () => {
    const game = played(newGame(defaultProfile, null, [0, 0, 0, 0]), rounds(3));
    expect(played(game, [paper]).rounds).toHaveLength(4);
  });

  test.each([
    ['a bid below the minimum after a frisch', { trump: { ...paper.trump, amount: 5 } }, 'bid_too_low'],
    ['more frisch than there are', { frisch: 4 }, 'frisch_out_of_range'],
    ['a contract below the bid', { contracts: [3, 2, 5, 1] }, 'contract_below_bid'],
    ['contracts that make 13', { contracts: [3, 2, 6, 2] }, 'contract_makes_13'],
    ['tricks that do not', { tricks: [3, 2, 6, 1] }, 'tricks_not_13'],
  ])('is refused with %s', (_, change, error) => {
    expect(apply(started, { ...paper, ...change } as Action)).toEqual({ error });
  });

  test('is refused if a round has begun, or if the game is over', () => {
    const begun = played(started, [{ type: 'auction.bid', seat: 1, amount: 6, suit: 'clubs' }]);
    expect(apply(begun, paper)).toEqual({ error: 'auction_under_way' });
    expect(apply(played(begun, [{ type: 'game.end' }]), paper)).toEqual({ error: 'wrong_phase' });
    expect(apply(newGame(defaultProfile, null, [0, 0, 0, 0]), paper)).toEqual({ error: 'wrong_phase' });
  });
});
