import { apply, isActionType, type Action, type Game } from '../rules/index.ts';
import type { Restored, RoomEvent, RoomState, Watchers } from './state.ts';

/**
 * The state after an event of `updates: "events"`. Null if the event does not follow on this state, because
 * another one is missing: ask `room.state` then.
 */
export function foldEvent(state: RoomState, event: RoomEvent): RoomState | null {
  const follows = event.type === 'presence' ? state.version : state.version + 1;
  if (event.version !== follows) return null;
  const game = gameAfter(state, event);
  if (!game) return null;
  const { hostId = state.hostId, seats = state.seats } = event;
  const rematch = event.type === 'room.rematch' ? String(event.payload['code']) : state.rematch;
  const watchers = event.type === 'room.watchers' ? (event.payload['watchers'] as Watchers) : state.watchers;
  return { ...state, ...game, version: event.version, hostId, seats, rematch, watchers };
}

/** The game after an event; null if the rules refuse its action. */
function gameAfter(game: Game, { type, payload, game: restored }: RoomEvent): Game | null {
  if (restored) return restore(game, restored);
  if (!isActionType(type)) return game;
  const outcome = apply(game, { type, ...payload } as Action);
  return 'ok' in outcome ? outcome.ok : null;
}

/** The parts of a game that are not the same in another one. */
export function differences(before: Game, after: Game): Restored {
  const { rounds, ...parts } = after;
  const changed = Object.entries(parts).filter(([name, value]) => before[name as keyof Game] !== value);
  return {
    ...Object.fromEntries(changed),
    roundCount: rounds.length,
    rounds: rounds.filter((round, i) => round !== before.rounds[i]),
  };
}

/** The game that has these differences from another one. */
function restore(game: Game, { roundCount, rounds, ...parts }: Restored): Game {
  const byNumber = new Map(rounds.map((round) => [round.number, round]));
  const kept = Array.from({ length: roundCount }, (_, i) => byNumber.get(i + 1) ?? game.rounds[i]);
  return { ...game, ...parts, rounds: kept.filter((round) => round !== undefined) };
}
