import { reasons, type Change, type ChangeName } from '../client/index.ts';
import { apply, type Action, type Fault } from '../rules/index.ts';
import type { Table } from './table.ts';
import { bidWords } from './words.ts';

/** A change to ask the server for. */
export type Act = { [M in ChangeName]: { readonly method: M; readonly params: Change<M> } }[ChangeName];

/** How a terminal ends: `quit` keeps the seat, `left` gives it up. */
export type Ending = 'quit' | 'left' | 'logged_out';

/** What a key press on a screen comes to. `S` is the state of the screen, `O` that of one it opens over itself. */
export type Outcome<S, O> =
  | { readonly state: S }
  | { readonly open: O }
  | { readonly close: true }
  /** A sentence on the screen; nothing is sent. */
  | { readonly say: string }
  | { readonly act: Act; readonly ending?: Ending };

/** The act, or the sentence why the rules refuse it; nothing that is sure to be refused is sent. */
export function tryAct(
  table: Table,
  action: Action,
  act: Act,
): { readonly act: Act } | { readonly say: string } {
  const outcome = apply(table.state, action);
  return 'error' in outcome ? { say: faultSentence(table, outcome.error) } : { act };
}

/** The rules' refusal in words that know the table. */
export function faultSentence({ state, names }: Table, fault: Fault): string {
  const { round } = state;
  if (fault === 'bid_too_low' && round?.highestBid) {
    const { amount } = round.highestBid;
    return `The bid must beat ${bidWords(round.highestBid)}: ${amount} in a higher suit, or a larger amount.`;
  }
  if (fault === 'bid_too_low' && round) return `The bid must be at least ${round.minimumBid}.`;
  if (fault === 'contract_below_bid' && round?.trump && round.phase === 'contract_bidding')
    return `${names[round.trump.seat]} bid ${bidWords(round.trump)} and must contract at least ${round.trump.amount}.`;
  if (fault === 'contract_makes_13' && round?.forbidden != null)
    return `${round.forbidden} would make the four contracts add up to 13; choose another number.`;
  return reasons[fault];
}
