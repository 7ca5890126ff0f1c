import type { Bid, Game, PerSeat, Seat, Suit } from './types.ts';

/** The actions of a game. Their names are the same on the wire and in the log. */
export type Action =
  | { readonly type: 'room.start' }
  | { readonly type: 'auction.bid'; readonly seat: Seat; readonly amount: number; readonly suit: Suit }
  | { readonly type: 'auction.pass'; readonly seat: Seat }
  | {
      readonly type: 'auction.record';
      readonly seat: Seat;
      readonly amount: number;
      readonly suit: Suit;
      readonly frisch?: number | undefined;
    }
  | { readonly type: 'frisch.done' }
  | { readonly type: 'contract.set'; readonly seat: Seat; readonly amount: number }
  | { readonly type: 'trick.claim'; readonly seat: Seat }
  | { readonly type: 'round.record'; readonly tricks: PerSeat<number> }
  | { readonly type: 'round.next' }
  /** A whole round from a score sheet. It is dealt first if the round before it is over. */
  | {
      readonly type: 'round.import';
      readonly frisch: number;
      readonly trump: Bid;
      readonly contracts: PerSeat<number>;
      readonly tricks: PerSeat<number>;
    }
  | { readonly type: 'game.end' }
  | {
      readonly type: 'round.correct';
      readonly round: number;
      readonly trump?: Bid | undefined;
      readonly contracts?: PerSeat<number> | undefined;
      readonly tricks?: PerSeat<number> | undefined;
    };

const actionTypes: Readonly<Record<Action['type'], true>> = {
  'room.start': true,
  'auction.bid': true,
  'auction.pass': true,
  'auction.record': true,
  'frisch.done': true,
  'contract.set': true,
  'trick.claim': true,
  'round.record': true,
  'round.next': true,
  'round.import': true,
  'round.correct': true,
  'game.end': true,
};

/** Whether an entry of a log is an action of the game; others are about the people, or an undo. */
export function isActionType(type: string): type is Action['type'] {
  return Object.hasOwn(actionTypes, type);
}

/** The reason for a refusal; the same word is the `reason` on the wire. */
export type Fault =
  | 'wrong_phase'
  | 'not_your_turn'
  | 'bid_too_low'
  | 'passed_out'
  | 'auction_under_way'
  | 'frisch_out_of_range'
  | 'contract_below_bid'
  | 'contract_makes_13'
  | 'tricks_not_13'
  | 'round_not_finished';

export type Outcome = { readonly ok: Game } | { readonly error: Fault };
