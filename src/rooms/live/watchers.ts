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
  /** Terminals that may stay, so that the store is asked once for each, as long as these people have the seats. */
  let staying = new WeakSet<Member>();
  let seated: Room['seats'] | null = null;

  return async () => {
    const { watchers, seats, timeline } = room();
    if (seats !== seated || watchers === 'anybody') staying = new WeakSet();
    seated = seats;
    if (watchers === 'anybody' || timeline.game.status === 'finished') return;
    for (const member of audience.all().filter((one) => !staying.has(one))) {
      if (await watchFault(store, room(), member.user.id)) {
        await attendance.leave(member);
        member.send(notificationText('room.putOut', JSON.stringify({ code: room().code })));
      } else staying.add(member);
    }
  };
}
