import type { Changed, Params, Refusal, Refused, RoomEvent, RoomState } from '../protocol/index.ts';
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

  /** Asks for the best scores before this game, once a round is over: only then a score can beat them. */
  async function learnBests({ code: id, rounds, seats }: RoomState) {
    const players = seats.map((player) => player?.userId).join();
    if (rounds.length === 0 || players === bestsOf) return;
    bestsOf = players;
    const outcome = await connection.call('stats.bests', { id });
    store.change({ bests: 'refused' in outcome ? null : outcome.result });
  }

  async function enter() {
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

  function refused({ reason, message, data }: Refusal) {
    const current = reason === 'version_conflict' ? data?.['state'] : undefined;
    if (current !== undefined) show(current as RoomState);
    store.change({ fault: message });
  }

  const stops = follow(connection, store, { show, enter });
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
        store.change({ busy: false });
        refused(outcome.refused);
        return false;
      }
      const { event, state: next }: Changed = outcome.result;
      show(next, event ? [event] : [], { busy: false });
      return true;
    },
    close() {
      for (const stop of stops) stop();
      store.close();
    },
  };
}

interface Entering {
  readonly code: string;
  readonly entrance: Entrance;
  /** Whether this is the first time. Later the seat is there already, so watching is enough. */
  readonly isNew: boolean;
  /** The last version that is known. */
  readonly known: number;
}

/** Enters a room. The answer has the events after the known version, or no events if there are too many. */
async function enterRoom({ call }: Connection, { code, entrance, isNew, known }: Entering) {
  const outcome =
    isNew && !('watch' in entrance)
      ? await call('room.join', { code, ...entrance })
      : await call('room.watch', { code });
  if ('refused' in outcome) return outcome;
  const missed = await call('room.state', { code, since: known });
  return 'refused' in missed ? { state: outcome.result.state, events: [] } : missed.result;
}

/** Listens to the news of a room and of the connection. */
function follow(
  connection: Connection,
  { change, getSnapshot }: Pick<ReturnType<typeof createStore<RoomSnapshot>>, 'change' | 'getSnapshot'>,
  { show, enter }: { show(state: RoomState, newer: readonly RoomEvent[]): void; enter(): Promise<void> },
): readonly (() => void)[] {
  return [
    connection.onNotification(({ method, params }) => {
      if (method === 'admin.broadcast') return change({ notice: params.message });
      if (method === 'server.stopping' || params.code !== getSnapshot().state?.code) return;
      if (method === 'room.fenced') change({ fenced: true });
      else show(params.state, [params.event]);
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
