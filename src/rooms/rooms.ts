import { refuse, type Changed, type GameLog, type Params } from '../protocol/index.ts';
import type { Member } from './live/audience.ts';
import { createRoom } from './create-room.ts';
import type { Command } from './decide.ts';
import type { EndReason } from './live/ending.ts';
import { createJournal } from './journal.ts';
import { createLiveRoom, type LiveRoom, type RoomContext, type RoomSummary } from './live/live.ts';
import { createOpenRooms } from './open-rooms.ts';
import { replayLog } from './room.ts';
import { nobody, roomEvent, roomState, type Answer } from './view.ts';

/** The things that all rooms share. `now` is the clock of this machine. */
export type RoomsOptions = Omit<RoomContext, 'journal'>;

export type Rooms = ReturnType<typeof createRooms>;

/** All the rooms that somebody on this node is in. The first member opens a room from its log, the last one closes it. */
export function createRooms({ store, now, newCode, ...options }: RoomsOptions) {
  /** How far the clock of the database is ahead of ours, in milliseconds. */
  let ahead = 0;
  const databaseNow = () => new Date(now().getTime() + ahead);
  const context = { ...options, store, now: databaseNow, newCode, journal: createJournal(store) };
  const rooms = createOpenRooms(open);

  async function open(code: string): Promise<LiveRoom | null> {
    const log = await store.load({ code });
    if (!log) return null;
    const room = createLiveRoom(context, log);
    // Learn what happened after the log was read and before the room listened, and who is at the table.
    await pulse([room]);
    return room;
  }

  /** Tells the database that this node is alive, and these rooms what they missed. Counts the other nodes. */
  async function pulse(opened: readonly LiveRoom[]): Promise<number> {
    const asked = now().getTime();
    const told = await store.pulse(opened.map(({ gameId }) => gameId));
    ahead = told.now.getTime() - (asked + now().getTime()) / 2;
    const byGame = new Map(told.games.map((game) => [game.gameId, game]));
    await Promise.all(
      opened.map(async (room) => {
        const game = byGame.get(room.gameId);
        if (game) await room.mend(game);
      }),
    );
    return told.otherNodes;
  }

  return {
    async create(member: Member, params: Params<'room.create'>): Promise<Answer> {
      if (rooms.isFull(member)) return refuse('too_many_rooms');
      const created = await createRoom({ store, now, newCode }, member.user, params);
      if ('refused' in created) return created;
      return rooms.within(member, created.code, async (room) => {
        await room.watch(member);
        return withState(await room.answerAt(1));
      });
    },
    /** The number of rooms that somebody on this node is in. */
    count: rooms.count,
    /** These rooms, for the operator. */
    list: async (): Promise<RoomSummary[]> => (await rooms.all()).map(({ summary }) => summary()),
    /**
     * Call it every few seconds, and when news may have been lost. It reads what is new from the database. Resolves
     * with the number of other nodes that are alive.
     */
    pulse: async (): Promise<number> => pulse(await rooms.all()),
    /** The database has changed the logs of these rooms by itself: every node reads them again. */
    changed: async (codes: readonly string[]): Promise<void> => readAgain(options, await rooms.all(), codes),
    change: (member: Member, command: Command): Promise<Answer> =>
      rooms.within(member, command.params.code, (room) => room.change(member, command)),
    watch: (member: Member, { code, updates }: Params<'room.watch'>): Promise<Answer> =>
      rooms.within(member, code, (room) => room.watch(member, updates)),
    state: (member: Member, { code, ...asked }: Params<'room.state'>): Promise<Answer> =>
      rooms.within(member, code, (room) => room.state(member, asked)),
    /** A page of the log of a game that exists: the room after each entry, with nobody at the table. */
    log: (gameId: string, page: LogPage): Promise<GameLog> => logOf(gameId, page, { ...options, store }),
    /**
     * Ends the game of a room as it stands; a lobby is dropped. Refuses `room_not_found`, `wrong_phase` if the
     * game is over, `try_again`.
     */
    end: (code: string, reason: EndReason) => rooms.inside(code, (room) => room.end(reason)),
    /** Ends the games that have begun and have had no entry for so long, in milliseconds. */
    async endAbandoned(quiet: number): Promise<void> {
      const before = new Date(databaseNow().getTime() - quiet);
      for (const code of await store.abandoned(before))
        await rooms.inside(code, (room) => room.end('abandoned', before));
    },
    /** A socket has closed: its member is away from every room it was in. */
    async disconnect(member: Member): Promise<void> {
      for (const code of rooms.codesOf(member))
        await rooms.within(member, code, (room) => room.disconnect(member));
      rooms.forget(member);
    },
  };
}

type LogPage = Pick<Params<'game.log'>, 'after' | 'limit'>;

async function logOf(
  gameId: string,
  { after = 0, limit = 50 }: LogPage,
  { store, graceMs }: Pick<RoomsOptions, 'store' | 'graceMs'>,
): Promise<GameLog> {
  const log = await store.load({ gameId });
  if (!log) throw new Error(`game ${gameId} was found and then had no log`);
  const steps = replayLog(gameId, log.entries.slice(0, after + limit));
  const page = steps.slice(after).map(({ entry, room }) => ({
    event: roomEvent(entry),
    state: roomState(room, nobody, graceMs),
  }));
  const code = steps[0]?.room.code ?? '';
  return { gameId, code, last: log.entries.length, steps: page };
}

/** Tells every node that the logs of these rooms have changed, and deletes the copies of the rooms. */
async function readAgain(
  { cache, news }: Pick<RoomsOptions, 'cache' | 'news'>,
  opened: readonly LiveRoom[],
  codes: readonly string[],
): Promise<void> {
  cache.forget(codes);
  for (const code of codes) news.tell(code, { changed: true });
  const here = opened.filter(({ code }) => codes.includes(code));
  await Promise.all(here.map((room) => room.reread()));
}

/** `room.create` answers the fields of the state, and also the fields that every other change answers. */
function withState(answer: Answer): Answer {
  if ('refused' in answer) return answer;
  const { event, state } = JSON.parse(answer.json) as Changed;
  return { json: JSON.stringify({ ...state, event, state }) };
}
