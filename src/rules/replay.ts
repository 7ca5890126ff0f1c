import type { Action, Outcome } from './actions.ts';
import { apply } from './apply.ts';
import type { Game } from './types.ts';

/** An entry of the log of a game, as far as the rules are concerned. */
export type Entry = Action | { readonly type: 'log.undo' };

/** A game and every game before it that an undo can bring back, oldest first. */
export interface Timeline {
  readonly game: Game;
  readonly past: readonly Game[];
}

export type TimelineOutcome =
  { readonly ok: Timeline } | Extract<Outcome, { error: unknown }> | { readonly error: 'nothing_to_undo' };

/** The timeline after one more entry. An undo takes back the last action that still stands, in any phase. */
export function advance(timeline: Timeline, entry: Entry): TimelineOutcome {
  if (entry.type === 'log.undo') {
    const game = timeline.past.at(-1);
    return game ? { ok: { game, past: timeline.past.slice(0, -1) } } : { error: 'nothing_to_undo' };
  }
  const outcome = apply(timeline.game, entry);
  if ('error' in outcome) return outcome;
  return { ok: { game: outcome.ok, past: [...timeline.past, timeline.game] } };
}

/** The timeline that `entries` lead to from `start`, or the first fault among them. */
export function replay(start: Game, entries: Iterable<Entry>): TimelineOutcome {
  let timeline: Timeline = { game: start, past: [] };
  for (const entry of entries) {
    const outcome = advance(timeline, entry);
    if ('error' in outcome) return outcome;
    timeline = outcome.ok;
  }
  return { ok: timeline };
}
