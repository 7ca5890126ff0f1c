import type { Bid, Fault, GameStatus, Round, RuleProfile, Seat } from '../../rules/index.ts';
import { reasons } from '../../protocol/faults.ts';
import { cards } from './cards.ts';

const statusWords: Record<GameStatus, string> = {
  waiting: 'The game has not started.',
  bidding_trump: 'The table is at the auction.',
  frisch: 'The table is passing three cards to the left.',
  bidding_contract: 'The table is at the contracts.',
  playing: 'The round is being played.',
  round_complete: 'The round is over and the next one is not dealt yet.',
  finished: 'The game is over.',
};

/** What a sentence about a refusal may speak of. */
export interface Explained {
  readonly status: GameStatus;
  readonly rules: RuleProfile;
  readonly round: Pick<Round, 'phase' | 'turn' | 'minimumBid' | 'highestBid' | 'trump' | 'forbidden'> | null;
  /** Who sits in a seat; undefined where nobody does. */
  readonly nameOf: (seat: Seat) => string | undefined;
}

/** The rules' refusal in one sentence that knows the table; the server and the screens say the same. */
export function explain(
  fault: Fault | 'nothing_to_undo',
  { status, rules, round, nameOf }: Explained,
): string {
  switch (fault) {
    case 'wrong_phase':
      return `This does not fit now. ${statusWords[status]}`;
    case 'not_your_turn': {
      const name = round?.turn == null ? undefined : nameOf(round.turn);
      return name === undefined ? reasons[fault] : `It is ${name}’s turn.`;
    }
    case 'bid_too_low':
      return round?.phase === 'trump_bidding'
        ? lowestBid(round.minimumBid, round.highestBid)
        : reasons[fault];
    case 'contract_below_bid': {
      if (!round?.trump || round.phase !== 'contract_bidding') return reasons[fault];
      const declarer = nameOf(round.trump.seat) ?? 'The declarer';
      return `${declarer} bid ${cards.bid(round.trump)} and must contract at least ${round.trump.amount}.`;
    }
    case 'contract_makes_13':
      return round?.forbidden == null
        ? reasons[fault]
        : `${round.forbidden} would make the four contracts add up to 13; choose another number.`;
    case 'frisch_out_of_range':
      return `This table has at most ${rules.frischMax} card exchanges a deal, and none recorded can be taken away.`;
    default:
      return reasons[fault];
  }
}

function lowestBid(minimum: number, highest: Bid | null): string {
  if (!highest) return `The bid must be at least ${minimum}.`;
  return `The bid must beat ${cards.bid(highest)}: ${highest.amount} in a higher suit, or a larger amount.`;
}
