import {
  foldEvent,
  type Changed,
  type Params,
  type Refusal,
  type Refused,
  type RoomEvent,
  type RoomState,
} from '../protocol/index.ts';
import type { Seat } from '../rules/index.ts';
import type { Connection } from './connection.ts';
import { withEvents } from './history.ts';
import { nothingYet, type RoomSnapshot, type RoomStore } from './snapshot.ts';
import { createStore } from './store.ts';

/** How to enter a room: with a seat; or without one, to watch or, as its host, to keep score. */
export type Entrance = { readonly seat?: Seat } | { readonly watch: true };

/** Follows one room over a connection that is logged in, through every reconnect. */
export function createRoomStore(connection: Connection, code: string, entrance: Entrance = {}): RoomStore {
  const entered = Promise.withResolvers<{ readonly state: RoomState } | Refused>();
  const store = createStore<RoomSnapshot>({
    ...nothingYet,
    connection: connection.status(),
    me: connection.user()?.id ?? '',
  });
  const { show, happen } = createShowing(connection, store, () => void enter());
  let entering: Promise<void> | null = null;

  /** Enters the room, and again after a lost line or a missing event; only once at a time. */
  async function enter() {
    entering ??= enterNow().finally(() => (entering = null));
    await entering;
  }

  async function enterNow() {
    const { state, events } = store.getSnapshot();
    const known = events.findLast(({ type }) => type !== 'presence')?.version ?? 0;
    const found = await enterRoom(connection, { code, entrance, isNew: state === null, known });
    if ('refused' in found) {
      store.change({ fault: found.refused.message });
      entered.resolve(found);
      return;
    }
    // If too many events were missed, drop the older ones, so that no gap is shown.
    if (!found.events) store.change({ events: [] });
    show(found.state, found.events ?? []);
    entered.resolve({ state: store.getSnapshot().state ?? found.state });
  }

  async function refused({ reason, message, data }: Refusal) {
    const isBehind =
      reason === 'version_conflict' && data?.['version'] !== store.getSnapshot().state?.version;
    if (isBehind) await enter();
    store.change({ busy: false, fault: message });
  }

  const stops = follow(connection, store, { happen, enter });
  if (connection.status() === 'online') void enter();

  return {
    entered: entered.promise,
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    async act(method, params) {
      const { state, busy } = store.getSnapshot();
      if (!state || busy || store.isClosed()) return false;
      store.change({ busy: true, fault: null, notice: null });
      const room = { code: state.code, version: state.version };
      const outcome = await connection.call(method, { ...params, ...room } as Params<typeof method>);
      if ('refused' in outcome) {
        await refused(outcome.refused);
        return false;
      }
      const { event }: Changed = outcome.result;
      if (event) happen(event, { busy: false });
      else store.change({ busy: false });
      return true;
    },
    close() {
      for (const stop of stops) stop();
      store.close();
    },
  };
}

type Store = ReturnType<typeof createStore<RoomSnapshot>>;

/** Shows states and events of a room in a store. `enter` enters the room again. */
function createShowing(connection: Connection, store: Store, enter: () => void) {
  /** The players whose bests are known, or have been asked for. */
  let bestsOf = '';

  /**
   * Shows a state unless a newer one is shown already: news may arrive before the answer to an earlier call.
   */
  function show(state: RoomState, newer: readonly RoomEvent[] = [], more: Partial<RoomSnapshot> = {}) {
    const before = store.getSnapshot();
    const shown = before.state?.version ?? 0;
    const events = withEvents(before.events, newer);
    if (state.version < shown) store.change({ events, ...more });
    else store.change({ state, events, ...(state.version > shown && { fault: null }), ...more });
    void learnBests(state);
  }

  /** Shows an event, with the state after it. If another event is missing, the room is entered again. */
  function happen(event: RoomEvent, more: Partial<RoomSnapshot> = {}) {
    const { state } = store.getSnapshot();
    if (!state) return;
    const isOld = event.version < state.version + (event.type === 'presence' ? 0 : 1);
    const next = isOld ? state : foldEvent(state, event);
    if (next) return show(next, [event], more);
    store.change(more);
    enter();
  }

  /** Asks for the best scores before this game, once a round is over: only then a score can beat them. */
  async function learnBests({ code: id, rounds, seats }: RoomState) {
    const players = seats.map((player) => player?.userId).join();
    if (rounds.length === 0 || players === bestsOf) return;
    bestsOf = players;
    const outcome = await connection.call('stats.bests', { id });
    store.change({ bests: 'refused' in outcome ? null : outcome.result });
  }

  return { show, happen };
}

interface Entering {
  readonly code: string;
  readonly entrance: Entrance;
  /** Whether this is the first time. Later the seat is there already, so watching is enough. */
  readonly isNew: boolean;
  /** The last version that is known. */
  readonly known: number;
}

const updates = 'events';

/** Enters a room. The answer has the events after the known version, or no events if there are too many. */
async function enterRoom({ call }: Connection, { code, entrance, isNew, known }: Entering) {
  const outcome =
    isNew && !('watch' in entrance)
      ? await call('room.join', { code, ...entrance, updates })
      : await call('room.watch', { code, updates });
  if ('refused' in outcome) return outcome;
  const missed = await call('room.state', { code, since: known, updates });
  return 'refused' in missed ? { state: outcome.result.state, events: [] } : missed.result;
}

/** Listens to the news of a room and of the connection. */
function follow(
  connection: Connection,
  { change, getSnapshot }: Pick<Store, 'change' | 'getSnapshot'>,
  { happen, enter }: { happen(event: RoomEvent): void; enter(): Promise<void> },
): readonly (() => void)[] {
  return [
    connection.onNotification(({ method, params }) => {
      if (method === 'admin.broadcast') return change({ notice: params.message });
      if (method === 'server.stopping' || params.code !== getSnapshot().state?.code) return;
      if (method === 'room.fenced') change({ fenced: true });
      else happen(params.event);
    }),
    connection.onStatus((status) => {
      const isBack = status === 'online';
      change({
        connection: status,
        me: connection.user()?.id ?? getSnapshot().me,
        ...(isBack && { fault: null }),
      });
      if (isBack) void enter();
    }),
  ];
}
