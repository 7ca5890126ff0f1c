import { refuse, type RoomEvent, type RoomState } from '../protocol/index.ts';
import { accessFault } from './access.ts';
import { createAttendance, isAtTable } from './attendance.ts';
import type { Member } from './audience.ts';
import { decide, type Command } from './decide.ts';
import { createHistory } from './history.ts';
import type { Journal } from './journal.ts';
import type { LogEntry } from './log.ts';
import { lookUp } from './look-up.ts';
import type {
  Pulse,
  RoomCache,
  RoomNews,
  RoomNewsChannel,
  RoomStore,
  StoredLog,
  Whereabouts,
} from './ports.ts';
import { createPresence } from './presence.ts';
import { evolve, foldLog, replayLog, seatOf, type Room } from './room.ts';
import { roomEvent, roomState, stateText, type Answer } from './view.ts';

export interface RoomContext {
  readonly store: RoomStore;
  readonly journal: Journal;
  readonly news: RoomNewsChannel;
  readonly cache: RoomCache;
  readonly whereabouts: Whereabouts;
  /** The clock of the database. */
  readonly now: () => Date;
  /** How long a player is away before the table may act for the seat. */
  readonly graceMs: number;
  /** What keeps a change from being saved, for the operator; players are told to try again. */
  readonly report: (error: unknown) => void;
}

const commandOfAnother =
  'This commandId is that of another player’s change; make a new one for every change.';

export type LiveRoom = ReturnType<typeof createLiveRoom>;

/**
 * A room that somebody on this node is in: its state in memory, its terminals, and a queue in which its changes are
 * decided one by one. What other nodes change arrives in the same queue.
 */
