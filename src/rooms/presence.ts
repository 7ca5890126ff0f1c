import type { RoomStore, Seen } from './ports.ts';

export interface PresenceOptions {
  readonly gameId: string;
  readonly store: Pick<RoomStore, 'setConnected'>;
  /** The clock of the database. */
  readonly now: () => Date;
  /** How long a player is away before the table may act for the seat. */
  readonly graceMs: number;
}

export type Presence = ReturnType<typeof createPresence>;

/** Who is at one table: the terminals of this node, and what the database says of all nodes. */
export function createPresence({ gameId, store, now, graceMs }: PresenceOptions) {
  const terminals = new Map<string, number>();
  const seen = new Map<string, Seen>();
  /** What this node has written down of a user. */
  const noted = new Map<string, boolean>();
  // Of whom the database knows nothing yet is away from now on.
  const openedAt = now();

  const isConnected = (userId: string) => terminals.has(userId) || seen.get(userId)?.connected === true;
  const awaySince = (userId: string) => (isConnected(userId) ? null : (seen.get(userId)?.since ?? openedAt));

  async function note(userId: string, connected: boolean): Promise<Seen> {
    let current: Seen;
    try {
      current = await store.setConnected(gameId, userId, connected);
      noted.set(userId, connected);
    } catch {
      // Written down with the next pulse, when the database is back.
      current = { userId, connected, since: now() };
    }
    seen.set(userId, current);
    return current;
  }

  return {
    isConnected,
    awaySince,
    /** Whether a user is away longer than the grace. */
    isAbsent(userId: string): boolean {
      const since = awaySince(userId);
      return since !== null && now().getTime() - since.getTime() >= graceMs;
    },
    /** Counts a terminal of this node that has come. */
    arrive(userId: string): void {
      terminals.set(userId, (terminals.get(userId) ?? 0) + 1);
    },
    /** Counts a terminal of this node that has gone. */
    depart(userId: string): void {
      const count = (terminals.get(userId) ?? 0) - 1;
      if (count > 0) terminals.set(userId, count);
      else terminals.delete(userId);
    },
    /** Takes what another node, or the database, says of a user; whether that user has come or gone by it. */
    hear(news: Seen): boolean {
      const known = seen.get(news.userId);
      // News may overtake one another; what came later is also later on the clock.
      if (known && known.since > news.since) return false;
      const was = isConnected(news.userId);
      // This node was taken for dead meanwhile, and has to say again who is here.
      if (!news.connected && terminals.has(news.userId)) noted.delete(news.userId);
      seen.set(news.userId, news);
      return isConnected(news.userId) !== was;
    },
    /** Writes down who of these users is here, where that has changed; what has. */
    async settle(userIds: readonly string[]): Promise<Seen[]> {
      const changed: Seen[] = [];
      for (const userId of new Set(userIds)) {
        const connected = terminals.has(userId);
        // Who is on another node is none of this node's business, unless nobody has ever been heard of.
        const isKnown = connected
          ? noted.get(userId) === true
          : noted.get(userId) !== true && seen.has(userId);
        if (!isKnown) changed.push(await note(userId, connected));
      }
      return changed;
    },
  };
}
