import type { EndedSession, SessionCache, SessionNewsChannel } from './ports.ts';
import type { Tokens } from './tokens.ts';

type Listener = (ended: readonly string[]) => void;

/** Follows up when the store has ended sessions: marks their tokens as revoked, and tells every node to close their sockets. */
export function createEndings({
  tokens,
  cache,
  news,
}: {
  readonly tokens: Tokens;
  readonly cache: SessionCache;
  readonly news: SessionNewsChannel;
}) {
  const watchers = new Map<string, Set<Listener>>();
  return {
    watch(userId: string, listener: Listener): () => void {
      const others = watchers.get(userId) ?? new Set();
      watchers.set(userId, others.add(listener));
      const unfollow = news.follow(userId, ({ ended }) => listener(ended));
      return () => {
        unfollow();
        others.delete(listener);
        if (others.size === 0) watchers.delete(userId);
      };
    },
    end(userId: string, sessions: readonly EndedSession[]): void {
      if (sessions.length === 0) return;
      for (const { accessJti: jti, refreshHash } of sessions)
        cache.revoked({ jti, expiresAt: tokens.accessExpiry(), refreshHash });
      const ended = sessions.map(({ id }) => id);
      news.tell(userId, { ended });
      for (const listener of watchers.get(userId) ?? []) listener(ended);
    },
  };
}
