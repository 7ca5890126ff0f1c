import {
  foldEvent,
  type Changed,
  type Notice,
  type Params,
  type Refusal,
  type Refused,
  type RoomEvent,
  type RoomState,
} from '../protocol/index.ts';
import type { Seat } from '../rules/index.ts';
import { noticeSentence, words } from '../words/index.ts';
import type { Connection } from './connection.ts';
import { withEvents } from './history.ts';
import { nothingYet, type RoomSnapshot, type RoomStore } from './snapshot.ts';
import { createStore } from './store.ts';
import { expectedEvent, roomAfter, type Unsaved } from './unsaved.ts';

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
  const showing = createShowing(connection, store, () => void enter());
  const { show, happen } = showing;
  const changes = createChanges(connection, store, { showing, enter });
  let entering: Promise<void> | null = null;

  /** Enters the room, and again after a lost line or a missing event; only once at a time. */
  async function enter() {
    entering ??= enterNow().finally(() => (entering = null));
    await entering;
  }

  async function enterNow() {
    const { state, events } = showing.saved();
    const known = events.findLast(({ type }) => type !== 'presence')?.version ?? 0;
    const found = await enterRoom(connection, { code, entrance, isNew: state === null, known });
    if ('refused' in found) {
      store.change({ fault: found.refused.message });
      entered.resolve(found);
      return;
    }
    // If too many events were missed, drop the older ones, so that no gap is shown.
    if (!found.events) showing.forgetEvents();
    show(found.state, found.events ?? []);
    entered.resolve({ state: store.getSnapshot().state ?? found.state });
  }

  const stops = follow(connection, store, { happen, enter });
  if (connection.status() === 'online') void enter();

  return {
    entered: entered.promise,
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    act: changes.act,
    close() {
      for (const stop of stops) stop();
      store.close();
      changes.close();
    },
  };
}

type Store = ReturnType<typeof createStore<RoomSnapshot>>;

/** The room as the server told it last. */
interface Saved {
  readonly state: RoomState | null;
  readonly events: readonly RoomEvent[];
}

