import type { Action, Outcome } from './actions.ts';
import { apply } from './apply.ts';
import type { Game } from './types.ts';

/** An entry of the log of a game, as far as the rules are concerned. */
export type Entry = Action | { readonly type: 'log.undo' };

/** A game and every game before it that an undo can bring back, oldest first. */
export interface History {
  readonly game: Game;
  readonly past: readonly Game[];
}

export type HistoryOutcome =
  { readonly ok: History } | Extract<Outcome, { error: unknown }> | { readonly error: 'nothing_to_undo' };

/** The history after one more entry. An undo takes back the last action that still stands, in any phase. */
export function advance(history: History, entry: Entry): HistoryOutcome {
  if (entry.type === 'log.undo') {
    const game = history.past.at(-1);
    return game ? { ok: { game, past: history.past.slice(0, -1) } } : { error: 'nothing_to_undo' };
  }
  const outcome = apply(history.game, entry);
  if ('error' in outcome) return outcome;
  return { ok: { game: outcome.ok, past: [...history.past, history.game] } };
}

/** The history that `entries` lead to from `start`, or the first fault among them. */
export function replay(start: Game, entries: Iterable<Entry>): HistoryOutcome {
  let history: History = { game: start, past: [] };
  for (const entry of entries) {
    const outcome = advance(history, entry);
    if ('error' in outcome) return outcome;
    history = outcome.ok;
  }
  return { ok: history };
}
