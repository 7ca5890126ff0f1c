import { notificationText, type Updates, type User } from '../../protocol/index.ts';

/** One terminal in a room: a socket with a login. */
export interface Member {
  /** Tells sockets apart, on all nodes. */
  readonly id: string;
  readonly user: User;
  /** Sends one frame, or its UTF-8 bytes if many get the same. A socket that is gone ignores it. */
  send(frame: string | Uint8Array): void;
}

export type Audience = ReturnType<typeof createAudience>;

/**
 * The terminals of this node in one room. Some of them have lost their seat to another terminal of the
 * player.
 */
export function createAudience(code: string) {
  const members = new Set<Member>();
  const fenced = new WeakSet<Member>();
  const updates = new WeakMap<Member, Updates>();

  const updatesOf = (member: Member): Updates => updates.get(member) ?? 'state';

  return {
    /** Adds a terminal; false if it was here already. */
    add(member: Member): boolean {
      if (members.has(member)) return false;
      members.add(member);
      return true;
    },
    /** Removes a terminal; false if it was not here. */
    remove: (member: Member): boolean => members.delete(member),
    has: (member: Member): boolean => members.has(member),
    all: (): readonly Member[] => [...members],
    isEmpty: (): boolean => members.size === 0,
    /** All terminals of a user but one. */
    othersOf: (userId: string, terminal: string): Member[] =>
      [...members].filter(({ id, user }) => user.id === userId && id !== terminal),
    /** Tells a terminal that its player uses another terminal now. In this room it may only join again. */
    fence(member: Member): void {
      fenced.add(member);
      member.send(notificationText('room.fenced', JSON.stringify({ code })));
    },
    unfence: (member: Member): boolean => fenced.delete(member),
    isFenced: (member: Member): boolean => fenced.has(member),
    /** How a terminal wants to be told changes, from now on. */
    setUpdates: (member: Member, mode: Updates = 'state') => updates.set(member, mode),
    updatesOf,
    /** Sends a notification to everybody but one. `params` makes its JSON, once for each way to be told. */
    tell(method: 'room.updated', params: (mode: Updates) => string, except: Member | null): void {
      const frames = new Map<Updates, Buffer>();
      for (const member of members) {
        if (member === except) continue;
        const mode = updatesOf(member);
        const frame = frames.get(mode) ?? Buffer.from(notificationText(method, params(mode)));
        frames.set(mode, frame);
        member.send(frame);
      }
    },
  };
}
