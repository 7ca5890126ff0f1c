import { v7 } from 'uuid';
import type { Session, User } from '../protocol/index.ts';
import type { NewSession, SessionCache } from './ports.ts';
import type { AccessClaims, RefreshToken, Tokens } from './tokens.ts';

/** The user a socket is logged in as, with the session and the access token. */
export interface Identity extends AccessClaims {
  readonly user: User;
}

/** The new identity of a socket that logs in, and the answer to its request. */
export interface Entered<T> {
  readonly identity: Identity;
  readonly result: T;
}

/** A new session, and the refresh token that its user gets. */
export interface Opening {
  readonly session: NewSession;
  readonly refresh: RefreshToken;
}

/** The terminal that a session begins on. */
interface Place {
  readonly terminal?: string | null | undefined;
  readonly address: string | null;
}

/** Begins sessions, each with a pair of tokens. */
export function createEntering(tokens: Tokens, cache: Pick<SessionCache, 'refreshed'>) {
  return {
    open(userId: string, { terminal = null, address }: Place): Opening {
      const refresh = tokens.refresh();
      const { refreshHash, expiresAt } = refresh;
      const session = { id: v7(), userId, refreshHash, expiresAt, accessJti: v7(), terminal, address };
      return { refresh, session };
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
      const device = tokens.deviceMark(claims);
      return { identity: { ...claims, user }, result: { ...access, refreshToken, user, device } };
    },
  };
}
