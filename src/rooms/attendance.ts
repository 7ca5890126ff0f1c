import type { RoomEvent } from '../protocol/index.ts';
import { createAudience, type Member } from './audience.ts';
import type { RoomNewsChannel, Seen, Whereabouts } from './ports.ts';
import type { Presence } from './presence.ts';
import { seatOf, type Room } from './room.ts';

interface Context {
  readonly news: RoomNewsChannel;
  readonly whereabouts: Whereabouts;
  readonly now: () => Date;
}

interface Surroundings {
  readonly room: () => Room;
  /** Tells everybody in the room but one. */
  announce(event: RoomEvent, except: Member | null): void;
}

/** Whether somebody plays in this room, or hosts it. */
export function isAtTable(room: Room, userId: string): boolean {
  return room.hostId === userId || seatOf(room, userId) !== null;
}

/** The coming and going of terminals in one room, and who is at the table by it. To be used in the queue of the room. */
export function createAttendance(
  { news, whereabouts, now }: Context,
  presence: Presence,
  { room, announce }: Surroundings,
) {
  const { code } = room();
  const audience = createAudience(code);

  /** A terminal is in the room, without anybody being told. */
  function comeIn(member: Member): boolean {
    if (!audience.add(member)) return false;
    presence.arrive(member.user.id);
    whereabouts.entered({ id: member.id, userId: member.user.id }, code, now());
    return true;
  }

  function letGo(member: Member): boolean {
    if (!audience.remove(member)) return false;
    presence.depart(member.user.id);
    whereabouts.left({ id: member.id, userId: member.user.id }, code);
    return true;
  }

  /** Writes down who of the players is here, and tells the other nodes. */
  async function settle() {
    const { hostId, seats } = room();
    const players = seats.flatMap((player) => (player && !player.guest ? player.userId : []));
    for (const seen of await presence.settle([hostId, ...players])) news.tell(code, { seen });
  }

  async function enter(member: Member) {
    const userId = member.user.id;
    const wasThere = presence.isConnected(userId);
    if (!comeIn(member)) return;
    await settle();
    if (!wasThere && isAtTable(room(), userId)) announce(presenceEvent(userId), member);
  }

  async function exit(member: Member) {
    const userId = member.user.id;
    if (!letGo(member)) return;
    await settle();
    if (presence.isConnected(userId) || !isAtTable(room(), userId)) return;
    announce(presenceEvent(userId), null);
    const seat = seatOf(room(), userId);
    const since = presence.awaySince(userId);
    if (seat !== null && since) whereabouts.awaited(userId, { code, seat, since });
  }

  /** The terminals of a user let the seat go, but for the one that has taken it, here or on another node. */
  async function takenOver(userId: string, terminal: string) {
    for (const other of audience.othersOf(userId, terminal)) {
      await exit(other);
      audience.fence(other);
    }
  }

  function presenceEvent(userId: string): RoomEvent {
    const { version } = room();
    const payload = { connected: presence.isConnected(userId) };
    return {
      type: 'presence',
      version,
      actorId: userId,
      seat: seatOf(room(), userId),
      payload,
      at: now().toISOString(),
    };
  }

  return {
    audience,
    comeIn,
    settle,
    enter,
    exit,
    /** A terminal goes with its player, who has left: what the others are told is that. */
    async leave(member: Member): Promise<void> {
      if (letGo(member)) await settle();
    },
    /** A player has one terminal at a table that counts: the last that took the seat. */
    async takeSeat(member: Member): Promise<void> {
      audience.unfence(member);
      await enter(member);
      await takenOver(member.user.id, member.id);
      news.tell(code, { taken: { userId: member.user.id, terminal: member.id } });
    },
    takenOver,
    /** Takes what other nodes, or the database, say of who is there, and tells it where it is new. */
    hear(seen: readonly Seen[]): void {
      for (const one of seen) if (presence.hear(one)) announce(presenceEvent(one.userId), null);
    },
  };
}
