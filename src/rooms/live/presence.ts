import type { RoomStore, Seen } from '../ports.ts';

export interface PresenceOptions {
  readonly store: Pick<RoomStore, 'setConnected'>;
  /** The clock of the database. */
  readonly now: () => Date;
  /** How long a player is away before the table may act for the seat. */
  readonly graceMs: number;
}

export type Presence = ReturnType<typeof createPresence>;

/**
 * Knows which users are at one table: from the terminals of this node, and from the database for all nodes.
 */
export function createPresence({ store, now, graceMs }: PresenceOptions, gameId: string) {
  const terminals = new Map<string, number>();
  const seen = new Map<string, Seen>();
  /** The value that this node saved last for a user. */
  const saved = new Map<string, boolean>();
  // A user the database has never seen counts as away since the room opened.
  const openedAt = now();

  const isConnected = (userId: string) => terminals.has(userId) || seen.get(userId)?.connected === true;
  const awaySince = (userId: string) => (isConnected(userId) ? null : (seen.get(userId)?.since ?? openedAt));

  async function saveOne(userId: string, connected: boolean): Promise<Seen> {
    let current: Seen;
    try {
      current = await store.setConnected(gameId, userId, connected);
      saved.set(userId, connected);
    } catch {
      // The next pulse saves it, when the database is back.
      current = { userId, connected, since: now() };
    }
    seen.set(userId, current);
    return current;
  }

  /** Whether the database knows this already. Other nodes save the users on their own terminals. */
  function isSaved(userId: string, connected: boolean): boolean {
    if (connected) return saved.get(userId) === true;
    return saved.get(userId) !== true && seen.has(userId);
  }

  return {
    isConnected,
    awaySince,
    /** Whether a user is away longer than the grace. */
    isAbsent(userId: string): boolean {
      const since = awaySince(userId);
      return since !== null && now().getTime() - since.getTime() >= graceMs;
    },
    /** A terminal of this node has come. */
    arrive(userId: string): void {
      terminals.set(userId, (terminals.get(userId) ?? 0) + 1);
    },
    /** A terminal of this node has gone. */
    depart(userId: string): void {
      const count = (terminals.get(userId) ?? 0) - 1;
      if (count > 0) terminals.set(userId, count);
      else terminals.delete(userId);
    },
    /** Takes news of a user from another node or the database. Returns whether the user came or went. */
    hear(news: Seen): boolean {
      const known = seen.get(news.userId);
      // News may arrive in the wrong order, so the time decides.
      if (known && known.since > news.since) return false;
      const was = isConnected(news.userId);
      // The other nodes think that this node is dead, so it must save again that its user is here.
      if (!news.connected && terminals.has(news.userId)) saved.delete(news.userId);
      seen.set(news.userId, news);
      return isConnected(news.userId) !== was;
    },
    /** Saves which of these users are here, if that has changed. Returns the changes. */
    async save(userIds: readonly string[]): Promise<Seen[]> {
      const changed: Seen[] = [];
      for (const userId of new Set(userIds)) {
        const connected = terminals.has(userId);
        if (!isSaved(userId, connected)) changed.push(await saveOne(userId, connected));
      }
      return changed;
    },
  };
}
