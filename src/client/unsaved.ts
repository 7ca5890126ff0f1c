/**
 * Changes that this terminal has asked for, and that the server has not answered yet. The rules are a value, so the
 * room can be shown as it will be after them.
 */
import { foldEvent, type ChangeName, type RoomEvent, type RoomState } from '../protocol/index.ts';
import { isActionType, seats } from '../rules/index.ts';

/** A change that waits for its answer. */
export interface Unsaved {
  readonly method: ChangeName;
  readonly params: Readonly<Record<string, unknown>>;
  /** The event that the server should tell about it. */
  readonly event: RoomEvent;
  readonly answer: (accepted: boolean) => void;
}

/** The event that the server will tell about a change of `state`, if it accepts the change. */
export function expectedEvent(
  state: RoomState,
  me: string,
  { method, params }: Pick<Unsaved, 'method' | 'params'>,
): RoomEvent {
  const mine = seats.find((seat) => state.seats[seat]?.userId === me) ?? null;
  const seat = seats.find((one) => one === params['seat']) ?? mine;
  return {
    type: method,
    version: state.version + 1,
    actorId: me,
    seat,
    payload: { ...params, ...(seat !== null && { seat }) },
    at: new Date().toISOString(),
  };
}

/** The room after an event that is only expected; null if the rules alone do not tell what it leads to. */
function foldExpected(state: RoomState, event: RoomEvent): RoomState | null {
  return isActionType(event.type) ? foldEvent(state, event) : null;
}

/**
 * The room after the changes that follow on it. If others were faster, or if only the server knows where a change
 * leads to, it is the room as it is.
 */
export function roomAfter(saved: RoomState, unsaved: readonly Unsaved[]): RoomState {
  let state = saved;
  for (const { event } of unsaved) {
    const next = foldExpected(state, event);
    if (!next) break;
    state = next;
  }
  return state;
}
