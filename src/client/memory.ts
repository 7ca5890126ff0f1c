import { foldEvent, type RoomEvent, type RoomState } from '../protocol/index.ts';
import { perSeat, type Seat } from '../rules/index.ts';
import { withEvents } from './history.ts';
import { nothingYet, type RoomSnapshot, type RoomStore } from './snapshot.ts';
import { createStore } from './store.ts';
import { expectedEvent } from './unsaved.ts';

/** A room that only this process knows, by the rules alone. */
export interface MemoryRoom {
  state(): RoomState;
  /** Gives a seat to somebody who enters. */
  sit(seat: Seat, userId: string, displayName: string): void;
  /** The room as a terminal of this user knows it. */
  enter(userId: string): RoomStore;
}

/** Opens a room without a server. A change that the rules refuse is not made. */
export function createMemoryRoom(first: RoomState): MemoryRoom {
  let state = first;
  let events: RoomSnapshot['events'] = [];
  const terminals = new Set<ReturnType<typeof createStore<RoomSnapshot>>>();

  function happen(event: RoomEvent): boolean {
    const next = foldEvent(state, event);
    if (!next) return false;
    state = next;
    events = withEvents(events, [event]);
    for (const terminal of terminals) terminal.change({ state, events });
    return true;
  }

  return {
    state: () => state,
    sit(seat, userId, displayName) {
      const player = { seat, userId, displayName, connected: true, guest: false, awaySince: null };
      const seats = perSeat((one) => (one === seat ? player : state.seats[one]));
      const joined = expectedEvent({ ...state, seats }, userId, { method: 'room.join', params: {} });
      happen({ ...joined, seats });
    },
    enter(me) {
      const terminal = createStore<RoomSnapshot>({ ...nothingYet, state, events, me });
      terminals.add(terminal);
      return {
        entered: Promise.resolve({ state }),
        subscribe: terminal.subscribe,
        getSnapshot: terminal.getSnapshot,
        act: (method, params) => Promise.resolve(happen(expectedEvent(state, me, { method, params }))),
        close() {
          terminals.delete(terminal);
          terminal.close();
        },
      };
    },
  };
}
