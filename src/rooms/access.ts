import { methods, refuse, type ChangeName, type Refused } from '../protocol/index.ts';
import { seatOf, type Room } from './room.ts';

interface Asker {
  readonly userId: string;
  readonly method: ChangeName | 'room.state';
  /** Whether the terminal is in the room. */
  readonly isWatching: boolean;
}

/** Why this user may not use this method here at all, or null. Later, `decide` checks the change itself. */
export function accessFault(room: Room, { userId, method, isWatching }: Asker): Refused | null {
  const { access } = methods[method];
  if (access === 'user') return null;
  const isHost = room.hostId === userId;
  const isSeated = seatOf(room, userId) !== null;
  if (!isHost && !isSeated && !isWatching) return refuse('not_in_room');
  if (access === 'member') return null;
  if (!isHost && !isSeated) return refuse('not_seated');
  return access === 'host' && !isHost ? refuse('not_host') : null;
}
