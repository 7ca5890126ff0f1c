import { notificationText } from '../../protocol/index.ts';
import { watchFault } from '../access.ts';
import type { RoomStore } from '../ports.ts';
import type { Room } from '../room.ts';
import type { Attendance } from './attendance.ts';
import type { Audience, Member } from './audience.ts';

interface Parts {
  readonly room: () => Room;
  readonly audience: Audience;
  readonly attendance: Attendance;
}

/**
 * Puts the watchers on this node out of a room that is closed to them. Call it only inside the queue of the room, after
 * every change, because another node may have closed it.
 */
export function createPuttingOut(
  store: Pick<RoomStore, 'mayRead'>,
  { room, audience, attendance }: Parts,
): () => Promise<void> {
  /** Terminals that may stay, so that the store is asked once for each. */
  const staying = new WeakSet<Member>();

  return async () => {
    if (room().watchers === 'anybody' || room().timeline.game.status === 'finished') return;
    for (const member of audience.all().filter((one) => !staying.has(one))) {
      if (await watchFault(store, room(), member.user.id)) {
        await attendance.leave(member);
        member.send(notificationText('room.putOut', JSON.stringify({ code: room().code })));
      } else staying.add(member);
    }
  };
}
