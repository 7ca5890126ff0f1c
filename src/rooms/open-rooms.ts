import { refuse, type Refused } from '../protocol/index.ts';
import type { Member } from './live/audience.ts';
import type { LiveRoom } from './live/live.ts';

/** The most rooms that a terminal is in at once. Each stays in memory as long as somebody is in it. */
const roomsAtOnce = 100;

interface Entry {
  readonly room: Promise<LiveRoom | null>;
  /** Tasks that are running in it. */
  users: number;
}

/** The rooms that are open on this node. `load` opens one, and an empty one is closed. */
export function createOpenRooms(load: (code: string) => Promise<LiveRoom | null>) {
  const rooms = new Map<string, Entry>();
  const memberships = new Map<Member, Set<string>>();

  function codesOf(member: Member): Set<string> {
    const codes = memberships.get(member) ?? new Set();
    memberships.set(member, codes);
    return codes;
  }

  /** Whether a member is in as many rooms as a terminal may be. */
  const isFull = (member: Member): boolean => codesOf(member).size >= roomsAtOnce;

  /** Does a task in a room. The room stays open while somebody is in it or a task runs. */
  async function inside<T>(code: string, task: (room: LiveRoom) => Promise<T>): Promise<T | Refused> {
    const entry = rooms.get(code) ?? { room: load(code), users: 0 };
    rooms.set(code, entry);
    entry.users += 1;
    try {
      const room = await entry.room;
      if (!room) return refuse('room_not_found');
      return await task(room);
    } finally {
      entry.users -= 1;
      const room = await entry.room.catch(() => null);
      if (entry.users === 0 && (!room || room.isEmpty()) && rooms.get(code) === entry) {
        rooms.delete(code);
        room?.close();
      }
    }
  }

  return {
    count: () => rooms.size,
    /** The rooms that could be opened. */
    async all(): Promise<LiveRoom[]> {
      const opened = await Promise.all([...rooms.values()].map(({ room }) => room.catch(() => null)));
      return opened.filter((room) => room !== null);
    },
    isFull,
    /** Does a task in a room for a member, who may come in or leave. Refuses `too_many_rooms`. */
    async within<T>(
      member: Member,
      code: string,
      task: (room: LiveRoom) => Promise<T>,
    ): Promise<T | Refused> {
      if (isFull(member) && !codesOf(member).has(code)) return refuse('too_many_rooms');
      return inside(code, async (room) => {
        const answer = await task(room);
        if (room.has(member)) codesOf(member).add(code);
        else codesOf(member).delete(code);
        return answer;
      });
    },
    inside,
    /** The codes of the rooms that a member is in. */
    codesOf: (member: Member): string[] => [...codesOf(member)],
    forget: (member: Member): boolean => memberships.delete(member),
  };
}
