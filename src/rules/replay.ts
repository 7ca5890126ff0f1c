import type { Action, Outcome } from './actions.ts';
import { apply } from './apply.ts';
import type { Game } from './types.ts';

/** An entry of the log of a game, as far as the rules are concerned. */
export type Entry = Action | { readonly type: 'log.undo' };

/** A game, and the timeline that an undo brings back; null at the start. So one more entry of a long log costs little. */
export interface Timeline {
  readonly game: Game;
  readonly before: Timeline | null;
}

export type TimelineOutcome =
  | { readonly ok: Timeline }
  | Extract<Outcome, { error: unknown }>
  | { readonly error: 'nothing_to_undo' };

/** The timeline after one more entry. An undo takes back the last action that still stands, in any phase. */
export function advance(timeline: Timeline, entry: Entry): TimelineOutcome {
  if (entry.type === 'log.undo') {
    return timeline.before ? { ok: timeline.before } : { error: 'nothing_to_undo' };
  }
  const outcome = apply(timeline.game, entry);
  if ('error' in outcome) return outcome;
  return { ok: { game: outcome.ok, before: timeline } };
}

/** The timeline that `entries` lead to from `start`, or the first fault among them. */
export function replay(start: Game, entries: Iterable<Entry>): TimelineOutcome {
  let timeline: Timeline = { game: start, before: null };
  for (const entry of entries) {
    const outcome = advance(timeline, entry);
    if ('error' in outcome) return outcome;
    timeline = outcome.ok;
  }
  return { ok: timeline };
}
