import { differences, type RoomEvent, type RoomState, type Updates } from '../../protocol/index.ts';
import { isActionType } from '../../rules/index.ts';
import type { Audience, Member } from './audience.ts';
import type { LogEntry } from '../log.ts';
import type { RoomCache, RoomStore } from '../ports.ts';
import type { Presence } from './presence.ts';
import { replayLog, type Room } from '../room.ts';
import type { Standing } from './standing.ts';
import { roomEvent, roomState, stateText, type Answer } from '../view.ts';

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

/** An event as JSON, for terminals that get states and for those that get events. */
type EventTexts = Readonly<Record<Updates, string>>;

/** Tells a room to its members. The state and each event are encoded once for everybody. */
export function createTelling(
  { store, cache, now, graceMs }: Context,
  { standing, presence, audience }: Parts,
) {
  const { gameId, code } = standing.room();
  /** The state that members get, made when it is needed; null after a change. */
  let told: { readonly state: RoomState; text: string | null } | null = null;
  /** The last entry that was told. */
  let last: { readonly version: number; readonly texts: EventTexts } | null = null;

  const view = () => (told ??= { state: roomState(standing.room(), presence, graceMs), text: null });
  const encodedState = () => (view().text ??= stateText(view().state));
  const changed = (mode: Updates, event?: string) =>
    changedText(standing.room().version, { event, ...(mode === 'state' && { state: encodedState() }) });

  /** An event as JSON, with the people and the parts of the game that no client can know from it. */
  function foldable(event: RoomEvent, before: Room | null, after: Room): string {
    const samePeople = before?.seats === after.seats && before.hostId === after.hostId;
    const sameGame = !before || before.timeline.game === after.timeline.game || isActionType(event.type);
    return JSON.stringify({
      ...event,
      ...(!samePeople && { hostId: after.hostId, seats: roomState(after, presence, graceMs).seats }),
      ...(!sameGame && { game: differences(before.timeline.game, after.timeline.game) }),
    });
  }

  /**
   * Tells everybody but `except` what has happened, with the room as it is now. `before` is null if only
   * presence changed.
   */
  function tell(event: RoomEvent, before: Room | null, except: Member | null): EventTexts {
    told = null;
    const texts = { state: JSON.stringify(event), events: foldable(event, before, standing.room()) };
    audience.tell(
      'room.updated',
      (mode) => `{"code":"${code}",${changed(mode, texts[mode]).slice(1)}`,
      except,
    );
    const { createdAt, saidAt } = standing.room();
    cache.keep({ state: view().state, createdAt, lastActivity: now(), saidAt });
    return texts;
  }

  return {
    state: () => view().state,
    encodedState,
    /** The answer to a request that changed nothing. */
    answer: (mode: Updates): Answer => ({ json: changed(mode) }),
    tellEntry(entry: LogEntry, before: Room, except: Member | null): void {
      last = { version: entry.seq, texts: tell(roomEvent(entry), before, except) };
    },
    /** Tells an event that is not in the log. */
    announce: (event: RoomEvent, except: Member | null) => void tell(event, null, except),
    /**
     * The answer to the change of this version, also if it is asked for again. Then only presence may differ.
     */
    async answerAt(version: number, mode: Updates): Promise<Answer> {
      if (version === standing.room().version && version === last?.version)
        return { json: changed(mode, last.texts[mode]) };
      const stored = await store.load({ gameId }, { upTo: version });
      const steps = stored ? replayLog(gameId, stored.entries) : [];
      const past = steps.at(-1);
      if (!past) throw new Error(`game ${gameId} has gone from the database`);
      const event = roomEvent(past.entry);
      if (mode === 'events') {
        const before = steps.at(-2)?.room ?? null;
        return { json: changedText(version, { event: foldable(event, before, past.room) }) };
      }
      const state = stateText(roomState(past.room, presence, graceMs));
      return { json: changedText(version, { event: JSON.stringify(event), state }) };
    },
  };
}

/** `event` and `state` are JSON. */
function changedText(
  version: number,
  { event, state }: { readonly event?: string | undefined; readonly state?: string },
): string {
  const withEvent = event === undefined ? '' : `,"event":${event}`;
  return `{"version":${version}${withEvent}${state === undefined ? '' : `,"state":${state}`}}`;
}
