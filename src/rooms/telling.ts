import type { RoomEvent, RoomState } from '../protocol/index.ts';
import type { Audience, Member } from './audience.ts';
import type { RoomCache, RoomStore } from './ports.ts';
import type { Presence } from './presence.ts';
import { replayLog } from './room.ts';
import type { Standing } from './standing.ts';
import { roomEvent, roomState, stateText, type Answer } from './view.ts';

interface Context {
  readonly store: Pick<RoomStore, 'load'>;
  readonly cache: Pick<RoomCache, 'keep'>;
  readonly now: () => Date;
  readonly graceMs: number;
}

interface Parts {
  readonly standing: Standing;
  readonly presence: Presence;
  readonly audience: Audience;
}

export type Telling = ReturnType<typeof createTelling>;

/** Tells a room to its members. The state and each event are encoded once for everybody. */
export function createTelling(
  { store, cache, now, graceMs }: Context,
  { standing, presence, audience }: Parts,
) {
  const { gameId, code } = standing.room();
  /** The state that members get, made when it is needed; null after a change. */
  let told: { readonly state: RoomState; text: string | null } | null = null;

  const view = () => (told ??= { state: roomState(standing.room(), presence, graceMs), text: null });
  const encodedState = () => (view().text ??= stateText(view().state));

  /** The answer to a change with its event as JSON, or without one if nothing was changed. */
  const answer = (event?: string): Answer => ({
    json: changedText(standing.room().version, encodedState(), event),
  });

  /** Tells everybody but `except` what has happened, with the room as it is now. `event` is JSON. */
  function tell(event: string, except: Member | null) {
    told = null;
    const { version, createdAt, saidAt } = standing.room();
    const changed = changedText(version, encodedState(), event);
    audience.tell('room.updated', `{"code":"${code}",${changed.slice(1)}`, except);
    cache.keep({ state: view().state, createdAt, lastActivity: now(), saidAt });
  }

  return {
    state: () => view().state,
    encodedState,
    answer,
    tell,
    /** Tells an event that is not in the log. */
    announce: (event: RoomEvent, except: Member | null): void => tell(JSON.stringify(event), except),
    /** The same answer that the change of this version got before. Only presence may differ. */
    async answerAt(version: number): Promise<Answer> {
      if (version === standing.room().version) return answer(standing.recent.lastText());
      const stored = await store.load({ gameId }, { upTo: version });
      const past = stored && replayLog(gameId, stored.entries).at(-1);
      if (!past) throw new Error(`game ${gameId} has gone from the database`);
      const state = stateText(roomState(past.room, presence, graceMs));
      return { json: changedText(version, state, JSON.stringify(roomEvent(past.entry))) };
    },
  };
}

/** `state` and `event` are JSON. */
function changedText(version: number, state: string, event?: string): string {
  return `{"version":${version}${event === undefined ? '' : `,"event":${event}`},"state":${state}}`;
}
