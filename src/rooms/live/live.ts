import type { Updates } from '../../protocol/index.ts';
import type { GameStatus } from '../../rules/index.ts';
import { createAttendance } from './attendance.ts';
import { createAudience, type Member } from './audience.ts';
import { createChanges } from './changes.ts';
import type { Command } from '../decide.ts';
import type { Journal } from '../journal.ts';
import type {
  Pulse,
  RoomCache,
  RoomNews,
  RoomNewsChannel,
  RoomNotices,
  RoomStore,
  StoredLog,
  Whereabouts,
} from '../ports.ts';
import { createEnding, type EndReason } from './ending.ts';
import { createLooking, type Asked } from './looking.ts';
import { createPresence } from './presence.ts';
import { createQueue } from './queue.ts';
import { createSaving } from './saving.ts';
import { createStanding } from './standing.ts';
import { createPuttingOut } from './watchers.ts';
import { createTelling } from './telling.ts';

export interface RoomContext {
  readonly store: RoomStore;
  readonly journal: Journal;
  readonly news: RoomNewsChannel;
  readonly cache: RoomCache;
  readonly whereabouts: Whereabouts;
  readonly notices: RoomNotices;
  /** The clock of the database. */
  readonly now: () => Date;
  /** A room code that nobody can guess. */
  readonly newCode: () => string;
  /** How long a player is away before the table may act for the seat. */
  readonly graceMs: number;
  /** Reports to the operator why a change was not saved. Players are told to try again. */
  readonly report: (error: unknown) => void;
}

/** A room as an operator sees it. */
export interface RoomSummary {
  readonly code: string;
  readonly status: GameStatus;
  /** The round on the table; 0 in the lobby. */
  readonly round: number;
  /** Display names, by seat. */
  readonly players: readonly string[];
}

export type LiveRoom = ReturnType<typeof createLiveRoom>;

/**
 * A room that somebody on this node is in: its state in memory, its terminals, and a queue in which its changes are
 * decided one by one. News from other nodes goes through the same queue.
 */
export function createLiveRoom(context: RoomContext, log: StoredLog) {
  const { gameId } = log;
  const standing = createStanding(context, log, (...told) => telling.tellEntry(...told));
  const { room } = standing;
  const { code } = room();
  const audience = createAudience(code);
  const presence = createPresence(context, gameId);
  const telling = createTelling(context, { standing, presence, audience });
  const attendance = createAttendance(context, { ...telling, room, presence, audience });
  const save = createSaving(context, { standing, presence, attendance });
  const change = createChanges(context, { standing, telling, presence, audience, attendance, save });
  const end = createEnding(context, { standing, save });
  const { watch, state } = createLooking(context, { standing, telling, audience, attendance });
  const putOut = createPuttingOut(context.store, { room, audience, attendance });
  const inTurn = createQueue(async () => {
    if (standing.isStale()) await standing.catchUp();
  });
  const unfollow = context.news.follow(code, (heard) => void inTurn(() => hear(heard)).catch(context.report));

  async function hear(heard: RoomNews) {
    if ('seen' in heard) return attendance.hear([heard.seen]);
    if ('changed' in heard) return standing.reread();
    if ('taken' in heard) return attendance.takenOver(heard.taken.userId, heard.taken.terminal);
    await standing.hear(heard.entry);
    await putOut();
  }

  async function mend({ version, seen }: Pulse) {
    if (version > room().version) await standing.catchUp();
    attendance.hear(seen);
    await attendance.savePresence();
    await putOut();
  }

  async function changeAndPutOut(member: Member, command: Command) {
    const answer = await change(member, command);
    await putOut();
    return answer;
  }

  return {
    gameId,
    change: (member: Member, command: Command) => inTurn(() => changeAndPutOut(member, command)),
    watch: (member: Member, updates?: Updates) => inTurn(() => watch(member, updates)),
    /** The state, for members only; a player who asks is back at the table. */
    state: (member: Member, asked: Asked) => inTurn(() => state(member, asked)),
    /** Ends the game as it stands, for the operator or because nobody plays. */
    end: (reason: EndReason, quietSince?: Date) => inTurn(() => end(reason, quietSince)),
    /** The answer that the change of this version got. */
    answerAt: (version: number) => inTurn(() => telling.answerAt(version, 'state')),
    /** A socket has closed. */
    disconnect: (member: Member) => inTurn(() => attendance.exit(member)),
    code,
    /** The database has changed earlier entries of the log. */
    reread: () => inTurn(standing.reread),
    /** Catches up after news was lost: entries of the log, and players who came or went. */
    mend: (pulse: Pulse) => inTurn(() => mend(pulse)),
    has: (member: Member) => audience.has(member),
    summary(): RoomSummary {
      const { timeline, seats } = room();
      const { status, round, rounds } = timeline.game;
      return {
        code,
        status,
        round: round?.number ?? rounds.length,
        players: seats.flatMap((player) => player?.displayName ?? []),
      };
    },
    isEmpty: () => audience.isEmpty(),
    close: unfollow,
  };
}
