import { methods, refuse, type ChangeName, type Refused } from '../protocol/index.ts';
import type { RoomStore } from './ports.ts';
import { isAtTable, seatOf, type Room } from './room.ts';

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

/**
 * Why this user may not come in to watch, or null. The code is the invitation while the game is played, unless the host
 * lets nobody watch. A finished game is there for its readers only: to others it looks like no room.
 */
export async function watchFault(
  store: Pick<RoomStore, 'mayRead'>,
  room: Room,
  userId: string,
): Promise<Refused | null> {
  const isOver = room.timeline.game.status === 'finished';
  const isOpen = !isOver && room.watchers === 'anybody';
  if (isOpen || isAtTable(room, userId) || (await store.mayRead(room.gameId, userId))) return null;
  return refuse(isOver ? 'room_not_found' : 'no_watchers');
}
