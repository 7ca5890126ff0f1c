import type { Attendance } from './attendance.ts';
import type { Member } from './audience.ts';
import type { Decision } from '../decide.ts';
import { noticesOf } from './notices.ts';
import type { RoomNewsChannel, RoomNotices } from '../ports.ts';
import type { Presence } from './presence.ts';
import type { Standing } from './standing.ts';

interface Context {
  readonly news: RoomNewsChannel;
  readonly notices: RoomNotices;
}

interface Parts {
  readonly standing: Standing;
  readonly presence: Presence;
  readonly attendance: Attendance;
}

export type Saving = ReturnType<typeof createSaving>;

/**
 * Saves the changes of a room that are decided, and tells everybody. `member` made the change; it is null if
 * no terminal did. Call it only inside the queue of the room.
 */
export function createSaving({ news, notices }: Context, { standing, presence, attendance }: Parts) {
  return async ({ entry, after }: Decision, member: Member | null): ReturnType<Standing['save']> => {
    const before = standing.room();
    const outcome = await standing.save(entry, after);
    if (outcome !== 'saved') return outcome;
    const { type } = entry.action;
    if (member && (type === 'room.join' || type === 'claim.approve')) attendance.comeIn(member);
    if (member && type === 'room.leave') await attendance.leave(member);
    news.tell(before.code, { entry });
    // First, so that the news of new people says since when they are away.
    if (after.hostId !== before.hostId || after.seats !== before.seats) await attendance.savePresence(after);
    standing.advance(entry, after, member);
    notices.tell(noticesOf({ before, after, entry, isConnected: presence.isConnected }));
    return outcome;
  };
}
