import {
  notificationText,
  refuse,
  type Refused,
  type RoomEvent,
  type RoomState,
  type User,
} from '../protocol/index.ts';
import { accessFault } from './access.ts';
import { decide, seatForGuest, type Command, type LookedUp } from './decide.ts';
import type { Journal } from './journal.ts';
import type { LogEntry } from './log.ts';
import type { RoomStore, StoredLog } from './ports.ts';
import { createPresence } from './presence.ts';
import { foldLog, seatOf, type Room } from './room.ts';
import { roomEvent, roomState, stateText } from './view.ts';

/** One terminal in a room. */
export interface Member {
  readonly user: User;
  /** Sends one frame, or its UTF-8 bytes where many get the same; a socket that is gone swallows it. */
  send(frame: string | Uint8Array): void;
}

/** What an asker gets: JSON text that is encoded once for everybody, or a refusal. */
export type Answer = { readonly json: string } | Refused;

export interface RoomContext {
  readonly store: RoomStore;
  readonly journal: Journal;
  readonly now: () => Date;
  /** How long a player is away before the table may act for the seat. */
  readonly graceMs: number;
  /** What keeps a change from being saved, for the operator; players are told to try again. */
  readonly report: (error: unknown) => void;
}

const commandOfAnother =
  'This commandId is that of another player’s change; make a new one for every change.';

/** Changes that are kept for members who come back and ask what they missed. */
const eventsKept = 200;

export type LiveRoom = ReturnType<typeof createLiveRoom>;

