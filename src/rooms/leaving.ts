import { leftOf, seats } from '../rules/index.ts';
import type { LogEntry } from './log.ts';
import { seatOf, type Room } from './room.ts';

/**
 * The host once a user has left, and whether the game ends because no player is left who could host. The next
 * player clockwise follows the host, but one who is connected comes first.
 */
export function hostWithout(
  room: Room,
  userId: string,
  isConnected: (userId: string) => boolean,
): { readonly hostId: string; readonly ends: boolean } {
  if (room.hostId !== userId) return { hostId: room.hostId, ends: false };
  const mine = seatOf(room, userId) ?? 0;
  const heirs = seats
    .map((_, i) => room.seats[leftOf(mine, i)])
    .filter((player) => player && player.userId !== userId && !player.guest && !player.left);
  const heir = heirs.find((player) => player && isConnected(player.userId)) ?? heirs[0];
  return { hostId: heir?.userId ?? userId, ends: !heir };
}

/**
 * The entry for a player or host whose account is deleted; null for a room that has nothing more to do with
 * them. `displayName` is the name that stands for them from now on.
 */
export function departure(room: Room, userId: string, displayName: string): LogEntry | null {
  const standIn = room.seats.find((player) => player?.standsFor === userId);
  const seat = seatOf(room, standIn?.userId ?? userId);
  if (seat === null && room.hostId !== userId) return null;
  // Only a live room knows who is connected.
  const { hostId, ends } = hostWithout(room, userId, () => false);
  const isOver = room.timeline.game.status === 'finished';
  return {
    seq: room.version + 1,
    action: { type: 'account.delete', userId, displayName, hostId, ends: ends && !isOver },
    actorId: userId,
    seat,
    commandId: null,
    at: new Date(Math.max(Date.now(), room.lastEntryAt.getTime() + 1)),
  };
}
