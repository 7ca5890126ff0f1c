import { v7 as uuid } from 'uuid';
import { refuse, type Params, type Refused, type Session, type User } from '../protocol/index.ts';
import type { Passwords } from './passwords.ts';
import type { AccountStore, EndedSession, NewSession, SessionCache, SessionNewsChannel } from './ports.ts';
import type { AccessClaims, RefreshToken, Tokens } from './tokens.ts';

/** Who a socket is logged in as, and by which session and access token. */
export interface Identity extends AccessClaims {
  readonly user: User;
}

/** A socket that is let in: who it is from now on, and the answer to its request. */
export interface Entered<T> {
  readonly identity: Identity;
  readonly result: T;
}

/** Accounts and their sessions. Params have passed the gate of the protocol. */
export interface Accounts {
  /** Refuses `username_taken`, `email_taken`, `try_again`, and `invalid_params` for an address too long. */
  register(params: Params<'auth.register'>): Promise<Entered<Session> | Refused>;
  /** Refuses `invalid_credentials`, in the same time whether there is such an account or not; `try_again`. */
  login(params: Params<'auth.login'>): Promise<Entered<Session> | Refused>;
  /** Refuses `invalid_token`. */
  resume(
    params: Params<'auth.resume'>,
  ): Promise<Entered<{ readonly user: User; readonly expiresIn: number }> | Refused>;
  /** Refuses `invalid_token`; a spent token that is shown again ends its session. */
  refresh(params: Params<'auth.refresh'>): Promise<Entered<Session> | Refused>;
  /** Ends the session; its tokens are worth nothing afterwards. */
  logout(identity: Identity): Promise<void>;
  /**
   * Sets another password and ends every session of the user. `enter` is called with a new one for who has asked
   * before the others are told. Refuses `invalid_credentials` and `try_again`.
   */
  changePassword(
    identity: Identity,
    params: Params<'auth.changePassword'>,
    enter: (entered: Entered<Session>) => Promise<void>,
  ): Promise<Entered<Session> | Refused>;
  /** Calls back with the sessions of a user that end, on any node, until the function it returns is called. */
  watch(userId: string, listener: (ended: readonly string[]) => void): () => void;
  /** Sessions of a user have been ended: every node closes their sockets. */
  sessionsEnded(userId: string, sessions: readonly EndedSession[]): void;
  /** Which of these sessions have ended, for who may have missed it. */
  endedOf(sessionIds: readonly string[]): Promise<string[]>;
}

const busy = refuse('try_again', {
  message: 'Too many people are logging in at once; try again in a moment.',
});

export function createAccounts({
  store,
  tokens,
  passwords,
  cache,
  news,
}: {
  readonly store: AccountStore;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly cache: SessionCache;
  readonly news: SessionNewsChannel;
}): Accounts {
  const watchers = new Map<string, Set<(ended: readonly string[]) => void>>();

  async function enter(
    user: User,
    { id: sessionId, accessJti: jti }: Pick<NewSession, 'id' | 'accessJti'>,
    refresh: RefreshToken,
    replaces: string | null = null,
  ): Promise<Entered<Session>> {
    const claims = { userId: user.id, sessionId, jti };
    const access = await tokens.access(claims);
    const { refreshToken, refreshHash, expiresAt } = refresh;
    cache.refreshed({ userId: user.id, refreshHash, expiresAt, replaces });
    return { identity: { ...claims, user }, result: { ...access, refreshToken, user } };
  }

  function newSession(userId: string): { refresh: RefreshToken; session: NewSession } {
    const refresh = tokens.refresh();
    const { refreshHash, expiresAt } = refresh;
    return { refresh, session: { id: uuid(), userId, refreshHash, expiresAt, accessJti: uuid() } };
  }

  /** Calls back the tokens of sessions that have ended, and tells whoever holds a socket of theirs. */
  function end(userId: string, sessions: readonly EndedSession[]): void {
    if (sessions.length === 0) return;
    for (const { accessJti: jti, refreshHash } of sessions)
      cache.revoked({ jti, expiresAt: tokens.accessExpiry(), refreshHash });
    const ended = sessions.map(({ id }) => id);
    news.tell(userId, { ended });
    for (const listener of watchers.get(userId) ?? []) listener(ended);
  }

  return {
    register: async ({ username, password, displayName, ...params }) => {
      const email = fold(params.email);
      // Folding can lengthen a character that is not ASCII, and the column holds 255.
      if (Array.from(email).length > 255) return refuse('invalid_params');
      const hashed = await passwords.hash(password);
      if ('error' in hashed) return busy;
      const user = { id: uuid(), username, displayName };
      const { refresh, session } = newSession(user.id);
      const outcome = await store.register({ user, email, passwordHash: hashed.ok }, session);
      return outcome === 'registered' ? enter(user, session, refresh) : refuse(outcome);
    },

    login: async ({ login, password }) => {
      const account = await store.findByLogin(fold(login));
      const matches = await passwords.matches(password, account?.passwordHash ?? null);
      if ('error' in matches) return busy;
      if (!account || !matches.ok) return refuse('invalid_credentials');
      const { refresh, session } = newSession(account.user.id);
      await store.addSession(session);
      return enter(account.user, session, refresh);
    },

    resume: async ({ accessToken }) => {
      const claims = await tokens.verify(accessToken);
      if (!claims || (await cache.isRevoked(claims.jti))) return refuse('invalid_token');
      const user = await store.findBySession(claims.sessionId);
      if (!user || user.id !== claims.userId) return refuse('invalid_token');
      const { expiresIn, ...identity } = claims;
      return { identity: { ...identity, user }, result: { user, expiresIn } };
    },

    refresh: async (params) => {
      const spent = tokens.hash(params.refreshToken);
      const next = tokens.following(params.refreshToken);
      const accessJti = uuid();
      const { refreshHash, expiresAt } = next;
      const rotation = await store.rotate(spent, { refreshHash, expiresAt, accessJti });
      if (!rotation) return refuse('invalid_token');
      if ('stolen' in rotation) {
        end(rotation.stolen.userId, [rotation.stolen]);
        return refuse('invalid_token');
      }
      return enter(rotation.user, { id: rotation.sessionId, accessJti }, next, spent);
    },

    logout: async ({ userId, sessionId }) => {
      const ended = await store.revoke(sessionId);
      if (ended) end(userId, [ended]);
    },

    changePassword: async ({ userId, user }, { password, newPassword }, enterFirst) => {
      const matches = await passwords.matches(password, await store.passwordHash(userId));
      if ('error' in matches) return busy;
      if (!matches.ok) return refuse('invalid_credentials');
      const hashed = await passwords.hash(newPassword);
      if ('error' in hashed) return busy;
      const { refresh, session } = newSession(userId);
      const ended = await store.changePassword(hashed.ok, session);
      const entered = await enter(user, session, refresh);
      await enterFirst(entered);
      end(userId, ended);
      return entered;
    },

    watch(userId, listener) {
      const others = watchers.get(userId) ?? new Set();
      watchers.set(userId, others.add(listener));
      const unfollow = news.follow(userId, ({ ended }) => listener(ended));
      return () => {
        unfollow();
        others.delete(listener);
        if (others.size === 0) watchers.delete(userId);
      };
    },

    sessionsEnded: end,
    endedOf: (sessionIds) => store.endedOf(sessionIds),
  };
}

/** The form addresses are kept and looked up in: their case tells nobody apart. */
function fold(email: string): string {
  return email.normalize('NFC').toLowerCase();
}
