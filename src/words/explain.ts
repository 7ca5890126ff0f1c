import type { Fault, GameStatus, Round, RuleProfile, Seat } from '../rules/index.ts';
import type { Words } from './english/index.ts';
import { words } from './table.ts';

/** The table of a refusal, so far as its sentence needs it. */
export interface Explained {
  readonly status: GameStatus;
  readonly rules: RuleProfile;
  readonly round: Pick<Round, 'phase' | 'turn' | 'minimumBid' | 'highestBid' | 'trump' | 'forbidden'> | null;
  /** The name of the player in a seat; undefined if the seat is empty. */
  readonly nameOf: (seat: Seat) => string | undefined;
}

/**
 * A refusal of the rules, in one sentence about this table. The screens say it in their language, and a server in that
 * of the wire.
 */
export function explain(
  fault: Fault | 'nothing_to_undo',
  table: Explained,
  { explanations, reasons }: Pick<Words, 'explanations' | 'reasons'> = words,
): string {
  return knowing(fault, table, explanations) ?? reasons[fault];
}

/** A sentence about this table; undefined if the usual sentence is enough. */
function knowing(
  fault: Fault | 'nothing_to_undo',
  { status, rules, round, nameOf }: Explained,
  explanations: Words['explanations'],
): string | undefined {
  switch (fault) {
    case 'wrong_phase':
      return explanations.wrongPhase(status);
    case 'not_your_turn': {
      const name = round?.turn == null ? undefined : nameOf(round.turn);
      return name === undefined ? undefined : explanations.turnOf(name);
    }
    case 'bid_too_low': {
      if (round?.phase !== 'trump_bidding') return undefined;
      const { highestBid, minimumBid } = round;
      return highestBid ? explanations.bidMustBeat(highestBid) : explanations.bidAtLeast(minimumBid);
    }
    case 'contract_below_bid': {
      if (!round?.trump || round.phase !== 'contract_bidding') return undefined;
      const declarer = nameOf(round.trump.seat) ?? explanations.theDeclarer;
      return explanations.contractBelow(declarer, round.trump);
    }
    case 'contract_makes_13':
      return round?.forbidden == null ? undefined : explanations.contractMakes13(round.forbidden);
    case 'frisch_out_of_range':
      return explanations.frischAtMost(rules.frischMax);
    default:
      return undefined;
  }
}
