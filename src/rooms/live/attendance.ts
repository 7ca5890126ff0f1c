import type { RoomEvent } from '../../protocol/index.ts';
import type { Audience, Member } from './audience.ts';
import type { RoomNewsChannel, RoomNotices, Seen, Whereabouts } from '../ports.ts';
import type { Presence } from './presence.ts';
import { isAtTable, seatOf, type Room } from '../room.ts';

interface Context {
  readonly news: RoomNewsChannel;
  readonly whereabouts: Whereabouts;
  readonly notices: RoomNotices;
  readonly now: () => Date;
}

interface Parts {
  readonly room: () => Room;
  readonly presence: Presence;
  readonly audience: Audience;
  /** Tells everybody in the room but one. */
  announce(event: RoomEvent, except: Member | null): void;
}

export type Attendance = ReturnType<typeof createAttendance>;

/**
 * Follows the terminals that enter and leave one room, and so which players are here. Call it only inside the
 * queue of the room.
 */
export function createAttendance(
  { news, whereabouts, notices, now }: Context,
  { room, presence, audience, announce }: Parts,
) {
  const { code } = room();
  const terminals = createTerminals({ whereabouts, now }, { code, presence, audience });

  /** Saves which of the players are here, and tells the other nodes. */
  async function savePresence({ hostId, seats }: Pick<Room, 'hostId' | 'seats'> = room()) {
    const players = seats.flatMap((player) => (player && !player.guest ? player.userId : []));
    for (const seen of await presence.save([hostId, ...players])) news.tell(code, { seen });
  }

  const presenceEvent = (userId: string): RoomEvent => ({
    type: 'presence',
    version: room().version,
    actorId: userId,
    seat: seatOf(room(), userId),
    payload: { connected: presence.isConnected(userId) },
    at: now().toISOString(),
  });

  async function enter(member: Member) {
    const userId = member.user.id;
    const wasThere = presence.isConnected(userId);
    if (!terminals.comeIn(member)) return;
    await savePresence();
    if (wasThere || !isAtTable(room(), userId)) return;
    announce(presenceEvent(userId), member);
    // In a lobby it is nobody's turn.
    if (room().timeline.game.round) notices.atTable(userId, room().gameId);
  }

  async function exit(member: Member) {
    const userId = member.user.id;
    if (!terminals.letGo(member)) return;
    await savePresence();
    if (presence.isConnected(userId) || !isAtTable(room(), userId)) return;
    announce(presenceEvent(userId), null);
    const seat = seatOf(room(), userId);
    const since = presence.awaySince(userId);
    if (seat !== null && since) whereabouts.awaited(userId, { code, seat, since });
  }

  /** A user took the seat with one terminal, here or on another node. The user's other terminals lose it. */
  async function takenOver(userId: string, terminal: string) {
    for (const other of audience.othersOf(userId, terminal)) {
      await exit(other);
      audience.fence(other);
    }
  }

  return {
    comeIn: terminals.comeIn,
    savePresence,
    enter,
    exit,
    /** A player has left the room. The others see this as `room.leave`, so there is no presence event. */
    async leave(member: Member): Promise<void> {
      if (terminals.letGo(member)) await savePresence();
    },
    /** Only one terminal of a player counts: the last one that took the seat. */
    async takeSeat(member: Member): Promise<void> {
      audience.unfence(member);
      await enter(member);
      await takenOver(member.user.id, member.id);
      news.tell(code, { taken: { userId: member.user.id, terminal: member.id } });
    },
    takenOver,
    /**
     * Takes news of players who came or went, from other nodes or the database. Tells the room if it is new.
     */
    hear(seen: readonly Seen[]): void {
      for (const one of seen) if (presence.hear(one)) announce(presenceEvent(one.userId), null);
    },
  };
}

/**
 * Adds and removes terminals of this node in one room. Both functions return false if nothing changed, and
 * tell nobody.
 */
function createTerminals(
  { whereabouts, now }: Pick<Context, 'whereabouts' | 'now'>,
  { code, presence, audience }: Pick<Parts, 'presence' | 'audience'> & { readonly code: string },
) {
  return {
    comeIn(member: Member): boolean {
      if (!audience.add(member)) return false;
      presence.arrive(member.user.id);
      whereabouts.entered({ id: member.id, userId: member.user.id }, code, now());
      return true;
    },
    letGo(member: Member): boolean {
      if (!audience.remove(member)) return false;
      presence.depart(member.user.id);
      whereabouts.left({ id: member.id, userId: member.user.id }, code);
      return true;
    },
  };
}
