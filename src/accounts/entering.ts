import { v7 } from 'uuid';
import type { Session, User } from '../protocol/index.ts';
import type { NewSession, SessionCache } from './ports.ts';
import type { AccessClaims, RefreshToken, Tokens } from './tokens.ts';

/** The user a socket is logged in as, and the session and access token it is logged in by. */
export interface Identity extends AccessClaims {
  readonly user: User;
}

/** A socket that is let in: who it belongs to from now on, and the answer to its request. */
export interface Entered<T> {
  readonly identity: Identity;
  readonly result: T;
}

/** A session that is to be kept, and the token that its user gets for it. */
export interface Opening {
  readonly session: NewSession;
  readonly refresh: RefreshToken;
}

/** Lets people in by sessions, with a pair of tokens. */
export function createEntering(tokens: Tokens, cache: Pick<SessionCache, 'refreshed'>) {
  return {
    open(userId: string): Opening {
      const refresh = tokens.refresh();
      const { refreshHash, expiresAt } = refresh;
      return { refresh, session: { id: v7(), userId, refreshHash, expiresAt, accessJti: v7() } };
    },
    /** `replaces` is the hash of the refresh token that was traded in, if any. */
    async enter(
      user: User,
      { session, refresh }: { session: Pick<NewSession, 'id' | 'accessJti'>; refresh: RefreshToken },
      replaces: string | null = null,
    ): Promise<Entered<Session>> {
      const claims = { userId: user.id, sessionId: session.id, jti: session.accessJti };
      const access = await tokens.access(claims);
      const { refreshToken, refreshHash, expiresAt } = refresh;
      cache.refreshed({ userId: user.id, refreshHash, expiresAt, replaces });
      return { identity: { ...claims, user }, result: { ...access, refreshToken, user } };
    },
  };
}
