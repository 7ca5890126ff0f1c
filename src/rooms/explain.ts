import { refuse, type Refused } from '../protocol/index.ts';
import type { Bid, GameStatus, Suit } from '../rules/index.ts';
import type { Room, RoomFault } from './room.ts';

const suitWords: Record<Suit, string> = {
  clubs: 'clubs',
  diamonds: 'diamonds',
  hearts: 'hearts',
  spades: 'spades',
  no_trump: 'no trump',
};

const statusWords: Record<GameStatus, string> = {
  waiting: 'The game has not started.',
  bidding_trump: 'The table is at the auction.',
  frisch: 'The table is passing three cards to the left.',
  bidding_contract: 'The table is at the contracts.',
  playing: 'The round is being played.',
  round_complete: 'The round is over and the next one is not dealt yet.',
  finished: 'The game is over.',
};

/** The rules' refusal in words that know the table. */
export function explain(room: Room, fault: RoomFault): Refused {
  const { round, status, rules } = room.history.game;
  switch (fault) {
    case 'wrong_phase':
      return refuse(fault, { message: `This does not fit now. ${statusWords[status]}`, data: { status } });
    case 'not_your_turn': {
      const turn = round?.turn ?? null;
      const player = turn === null ? null : room.seats[turn];
      return player
        ? refuse(fault, { message: `It is ${player.displayName}’s turn.`, data: { turn } })
        : refuse(fault);
    }
    case 'bid_too_low':
      return round?.phase === 'trump_bidding'
        ? refuse(fault, { message: bidSentence(round.minimumBid, round.highestBid) })
        : refuse(fault);
    case 'contract_below_bid':
      return round?.trump && round.phase === 'contract_bidding'
        ? refuse(fault, {
            message: `The declarer bid ${words(round.trump)} and must contract at least ${round.trump.amount}.`,
          })
        : refuse(fault);
    case 'contract_makes_13':
      return round?.forbidden != null
        ? refuse(fault, {
            message: `With ${round.forbidden} the contracts would add up to 13; choose another number.`,
          })
        : refuse(fault);
    case 'frisch_out_of_range':
      return refuse(fault, {
        message: `This table has at most ${rules.frischMax} card exchanges a deal, and none recorded can be taken away.`,
      });
    default:
      return refuse(fault);
  }
}

function bidSentence(minimum: number, highest: Bid | null): string {
  if (!highest) return `The bid must be at least ${minimum}.`;
  return `The bid must beat ${words(highest)}: a larger amount, or ${highest.amount} in a higher suit.`;
}

function words({ amount, suit }: Bid): string {
  return `${amount} ${suitWords[suit]}`;
}