/** Shows states and events of a room in a store. `enter` enters the room again. */
function createShowing(connection: Connection, store: Store, enter: () => void) {
  let saved: Saved = { state: null, events: [] };
  let unsaved: readonly Unsaved[] = [];
  /** The players whose bests are known, or have been asked for. */
  let bestsOf = '';

  /** Shows what was saved, with the changes that wait for their answer. */
  function refresh(more: Partial<RoomSnapshot> = {}) {
    const { state } = saved;
    const events = withEvents(
      saved.events,
      unsaved.map(({ event }) => event),
    );
    const [oldest] = unsaved;
    store.change({
      state: state && roomAfter(state, unsaved),
      events,
      busy: oldest !== undefined,
      busySince: oldest ? Date.parse(oldest.event.at) : null,
      ...more,
    });
  }

  /**
   * Shows a state unless a newer one is shown already: news may arrive before the answer to an earlier call.
   */
  function show(state: RoomState, newer: readonly RoomEvent[] = []) {
    const known = saved.state?.version ?? 0;
    const events = withEvents(saved.events, newer);
    saved = { state: state.version < known ? saved.state : state, events };
    const isNews = state.version > (store.getSnapshot().state?.version ?? 0);
    refresh(isNews ? { fault: null, lost: [] } : {});
    void learnBests(state);
  }

  /** Shows an event, with the state after it. If another event is missing, the room is entered again. */
  function happen(event: RoomEvent) {
    const { state } = saved;
    if (!state) return;
    const isOld = event.version < state.version + (event.type === 'presence' ? 0 : 1);
    const next = isOld ? state : foldEvent(state, event);
    if (next) return show(next, [event]);
    refresh();
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

  return {
    show,
    happen,
    saved: () => saved,
    forgetEvents: () => void (saved = { ...saved, events: [] }),
    /** Shows other changes that wait for their answer. */
    wait(changes: readonly Unsaved[], more: Partial<RoomSnapshot> = {}) {
      unsaved = changes;
      refresh(more);
    },
    /** The first change was accepted: shows its event, and the others that still wait. */
    accept(rest: readonly Unsaved[], { event }: Changed) {
      unsaved = rest;
      if (event) happen(event);
      else refresh();
    },
  };
}

/** Sends the changes of a terminal, one after the other. */
function createChanges(
  connection: Connection,
  store: Store,
  { showing, enter }: { showing: ReturnType<typeof createShowing>; enter(): Promise<void> },
) {
  let unsaved: readonly Unsaved[] = [];

  /** Each change waits for the answer to the one before it. */
  async function sendAll() {
    for (let first = unsaved[0]; first && !store.isClosed(); first = unsaved[0]) {
      const { method, params, event } = first;
      const { code } = showing.saved().state ?? {};
      const whole = { ...params, code, version: event.version - 1 } as Params<typeof method>;
      const outcome = await connection.call(method, whole);
      if ('refused' in outcome) await refuseAll(outcome.refused);
      else {
        unsaved = unsaved.slice(1);
        showing.accept(unsaved, outcome.result);
        first.answer(true);
      }
    }
  }

  /** Later changes were meant for a room that is not going to be. */
  async function refuseAll({ reason, message, data }: Refusal) {
    const isBehind = reason === 'version_conflict' && data?.['version'] !== showing.saved().state?.version;
    if (isBehind) await enter();
    const lost = unsaved;
    unsaved = [];
    showing.wait(unsaved, { fault: message, lost: lost.map(({ event }) => event) });
    for (const { answer } of lost) answer(false);
  }

  const act: RoomStore['act'] = (method, params) => {
    const { state, me } = store.getSnapshot();
    const last = unsaved.at(-1);
    const isKnown = last === undefined || (state !== null && last.event.version === state.version);
    if (!state || !isKnown || store.isClosed()) return Promise.resolve(false);
    const event = expectedEvent(state, me, { method, params });
    const answered = Promise.withResolvers<boolean>();
    unsaved = [...unsaved, { method, params, event, answer: answered.resolve }];
    showing.wait(unsaved, { fault: null, lost: [], notice: null });
    if (unsaved.length === 1) void sendAll();
    return answered.promise;
  };

  return {
    act,
    close() {
      for (const { answer } of unsaved) answer(false);
      unsaved = [];
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
  /** The message on the screen, and the number of notices that came after it and stay unread. */
  let shown = { text: '', first: '', more: 0 };

  /** A notice about this room is on the screen already. Others wait until the message before them is gone. */
  function notify(notice: Notice) {
    const { notice: message, state } = getSnapshot();
    // A seat that is offered is news for a watcher too.
    const isHere = 'code' in notice && notice.code === state?.code && notice.kind !== 'claim_offered';
    if (isHere || message === null) void connection.call('notice.read', { ids: [notice.id] });
    if (isHere) return;
    const first = message === null ? noticeSentence(notice) : message === shown.text ? shown.first : message;
    const more = message === null ? 0 : message === shown.text ? shown.more + 1 : 1;
    shown = { text: more === 0 ? first : words.profile.notices.more(first, more), first, more };
    change({ notice: shown.text });
  }

  return [
    connection.onNotification(({ method, params }) => {
      if (method === 'admin.broadcast') return change({ notice: params.message });
      if (method === 'user.notice') return notify(params);
      if (method === 'server.stopping' || params.code !== getSnapshot().state?.code) return;
      if (method === 'room.fenced') change({ fenced: true });
      else if (method === 'room.putOut') change({ putOut: true });
      else happen(params.event);
    }),
    connection.onStatus((status) => {
      const isBack = status === 'online';
      change({
        connection: status,
        downSince: isBack ? null : (getSnapshot().downSince ?? Date.now()),
        me: connection.user()?.id ?? getSnapshot().me,
        ...(isBack && { fault: null }),
      });
      if (isBack) void enter();
    }),
  ];
}
