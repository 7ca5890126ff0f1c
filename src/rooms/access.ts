import { methods, refuse, type ChangeName, type Refused } from '../protocol/index.ts';
import { seatOf, type Room } from './room.ts';

/** Why this user may not ask for this change at all, or null. What depends on the change itself is decided with it. */
export function accessFault(
  room: Room,
  userId: string,
  method: ChangeName | 'room.state',
  isWatching: boolean,
): Refused | null {
  const { access } = methods[method];
  if (access === 'user') return null;
  const isHost = room.hostId === userId;
  const isSeated = seatOf(room, userId) !== null;
  if (!isHost && !isSeated && !isWatching) return refuse('not_in_room');
  if (access === 'member') return null;
  if (!isHost && !isSeated) return refuse('not_seated');
  return access === 'host' && !isHost ? refuse('not_host') : null;
}
