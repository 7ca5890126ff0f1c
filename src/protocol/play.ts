import { Type } from 'typebox';
import { forSeat, room } from './method.ts';
import { Bid, BidAmount, Contract, Contracts, SeatNumber, Suit, Tricks } from './shapes.ts';

/** Playing a game: the auction, frisch, contracts, tricks, corrections. */
export const playMethods = {
  'auction.bid': room({
    summary: 'Bids on your turn.',
    access: 'player',
    limit: 'action',
    params: { amount: BidAmount, suit: Suit, seat: forSeat },
  }),
  'auction.pass': room({
    summary: 'Passes on your turn.',
    access: 'player',
    limit: 'action',
    params: { seat: forSeat },
  }),
  'auction.record': room({
    summary: 'Records the result of an auction held aloud, without its single bids.',
    access: 'host',
    limit: 'action',
    params: {
      seat: SeatNumber,
      amount: BidAmount,
      suit: Suit,
      frisch: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: 3,
          description: 'Card exchanges since the deal. By default, the number that is recorded already.',
        }),
      ),
    },
  }),
  'frisch.done': room({
    summary: 'Says that three cards have been passed to the left.',
    access: 'player',
    limit: 'action',
    params: {},
  }),
  'contract.set': room({
    summary: 'Sets a contract on your turn.',
    access: 'player',
    limit: 'action',
    params: { amount: Contract, seat: forSeat },
  }),
  'trick.claim': room({
    summary: 'Records one more trick won. The thirteenth completes the round.',
    access: 'player',
    limit: 'action',
    params: { seat: forSeat },
  }),
  'round.record': room({
    summary: 'Records the tricks of all four seats and completes the round.',
    access: 'player',
    limit: 'action',
    params: { tricks: Tricks },
  }),
  'round.next': room({
    summary: 'Deals the next round.',
    access: 'player',
    limit: 'action',
    params: {},
  }),
  'round.correct': room({
    summary: 'Corrects a finished round. All later totals are computed again.',
    access: 'host',
    limit: 'action',
    params: {
      round: Type.Integer({ minimum: 1, description: 'The number of the round.' }),
      trump: Type.Optional(Bid),
      contracts: Type.Optional(Contracts),
      tricks: Type.Optional(Tricks),
    },
  }),
  'game.end': room({
    summary: 'Ends the game. A round in progress does not count.',
    access: 'host',
    limit: 'action',
    params: {},
  }),
  'log.undo': room({
    summary: 'Takes back the last action of the game. In a finished game only the host may do this.',
    access: 'player',
    limit: 'action',
    params: {},
  }),
} as const;
