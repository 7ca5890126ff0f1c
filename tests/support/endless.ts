import { legalBids, type Action, type Game, type Seat } from '../../src/rules/index.ts';

/** The next action of a table that goes on until its game is over. */
export function nextAction({ status, round }: Pick<Game, 'status' | 'round'>): Action {
  const seat: Seat = round?.turn ?? 0;
  switch (status) {
    case 'bidding_trump': {
      const bid = round && round.bids.length < 2 ? legalBids(round)[0] : undefined;
      return bid ? { type: 'auction.bid', seat, ...bid } : { type: 'auction.pass', seat };
    }
    case 'bidding_contract':
      if (round?.trump?.seat === seat) return { type: 'contract.set', seat, amount: round.trump.amount };
      return { type: 'contract.set', seat, amount: round?.forbidden === 1 ? 2 : 1 };
    case 'playing':
      return { type: 'trick.claim', seat: ((round?.number ?? 0) % 4) as Seat };
    case 'round_complete':
      return { type: 'round.next' };
    default:
      throw new Error(`there is no next action in ${status}`);
  }
}
