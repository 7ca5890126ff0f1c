import { refuse } from '../../protocol/index.ts';
import { wireWords } from '../../words/index.ts';
import { accessFault, watchFault } from '../access.ts';
import type { Attendance } from './attendance.ts';
import type { Audience, Member } from './audience.ts';
import { decide, type Command, type Found } from '../decide.ts';
import { lookUp } from '../look-up.ts';
import type { RoomNotice, RoomNotices, RoomStore, Whereabouts } from '../ports.ts';
import type { Presence } from './presence.ts';
import { isAtTable, seatOf, type Room } from '../room.ts';
import type { Saving } from './saving.ts';
import type { Standing } from './standing.ts';
import type { Telling } from './telling.ts';
import type { Answer } from '../view.ts';

interface Context {
  readonly store: RoomStore;
  readonly whereabouts: Whereabouts;
  readonly notices: Pick<RoomNotices, 'tell'>;
  readonly now: () => Date;
  readonly newCode: () => string;
}

interface Parts {
  readonly standing: Standing;
  readonly telling: Telling;
  readonly presence: Presence;
  readonly audience: Audience;
  readonly attendance: Attendance;
  readonly save: Saving;
}

/**
 * Decides the changes that members ask for, saves them, tells the others, and answers. Call it only inside
 * the queue of the room.
 */
export function createChanges(
  { store, whereabouts, notices, now, newCode }: Context,
  { standing, telling, presence, audience, attendance, save }: Parts,
) {
  const { code } = standing.room();

  async function attempt(member: Member, command: Command): Promise<Answer | 'moved_on'> {
    const { commandId, version } = command.params;
    const actorId = member.user.id;
    const room = standing.room();
    const before = commandId === undefined ? undefined : standing.recent.command(commandId);
    // A player who joins gets the whole state.
    const mode = command.method === 'room.join' ? 'state' : audience.updatesOf(member);
    if (before?.actorId === actorId) return telling.answerAt(before.version, mode);
    const isWatching = audience.has(member);
    const fault = accessFault(room, { userId: actorId, method: command.method, isWatching });
    if (fault) return fault;
    const isOver = room.timeline.game.status === 'finished';
    const unseen = isWatching || !isOver ? null : await watchFault(store, room, actorId);
    if (unseen) return unseen;
    if (before) return refuse('invalid_params', { message: wireWords.explanations.commandOfAnother });
    const maySee = isWatching || isAtTable(room, actorId);
    if (version !== undefined && version !== room.version)
      return refuse('version_conflict', {
        data: { version: room.version, ...(mode === 'state' && maySee && { state: telling.state() }) },
      });
    const isThere = command.method === 'room.rematch' && room.rematch !== null;
    if (isThere || isBack(room, actorId, command)) return telling.answer(mode);
    if (isGone(room, actorId, command)) {
      await attendance.exit(member);
      return telling.answer(mode);
    }
    const found = await lookUp({ store, now, newCode }, room, { actor: member.user, command });
    const circumstances = { actorId, now: now(), isAbsent, isConnected: presence.isConnected };
    const decision = decide(room, { ...command, ...found }, circumstances);
    if ('refused' in decision) return decision;
    const saved = await save(decision, member);
    if (saved === 'unknown') return refuse('try_again');
    if (saved === 'gone') return refuse('room_not_found');
    if (saved === 'moved_on') return saved;
    notices.tell(offered(found, { byId: actorId, code }).filter(({ userId }) => isNewsTo(userId, command)));
    return telling.answerAt(decision.entry.seq, mode);
  }

  /** A player at the table sees the rematch there. */
  const isNewsTo = (userId: string, { method }: Command) =>
    method !== 'room.rematch' || !presence.isConnected(userId);

  const isAbsent = (userId: string) =>
    standing.room().seats.some((player) => player?.userId === userId && player.left) ||
    presence.isAbsent(userId);

  async function decideAndSave(member: Member, command: Command): Promise<Answer> {
    for (;;) {
      const outcome = await attempt(member, command);
      if (outcome === 'moved_on') continue;
      // If this node missed a change by another node, the refusal was decided on an old room: try again.
      if ('refused' in outcome && !standing.isStale() && (await standing.wasBehind())) continue;
      return outcome;
    }
  }

  return async (member: Member, command: Command): Promise<Answer> => {
    const { method } = command;
    if (method !== 'room.join' && audience.isFenced(member)) return refuse('fenced');
    // A player who asks for a change is at the table with this terminal, and gets later news here.
    if (isAtTable(standing.room(), member.user.id) && method !== 'room.leave') await attendance.enter(member);
    const answer = await decideAndSave(member, command);
    // The answer may be that of long ago, to somebody who has left since.
    if (method === 'room.join' && 'json' in answer && isAtTable(standing.room(), member.user.id)) {
      await attendance.takeSeat(member);
      audience.setUpdates(member, command.params.updates);
    }
    if (audience.has(member)) whereabouts.active({ id: member.id, userId: member.user.id }, code, now());
    return answer;
  };
}

/** Whether a player only comes back to their own seat. This changes nothing. */
function isBack(room: Room, userId: string, { method, params }: Command): boolean {
  const seat = seatOf(room, userId);
  if (method !== 'room.join' || seat === null || room.seats[seat]?.left) return false;
  const isMoving = params.seat !== undefined && params.seat !== seat;
  return !(isMoving && room.timeline.game.status === 'waiting');
}

/** Whether a user leaves who has no seat, or has left already. This changes nothing. */
function isGone(room: Room, userId: string, { method }: Command): boolean {
  if (method !== 'room.leave') return false;
  if (room.timeline.game.status === 'finished') return true;
  const seat = seatOf(room, userId);
  const hasLeft = seat === null || room.seats[seat]?.left === true;
  return hasLeft && room.hostId !== userId;
}

/** The news that games are offered to accounts: those of this room, or of its rematch. */
function offered(
  { offers = [], opened }: Found,
  { byId, code }: { readonly byId: string; readonly code: string },
) {
  const details = { code: opened?.code ?? code };
  return offers.flatMap(({ userId, claimId }): RoomNotice[] =>
    claimId === null ? [] : [{ kind: 'claim_offered', userId, byId, claimId, details }],
  );
}
