import { refuse, type Refused } from '../protocol/index.ts';
import type { Member } from './live/audience.ts';
import type { LiveRoom } from './live/live.ts';

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
    /** Does a task in a room for a member, who may come in or leave. */
    within<T>(member: Member, code: string, task: (room: LiveRoom) => Promise<T>): Promise<T | Refused> {
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
