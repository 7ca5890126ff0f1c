import type { RoomStore } from '../../../client/index.ts';
import { legalBids, total, type Game, type Seat } from '../../../rules/index.ts';
import type { Choice } from '../../../tui/script.ts';
import { tricksOf, type RoundPlan } from './plan.ts';

/** A decision of the demo, and the seat that makes it. */
export interface Move {
  readonly seat: Seat;
  readonly choice: DemoChoice;
}

type DemoChoice =
  | { readonly type: 'start' | 'pass' | 'frischDone' | 'nextRound' }
  | Extract<Choice, { type: 'bid' | 'contract' | 'trick' | 'tricks' }>;

/** The next move of the scripted players; null when the game is over. */
export function nextMove(game: Game, plans: readonly RoundPlan[]): Move | null {
  const { round, status } = game;
  const plan = plans[(round?.number ?? 1) - 1];
  if (!plan) throw new Error('the demo has a plan for each round');
  const seat = round?.turn ?? 0;
  switch (status) {
    case 'waiting':
      return { seat, choice: { type: 'start' } };
    case 'bidding_trump':
      return { seat, choice: bidOrPass(game, seat, plan) };
    case 'frisch':
      return { seat: 2, choice: { type: 'frischDone' } };
    case 'bidding_contract':
      return { seat, choice: { type: 'contract', amount: plan.contracts[seat] } };
    case 'playing':
      // In the first and in the last round each trick is claimed, in the others all are recorded at the end.
      return round?.number === 1 || round?.number === plans.length
        ? { seat: plan.tricks[total(round.tricks)] ?? 0, choice: { type: 'trick' } }
        : { seat: 0, choice: { type: 'tricks', tricks: tricksOf(plan) } };
    case 'round_complete':
      return { seat: 1, choice: { type: 'nextRound' } };
    case 'finished':
      return null;
    default: {
      const never: never = status;
      return never;
    }
  }
}

function bidOrPass({ round }: Game, seat: Seat, plan: RoundPlan): DemoChoice {
  const bid = round && legalBids(round).find(({ suit }) => suit === plan.suits[seat]);
  const isWorthIt = bid && bid.amount <= plan.limits[seat] && round.frischCount === plan.frischCount;
  return isWorthIt ? { type: 'bid', ...bid } : { type: 'pass' };
}

/** Makes a choice at a terminal that nobody sees. */
export function choose({ act }: Pick<RoomStore, 'act'>, choice: DemoChoice): Promise<boolean> {
  switch (choice.type) {
    case 'start':
      return act('room.start', {});
    case 'bid':
      return act('auction.bid', { amount: choice.amount, suit: choice.suit });
    case 'pass':
      return act('auction.pass', {});
    case 'frischDone':
      return act('frisch.done', {});
    case 'contract':
      return act('contract.set', { amount: choice.amount });
    case 'trick':
      return act('trick.claim', {});
    case 'tricks':
      return act('round.record', { tricks: [...choice.tricks] });
    case 'nextRound':
      return act('round.next', {});
    default: {
      const never: never = choice;
      return never;
    }
  }
}
