import { v5, v7 } from 'uuid';
import { refuse, type Changed, type GameLog, type Params } from '../protocol/index.ts';
import { defaultProfile } from '../rules/index.ts';
import type { Member } from './audience.ts';
import type { Command } from './decide.ts';
import { createJournal } from './journal.ts';
import { createLiveRoom, type LiveRoom } from './live.ts';
import type { LogEntry } from './log.ts';
import type { RoomCache, RoomNewsChannel, RoomStore, Whereabouts } from './ports.ts';
import { foldLog, replayLog, type Room } from './room.ts';
import { nobody, roomEvent, roomState, type Answer } from './view.ts';

export interface RoomsOptions {
  readonly store: RoomStore;
  readonly news: RoomNewsChannel;
  readonly cache: RoomCache;
  readonly whereabouts: Whereabouts;
  readonly now: () => Date;
  /** A room code nobody can guess: six upper-case letters and digits. */
  readonly newCode: () => string;
  /** How long a player is away before the table may act for the seat. */
  readonly graceMs: number;
  /** What keeps a change from being saved, for the operator. */
  readonly report: (error: unknown) => void;
}

export type Rooms = ReturnType<typeof createRooms>;

/** All the rooms that somebody on this node is in. A room is opened from the log when it is asked for, and let go when it is empty. */
export function createRooms({ store, now, newCode, ...options }: RoomsOptions) {
  /** How far the clock of the database is ahead of ours, in milliseconds. */
  let ahead = 0;
  const databaseNow = () => new Date(now().getTime() + ahead);
  const context = { ...options, store, now: databaseNow, journal: createJournal(store) };
  const open = new Map<string, { room: Promise<LiveRoom | null>; users: number }>();
  const memberships = new Map<Member, Set<string>>();

  /** Does something in a room for a member; it stays open while anybody is in it or asks for something. */
  async function inRoom(
    member: Member,
    code: string,
    task: (room: LiveRoom) => Promise<Answer>,
  ): Promise<Answer> {
    const entry = open.get(code) ?? { room: load(code), users: 0 };
    open.set(code, entry);
    entry.users += 1;
    try {
      const room = await entry.room;
      if (!room) return refuse('room_not_found');
      const answer = await task(room);
      if (room.has(member)) codesOf(member).add(code);
      else codesOf(member).delete(code);
      return answer;
    } finally {
      entry.users -= 1;
      const room = await entry.room.catch(() => null);
      if (entry.users === 0 && (!room || room.isEmpty()) && open.get(code) === entry) {
        open.delete(code);
        room?.close();
      }
    }
  }

  async function load(code: string): Promise<LiveRoom | null> {
    const log = await store.load({ code });
    if (!log) return null;
    const room = createLiveRoom(context, log);
    // What happened while it was read, before it could be heard of, and who is at the table.
    await pulse([room]);
    return room;
  }

  /** Says that this node is alive, and makes good in these rooms what was not heard of. */
  async function pulse(rooms: readonly LiveRoom[]): Promise<void> {
    const asked = now().getTime();
    const told = await store.pulse(rooms.map(({ gameId }) => gameId));
    ahead = told.now.getTime() - (asked + now().getTime()) / 2;
    const byGame = new Map(told.games.map((game) => [game.gameId, game]));
    await Promise.all(
      rooms.map(async (room) => {
        const game = byGame.get(room.gameId);
        if (game) await room.mend(game);
      }),
    );
  }

  function codesOf(member: Member): Set<string> {
    const codes = memberships.get(member) ?? new Set();
    memberships.set(member, codes);
    return codes;
  }

  async function create(member: Member, params: Params<'room.create'>): Promise<Answer> {
    const {
      commandId,
      groupId = null,
      rules,
      length = null,
      startingScores = [0, 0, 0, 0],
      seated = true,
    } = params;
    const { id: hostId, displayName } = member.user;
    if (groupId !== null && !(await store.isGroupMember(groupId, hostId))) {
      return refuse('not_in_room', { message: 'You are not a member of this group.' });
    }
    // The same command of the same user always means the same game, so that a repeated one finds it there.
    const gameId = commandId === undefined ? v7() : v5(commandId, hostId);
    for (;;) {
      const entry: LogEntry = {
        seq: 1,
        action: {
          type: 'room.create',
          code: newCode(),
          hostId,
          displayName: seated ? displayName : null,
          groupId,
          rules: { ...defaultProfile, ...rules },
          length,
          startingScores,
        },
        actorId: hostId,
        seat: seated ? 0 : null,
        commandId: commandId ?? null,
        at: now(),
      };
      const room: Room = foldLog(gameId, [entry]);
      const outcome = await store.create(room, entry);
      if (outcome === 'code_taken') continue;
      const code = outcome === 'created' ? room.code : await codeOf(gameId);
      return inRoom(member, code, async (live) => {
        await live.watch(member);
        return withState(await live.answerAt(1));
      });
    }
  }

  async function codeOf(gameId: string): Promise<string> {
    const log = await store.load({ gameId }, { upTo: 1 });
    if (!log) throw new Error(`game ${gameId} is there and is not`);
    return foldLog(gameId, log.entries).code;
  }

  return {
    create,
    /** How many rooms somebody on this node is in. */
    count: () => open.size,
    /** To be called every few seconds, and whenever news may have been lost: the database tells what there is to know. */
    async pulse(): Promise<void> {
      const rooms = await Promise.all([...open.values()].map(({ room }) => room.catch(() => null)));
      await pulse(rooms.filter((room) => room !== null));
    },
    change: (member: Member, command: Command): Promise<Answer> =>
      inRoom(member, command.params.code, (room) => room.change(member, command)),
    watch: (member: Member, { code }: Params<'room.watch'>): Promise<Answer> =>
      inRoom(member, code, (room) => room.watch(member)),
    state: (member: Member, { code, since }: Params<'room.state'>): Promise<Answer> =>
      inRoom(member, code, (room) => room.state(member, since)),
    /** A page of the log of a game that is there, with the room as each entry left it and nobody at the table. */
    async log(
      gameId: string,
      { after = 0, limit = 50 }: Pick<Params<'game.log'>, 'after' | 'limit'>,
    ): Promise<GameLog> {
      const log = await store.load({ gameId });
      if (!log) throw new Error(`game ${gameId} is there and is not`);
      const steps = replayLog(gameId, log.entries);
      const page = steps.slice(after, after + limit).map(({ entry, room }) => ({
        event: roomEvent(entry),
        state: roomState(room, nobody, options.graceMs),
      }));
      const code = steps[0]?.room.code ?? '';
      return { gameId, code, last: steps.length, steps: page };
    },
    /** A socket has closed: its member is away from every room it was in. */
    async disconnect(member: Member): Promise<void> {
      const codes = [...codesOf(member)];
      for (const code of codes) await inRoom(member, code, (room) => room.disconnect(member));
      memberships.delete(member);
    },
  };
}

/** `room.create` answers the fields of the state, and beside them what every other change answers. */
function withState(answer: Answer): Answer {
  if ('refused' in answer) return answer;
  const { event, state } = JSON.parse(answer.json) as Changed;
  return { json: JSON.stringify({ ...state, event, state }) };
}
