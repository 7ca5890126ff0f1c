import type { EndedSession, SessionCache, UserNews, UserNewsChannel } from './ports.ts';
import type { Tokens } from './tokens.ts';

type Listener = (news: UserNews) => void;

/** Tells the sockets of a user on every node about changes of the account. */
export function createUserNews({
  tokens,
  cache,
  news,
}: {
  readonly tokens: Tokens;
  readonly cache: SessionCache;
  readonly news: UserNewsChannel;
}) {
  const watchers = new Map<string, Set<Listener>>();

  function tell(userId: string, told: UserNews): void {
    news.tell(userId, told);
    for (const listener of watchers.get(userId) ?? []) listener(told);
  }

  return {
    watch(userId: string, listener: Listener): () => void {
      const others = watchers.get(userId) ?? new Set();
      watchers.set(userId, others.add(listener));
      const unfollow = news.follow(userId, listener);
      return () => {
        unfollow();
        others.delete(listener);
        if (others.size === 0) watchers.delete(userId);
      };
    },
    tell,
    /** The store has ended sessions: their tokens are revoked, and every node closes their sockets. */
    end(userId: string, sessions: readonly EndedSession[]): void {
      if (sessions.length === 0) return;
      for (const { accessJti: jti, refreshHash } of sessions)
        cache.revoked({ jti, expiresAt: tokens.accessExpiry(), refreshHash });
      tell(userId, { ended: sessions.map(({ id }) => id) });
    },
  };
}

export type ToldUsers = ReturnType<typeof createUserNews>;
