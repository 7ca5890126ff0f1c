import { randomUUID } from 'node:crypto';
import type {
  Changed,
  ChangeName,
  Params,
  Refusal,
  Refused,
  RoomEvent,
  RoomState,
} from '../protocol/index.ts';
import type { Bests, Seat } from '../rules/index.ts';
import type { Connection, ConnectionStatus } from './connection.ts';
import { withEvents } from './history.ts';

/** A room as one terminal knows it. A snapshot never changes; the next one is another object. */
export interface RoomSnapshot {
  /** Null until the room has been entered. */
  readonly state: RoomState | null;
  readonly connection: ConnectionStatus;
  /** What has happened lately, oldest first. */
  readonly events: readonly RoomEvent[];
  /** Whether an action is under way; another is not taken meanwhile. */
  readonly busy: boolean;
  /** The sentence of the last refusal, until something else happens. */
  readonly fault: string | null;
  /** Whether this player has joined the room on another terminal, and this one is out of it. */
  readonly fenced: boolean;
  /** The last message of who runs the server, until somebody acts here. */
  readonly notice: string | null;
  /** What there was to beat before this game; null until a round is over, and where nobody may know. */
  readonly bests: Bests | null;
  /** The user id of this terminal. */
  readonly me: string;
}

/** Before anything is known of a room. */
export const nothingYet: RoomSnapshot = {
  state: null,
  connection: 'online',
  events: [],
  busy: false,
  fault: null,
  fenced: false,
  notice: null,
  bests: null,
  me: '',
};

/** What a change takes beside what every one does. */
export type Change<M extends ChangeName> = Omit<Params<M>, 'code' | 'commandId' | 'version'>;

export interface RoomStore {
  /** Resolves once the room is entered, or with why it cannot be. */
  readonly entered: Promise<{ readonly state: RoomState } | Refused>;
  subscribe(listener: () => void): () => void;
  getSnapshot(): RoomSnapshot;
  /**
   * Asks for a change of the room as it is shown; whether it was accepted. While another one is under way nothing
   * is sent, so that a double tap is one action.
   */
  act<M extends ChangeName>(method: M, params: Change<M>): Promise<boolean>;
  /** Stops following the room; the connection stays open. */
  close(): void;
}

/** How a room is entered: with a seat, or without one, to watch or to keep score as its host. */
export type Entrance = { readonly seat?: Seat } | { readonly watch: true };

/** Follows one room over a connection that is logged in, through every reconnect. */
export function createRoomStore(connection: Connection, code: string, entrance: Entrance = {}): RoomStore {
  const listeners = new Set<() => void>();
  const entered = Promise.withResolvers<{ readonly state: RoomState } | Refused>();
  let closed = false;
  /** Whose bests are known, or have been asked for. */
  let bestsOf = '';
  let snapshot: RoomSnapshot = {
    ...nothingYet,
    connection: connection.status(),
    me: connection.user()?.id ?? '',
  };

  function change(next: Partial<RoomSnapshot>) {
    if (closed) return;
    snapshot = { ...snapshot, ...next };
    for (const listener of listeners) listener();
  }

  /** Shows a state unless a newer one is shown already: an answer may come after the news that followed it. */
  function show(state: RoomState, newer: readonly RoomEvent[] = [], more: Partial<RoomSnapshot> = {}) {
    const shown = snapshot.state?.version ?? 0;
    const events = withEvents(snapshot.events, newer);
    if (state.version < shown) change({ events, ...more });
    else change({ state, events, ...(state.version > shown && { fault: null }), ...more });
    void learnBests(state);
  }

  /** Asks what there was to beat, once a round is over and it can have been beaten. */
  async function learnBests({ code: id, rounds, seats }: RoomState) {
    const players = seats.map((player) => player?.userId).join();
    if (rounds.length === 0 || players === bestsOf) return;
    bestsOf = players;
    const outcome = await connection.call('stats.bests', { id });
    change({ bests: 'refused' in outcome ? null : outcome.result });
  }

  async function enter() {
    const commandId = randomUUID();
    const isNew = snapshot.state === null;
    const outcome =
      isNew && !('watch' in entrance)
        ? await connection.call('room.join', { code, commandId, ...entrance })
        : await connection.call('room.watch', { code });
    if ('refused' in outcome) {
      change({ fault: outcome.refused.message });
      entered.resolve(outcome);
      return;
    }
    const since = snapshot.events.findLast(({ type }) => type !== 'presence')?.version ?? 0;
    const missed = await connection.call('room.state', { code, since });
    if ('refused' in missed) show(outcome.result.state);
    else {
      // Where too much was missed, what was known before is no help: nobody could tell what lies between.
      if (!missed.result.events) change({ events: [] });
      show(missed.result.state, missed.result.events);
    }
    if (snapshot.state) entered.resolve({ state: snapshot.state });
  }

  function refused({ reason, message, data }: Refusal) {
    const current = reason === 'version_conflict' ? data?.['state'] : undefined;
    if (current !== undefined) show(current as RoomState);
    change({ fault: message });
  }

  const stops = [
    connection.onNotification(({ method, params }) => {
      if (method === 'admin.broadcast') return change({ notice: params.message });
      if (method === 'server.stopping' || params.code !== snapshot.state?.code) return;
      if (method === 'room.fenced') change({ fenced: true });
      else show(params.state, [params.event]);
    }),
    connection.onStatus((status) => {
      const isBack = status === 'online';
      change({
        connection: status,
        me: connection.user()?.id ?? snapshot.me,
        ...(isBack && { fault: null }),
      });
      if (isBack) void enter();
    }),
  ];
  if (connection.status() === 'online') void enter();

  return {
    entered: entered.promise,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    async act(method, params) {
      const { state, busy } = snapshot;
      if (!state || busy || closed) return false;
      change({ busy: true, fault: null, notice: null });
      const own = { code: state.code, commandId: randomUUID(), version: state.version };
      const outcome = await connection.call(method, { ...params, ...own } as Params<typeof method>);
      if ('refused' in outcome) {
        change({ busy: false });
        refused(outcome.refused);
        return false;
      }
      const { event, state: next }: Changed = outcome.result;
      show(next, event ? [event] : [], { busy: false });
      return true;
    },
    close() {
      closed = true;
      for (const stop of stops) stop();
      listeners.clear();
    },
  };
}