export function createLiveRoom(context: RoomContext, log: StoredLog) {
  const { store, journal, news, cache, whereabouts, now, graceMs, report } = context;
  const { gameId } = log;
  let room: Room = foldLog(gameId, log.entries);
  const { code } = room;
  const history = createHistory(log.entries);
  const presence = createPresence({ gameId, store, now, graceMs });
  const attendance = createAttendance(context, presence, { room: () => room, announce });
  const { audience } = attendance;
  /** The room as it is told; made anew when something has changed. */
  let told: { readonly state: RoomState; text: string | null } | null = null;
  /** Whether a change was sent to the store and it is not known what became of it. */
  let stale = false;
  let queue: Promise<unknown> = Promise.resolve();
  const unfollow = news.follow(code, (heard) => void inTurn(() => hear(heard)).catch(report));

  /** Runs tasks one after the other; one that fails does not stop the next. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = queue.then(async () => {
      if (stale) await catchUp();
      return task();
    });
    queue = result.catch(() => undefined);
    return result;
  }

  const view = () => (told ??= { state: roomState(room, presence, graceMs), text: null });
  const encodedState = () => (view().text ??= stateText(view().state));
  /** The answer if nothing was changed, or the one that goes with an event. */
  const answer = (event?: string): Answer => ({ json: changedText(room.version, encodedState(), event) });

  /** The answer that the entry with this version got; only presence may differ. */
  async function answerAt(version: number): Promise<Answer> {
    if (version === room.version) return answer(history.lastText());
    const stored = await store.load({ gameId }, { upTo: version });
    if (!stored) throw new Error(`game ${gameId} has gone from the database`);
    const past = replayLog(gameId, stored.entries).at(-1);
    if (!past) throw new Error(`the log of game ${gameId} is empty`);
    const state = stateText(roomState(past.room, presence, graceMs));
    return { json: changedText(version, state, JSON.stringify(roomEvent(past.entry))) };
  }

  /** Reads what the log has and this node has not heard of, and tells it on. */
  async function catchUp() {
    const missed = await store.load({ gameId }, { after: room.version });
    stale = false;
    for (const entry of missed?.entries ?? []) {
      const outcome = evolve(room, entry);
      if ('error' in outcome)
        throw new Error(`the log of game ${gameId} breaks the rules at ${entry.seq}: ${outcome.error}`);
      advance(entry, outcome.ok, null);
    }
  }

  /** Before somebody is told how things stand: news may be lost, and the copy is written by all nodes. */
  async function freshen() {
    const [version = null] = await cache.versions([code]);
    if (version !== null && version > room.version) await catchUp();
  }

  /** The room is what an entry has made of it; everybody is told but `except`, who gets an answer. */
  function advance(entry: LogEntry, after: Room, except: Member | null) {
    room = after;
    history.add(entry);
    tell(history.lastText(), except);
  }

  async function hear(heard: RoomNews) {
    if ('seen' in heard) return attendance.hear([heard.seen]);
    if ('taken' in heard) return attendance.takenOver(heard.taken.userId, heard.taken.terminal);
    if (heard.entry.seq <= room.version) return;
    const outcome = heard.entry.seq === room.version + 1 ? evolve(room, heard.entry) : null;
    if (outcome && 'ok' in outcome) advance(heard.entry, outcome.ok, null);
    else await catchUp();
  }

  async function changeInTurn(member: Member, command: Command): Promise<Answer> {
    const { method } = command;
    if (method !== 'room.join' && audience.isFenced(member)) return refuse('fenced');
    // Who says something at a terminal is at the table with it, and is told what follows.
    if (isAtTable(room, member.user.id) && method !== 'room.leave') await attendance.enter(member);
    const answered = await decideAndSave(member, command);
    if (method === 'room.join' && 'json' in answered) await attendance.takeSeat(member);
    if (audience.has(member)) whereabouts.active({ id: member.id, userId: member.user.id }, code, now());
    return answered;
  }

  async function decideAndSave(member: Member, command: Command): Promise<Answer> {
    for (;;) {
      const outcome = await attempt(member, command);
      if (outcome === 'moved_on') continue;
      // A refusal is only as good as what it was decided on, and another node may have gone on unheard.
      if ('refused' in outcome && !stale && (await wasBehind())) continue;
      return outcome;
    }
  }

  async function attempt(member: Member, command: Command): Promise<Answer | 'moved_on'> {
    const { commandId, version } = command.params;
    const actorId = member.user.id;
    const before = commandId === undefined ? undefined : history.answered(commandId);
    if (before?.actorId === actorId) return answerAt(before.version);
    const fault = accessFault(room, actorId, command.method, audience.has(member));
    if (fault) return fault;
    if (before) return refuse('invalid_params', { message: commandOfAnother });
    if (version !== undefined && version !== room.version) {
      return refuse('version_conflict', { data: { version: room.version, state: view().state } });
    }
    const unchanged = await comingAndGoing(member, command);
    if (unchanged) return unchanged;
    const lookedUp = await lookUp(store, room, member.user, command);
    const decision = decide(
      room,
      { ...command, ...(lookedUp && { lookedUp }) },
      { actorId, now: now(), isAbsent, isConnected: presence.isConnected },
    );
    if ('refused' in decision) return decision;
    const saved = await save(decision.entry, decision.after);
    if (saved === 'unknown') return refuse('try_again');
    if (saved === 'moved_on') return saved;
    if (command.method === 'room.join') attendance.comeIn(member);
    if (command.method === 'room.leave') await attendance.leave(member);
    const { hostId, seats } = room;
    advance(decision.entry, decision.after, member);
    news.tell(code, { entry: decision.entry });
    if (room.hostId !== hostId || room.seats !== seats) await attendance.settle();
    return answer(history.lastText());
  }

  /** Whether the log had more than was heard of; the room is now what the log says. */
  async function wasBehind(): Promise<boolean> {
    const { version } = room;
    await catchUp();
    return room.version !== version;
  }

  const isAbsent = (userId: string) =>
    room.seats.some((player) => player?.userId === userId && player.left) || presence.isAbsent(userId);

  /** Where another node was first the room is what that node made of it. */
  async function save(entry: LogEntry, after: Room): Promise<'saved' | 'moved_on' | 'unknown'> {
    try {
      const outcome = await journal.save({ before: room, after, entry });
      if (outcome === 'moved_on') await catchUp();
      return outcome;
    } catch (error) {
      // It may have been saved all the same: only the log can tell, and the next change is decided on what it says.
      stale = true;
      report(error);
      return 'unknown';
    }
  }

  /** Who joins again is back, and who leaves without leaving a seat, or again, is gone: neither changes the room. */
  async function comingAndGoing(member: Member, { method, params }: Command): Promise<Answer | null> {
    const seat = seatOf(room, member.user.id);
    const { status } = room.history.game;
    if (method === 'room.join' && seat !== null && !room.seats[seat]?.left) {
      if (status === 'waiting' && params.seat !== undefined && params.seat !== seat) return null;
      return answer();
    }
    const hasLeft = seat === null || room.seats[seat]?.left;
    if (method === 'room.leave' && (status === 'finished' || (hasLeft && room.hostId !== member.user.id))) {
      await attendance.exit(member);
      return answer();
    }
    return null;
  }

  /** Tells everybody but `except` what has happened, with the room as it is now. */
  function announce(event: RoomEvent, except: Member | null) {
    tell(JSON.stringify(event), except);
  }

  /** `event` is JSON, encoded once for the news and for the answer. */
  function tell(event: string, except: Member | null) {
    told = null;
    const changed = changedText(room.version, encodedState(), event);
    audience.tell('room.updated', `{"code":"${code}",${changed.slice(1)}`, except);
    cache.keep({ state: view().state, createdAt: room.createdAt, lastActivity: now(), saidAt: room.saidAt });
  }

  return {
    gameId,
    /** Decides and saves a change in its turn, tells the others, and answers. */
    change: (member: Member, command: Command) => inTurn(() => changeInTurn(member, command)),
    watch(member: Member): Promise<Answer> {
      return inTurn(async () => {
        if (audience.isFenced(member)) return refuse('fenced');
        await freshen();
        await attendance.enter(member);
        return answer();
      });
    },
    /** The state, for members only; a player who asks is back at the table. */
    state(member: Member, since: number | undefined): Promise<Answer> {
      return inTurn(async () => {
        const fault = accessFault(room, member.user.id, 'room.state', audience.has(member));
        if (fault) return fault;
        if (audience.isFenced(member)) return refuse('fenced');
        await freshen();
        await attendance.enter(member);
        const missed = since === undefined ? undefined : history.since(since, room.version);
        const tail = missed ? `,"events":${JSON.stringify(missed)}` : '';
        return { json: `{"version":${room.version},"state":${encodedState()}${tail}}` };
      });
    },
    /** The answer that the change of this version got. */
    answerAt: (version: number) => inTurn(() => answerAt(version)),
    /** A socket has closed. */
    disconnect(member: Member): Promise<Answer> {
      return inTurn(async () => {
        await attendance.exit(member);
        return answer();
      });
    },
    /** Makes good what was not heard: entries of the log, and who has come or gone. */
    mend: ({ version, seen }: Pulse) =>
      inTurn(async () => {
        if (version > room.version) await catchUp();
        attendance.hear(seen);
        await attendance.settle();
      }),
    has: (member: Member) => audience.has(member),
    isEmpty: () => audience.isEmpty(),
    close: unfollow,
  };
}

/** `state` and `event` are JSON. */
function changedText(version: number, state: string, event?: string): string {
  return `{"version":${version}${event === undefined ? '' : `,"event":${event}`},"state":${state}}`;
}