/** A room that somebody is in: its state in memory, its members, and a queue in which its changes are decided one by one. */
export function createLiveRoom(context: RoomContext, log: StoredLog) {
  const { store, journal, now, graceMs, report } = context;
  const presence = createPresence(now);
  const members = new Set<Member>();
  let room: Room;
  let events: RoomEvent[];
  let answered: Map<string, { actorId: string; version: number }>;
  let encoded: string | null = null;
  /** Whether a change was sent to the store and it is not known what became of it. */
  let stale = false;
  let queue: Promise<unknown> = Promise.resolve();
  let presenceSaved: Promise<unknown> = Promise.resolve();
  install(log);

  function install({ gameId, entries }: StoredLog) {
    room = foldLog(gameId, entries);
    events = entries.slice(-eventsKept).map(roomEvent);
    answered = new Map();
    for (const entry of entries) remember(entry);
    encoded = null;
  }

  function remember({ commandId, actorId, seq: version }: LogEntry) {
    if (commandId) answered.set(commandId, { actorId, version });
  }

  /** Runs tasks one after the other; one that fails does not stop the next. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = queue.then(async () => {
      if (stale) await reload();
      return task();
    });
    queue = result.catch(() => undefined).then(() => presenceSaved);
    return result;
  }

  async function reload() {
    const stored = await store.load({ gameId: room.gameId });
    if (!stored) throw new Error(`game ${room.gameId} has gone from the database`);
    install(stored);
    stale = false;
  }

  const state = (): RoomState => roomState(room, presence);
  const encodedState = () => (encoded ??= stateText(state()));
  const answer = (): Answer => ({ json: changedText(room.version, encodedState()) });

  /** The answer that the entry with this version got; only presence may differ. */
  async function answerAt(version: number): Promise<Answer> {
    if (version === room.version) return answer();
    const stored = await store.load({ gameId: room.gameId }, { upTo: version });
    if (!stored) throw new Error(`game ${room.gameId} has gone from the database`);
    const past = roomState(foldLog(room.gameId, stored.entries), presence);
    return { json: changedText(version, stateText(past)) };
  }

  function isAbsent(userId: string): boolean {
    const player = room.seats.find((seated) => seated?.userId === userId);
    if (player?.left) return true;
    const since = presence.awaySince(userId);
    return since !== null && now().getTime() - since.getTime() >= graceMs;
  }

  async function lookUp(member: Member, command: Command): Promise<LookedUp | undefined> {
    if (command.method === 'room.join')
      return { userId: member.user.id, displayName: member.user.displayName };
    if (command.method === 'room.addGuest') {
      const { displayName, seat } = command.params;
      // A name is written down only for a guest who can be seated.
      if (typeof seatForGuest(room, seat) !== 'number') return undefined;
      return { userId: await store.guest(room.hostId, displayName), displayName };
    }
    if (command.method === 'room.substitute') {
      const { userId } = command.params;
      const displayName = await store.displayName(userId);
      return displayName === null ? undefined : { userId, displayName };
    }
    return undefined;
  }

  async function changeInTurn(member: Member, command: Command): Promise<Answer> {
    const { commandId, version } = command.params;
    const actorId = member.user.id;
    // Who says something at a terminal is at the table with it, and is told what follows.
    const isAtTable = room.hostId === actorId || seatOf(room, actorId) !== null;
    if (isAtTable && command.method !== 'room.leave') enter(member);
    for (;;) {
      const before = commandId === undefined ? undefined : answered.get(commandId);
      if (before?.actorId === actorId) return answerAt(before.version);
      const fault = accessFault(room, actorId, command.method, members.has(member));
      if (fault) return fault;
      if (before) return refuse('invalid_params', { message: commandOfAnother });
      if (version !== undefined && version !== room.version) {
        return refuse('version_conflict', { data: { version: room.version, state: state() } });
      }
      const unchanged = comingAndGoing(member, command);
      if (unchanged) return unchanged;
      const lookedUp = await lookUp(member, command);
      const decision = decide(
        room,
        { ...command, ...(lookedUp && { lookedUp }) },
        { ...presence, actorId, now: now(), isAbsent },
      );
      if ('refused' in decision) return decision;
      const saved = await save(decision.entry, decision.after);
      if (saved === 'unknown') return refuse('try_again');
      if (saved === 'saved') {
        if (command.method === 'room.join') arrive(member);
        if (command.method === 'room.leave') depart(member);
        announce(roomEvent(decision.entry), member);
        return answer();
      }
    }
  }

  /** Where another node was first the room is what that node made of it. */
  async function save(entry: LogEntry, after: Room): Promise<'saved' | 'moved_on' | 'unknown'> {
    try {
      const outcome = await journal.save({ before: room, after, entry });
      if (outcome === 'moved_on') {
        await reload();
        return outcome;
      }
    } catch (error) {
      // It may have been saved all the same: only the log can tell, and the next change is decided on what it says.
      stale = true;
      report(error);
      return 'unknown';
    }
    room = after;
    remember(entry);
    events.push(roomEvent(entry));
    if (events.length > eventsKept) events.shift();
    encoded = null;
    return 'saved';
  }

  /** Who joins again is back, and who leaves without leaving a seat, or again, is gone: neither changes the room. */
  function comingAndGoing(member: Member, { method, params }: Command): Answer | null {
    const seat = seatOf(room, member.user.id);
    const { status } = room.history.game;
    if (method === 'room.join' && seat !== null && !room.seats[seat]?.left) {
      if (status === 'waiting' && params.seat !== undefined && params.seat !== seat) return null;
      enter(member);
      return answer();
    }
    const hasLeft = seat === null || room.seats[seat]?.left;
    if (method === 'room.leave' && (status === 'finished' || (hasLeft && room.hostId !== member.user.id))) {
      exit(member);
      return answer();
    }
    return null;
  }

  /** Tells every member but the one who gets the answer. */
  function announce(event: RoomEvent, except: Member | null) {
    const { code, version } = room;
    const head = `{"code":"${code}","version":${version},"event":${JSON.stringify(event)},"state":`;
    const frame = Buffer.from(notificationText('room.updated', `${head}${encodedState()}}`));
    for (const member of members) if (member !== except) member.send(frame);
  }

  /** Notes a terminal that came; whether it is the first of a seated player. */
  function arrive(member: Member): boolean {
    if (members.has(member)) return false;
    members.add(member);
    return presence.arrive(member.user.id) && presenceChanged(member.user.id, true);
  }

  /** Notes a terminal that went; whether it was the last of a seated player. */
  function depart(member: Member): boolean {
    if (!members.delete(member)) return false;
    return presence.depart(member.user.id) && presenceChanged(member.user.id, false);
  }

  function presenceChanged(userId: string, connected: boolean): boolean {
    encoded = null;
    if (seatOf(room, userId) === null) return false;
    // A hint for the lists of players; what it says is right again with the next arrival.
    presenceSaved = store.setConnected(room.gameId, userId, connected).catch(() => undefined);
    return true;
  }

  function enter(member: Member) {
    if (arrive(member)) announce(presenceEvent(member, true), member);
  }

  function exit(member: Member) {
    if (depart(member)) announce(presenceEvent(member, false), member);
  }

  function presenceEvent({ user }: Member, connected: boolean): RoomEvent {
    const seat = seatOf(room, user.id);
    const at = now().toISOString();
    return { type: 'presence', version: room.version, actorId: user.id, seat, payload: { connected }, at };
  }

  return {
    /** Decides and saves a change in its turn, tells the others, and answers. */
    change: (member: Member, command: Command) => inTurn(() => changeInTurn(member, command)),
    watch(member: Member): Promise<Answer> {
      return inTurn(async () => {
        enter(member);
        return answer();
      });
    },
    /** The state, for members only; a player who asks is back at the table. */
    state(member: Member, since: number | undefined): Promise<Answer> {
      return inTurn(async () => {
        const fault = accessFault(room, member.user.id, 'room.state', members.has(member));
        if (fault) return fault;
        enter(member);
        const missed = since === undefined ? undefined : eventsSince(events, since, room.version);
        const tail = missed ? `,"events":${JSON.stringify(missed)}` : '';
        return { json: `{"version":${room.version},"state":${encodedState()}${tail}}` };
      });
    },
    /** The answer that the change of this version got. */
    answerAt: (version: number) => inTurn(() => answerAt(version)),
    /** A socket has closed. */
    disconnect(member: Member): Promise<Answer> {
      return inTurn(async () => {
        exit(member);
        await presenceSaved;
        return answer();
      });
    },
    has: (member: Member) => members.has(member),
    isEmpty: () => members.size === 0,
  };
}

function changedText(version: number, state: string): string {
  return `{"version":${version},"state":${state}}`;
}

/** The changes after `since`, or undefined where not all of them are kept. */
function eventsSince(events: readonly RoomEvent[], since: number, version: number): RoomEvent[] | undefined {
  const missed = events.filter((event) => event.version > since);
  return missed.length === Math.max(0, version - since) ? missed : undefined;
}
