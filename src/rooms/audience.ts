import { notificationText, type User } from '../protocol/index.ts';

/** One terminal in a room: a socket that somebody is logged in on. */
export interface Member {
  /** Tells sockets apart, on all nodes. */
  readonly id: string;
  readonly user: User;
  /** Sends one frame, or its UTF-8 bytes where many get the same; a socket that is gone swallows it. */
  send(frame: string | Uint8Array): void;
}

/** The terminals of this node that are in one room, and those that another one of the same player has replaced. */
export function createAudience(code: string) {
  const members = new Set<Member>();
  const fenced = new WeakSet<Member>();

  return {
    /** Whether the terminal was not here before. */
    add(member: Member): boolean {
      if (members.has(member)) return false;
      members.add(member);
      return true;
    },
    /** Whether the terminal was here. */
    remove: (member: Member): boolean => members.delete(member),
    has: (member: Member): boolean => members.has(member),
    isEmpty: (): boolean => members.size === 0,
    /** The terminals of a user but for one. */
    othersOf: (userId: string, terminal: string): Member[] =>
      [...members].filter(({ id, user }) => user.id === userId && id !== terminal),
    /** Tells a terminal that its player goes on elsewhere; it may do nothing more here but join again. */
    fence(member: Member): void {
      fenced.add(member);
      member.send(notificationText('room.fenced', JSON.stringify({ code })));
    },
    unfence: (member: Member): boolean => fenced.delete(member),
    isFenced: (member: Member): boolean => fenced.has(member),
    /** Sends a notification to everybody, encoded once; `params` is JSON. */
    tell(method: 'room.updated', params: string, except: Member | null): void {
      const frame = Buffer.from(notificationText(method, params));
      for (const member of members) if (member !== except) member.send(frame);
    },
  };
}
