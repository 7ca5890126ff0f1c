import { v7 } from 'uuid';
import {
  foldedName,
  refuse,
  type OpenSession,
  type Params,
  type Profile,
  type Refused,
  type Session,
  type User,
} from '../protocol/index.ts';
import { createChangePassword, type Entry } from './change-password.ts';
import type { CommandStore, Done, DoneOnce } from './commands.ts';
import { createDeleteAccount, type Leaving } from './delete-account.ts';
import { createEntering, type Entered, type Identity } from './entering.ts';
import { normalizedEmail } from './email.ts';
import { createGuessing, type Delays } from './guessing.ts';
import { tooBusy, type Passwords } from './passwords.ts';
import type { AccountStore, EndedSession, SessionCache, UserNews, UserNewsChannel } from './ports.ts';
import { createProfiles } from './profile.ts';
import { createRegister } from './register.ts';
import { createResetPassword } from './reset-password.ts';
import type { RefreshOrigin, Tokens } from './tokens.ts';
import { createUserNews } from './user-news.ts';

/**
 * Accounts and their sessions. The params have passed the gate of the protocol. `address` is that of the
 * terminal; null if it is not known.
 */
export interface Accounts {
  /**
   * Makes an account. If it is sent again with the same command id and password, it begins another session of
   * that account. Refuses `username_taken`, `email_taken`, `try_again`, and `invalid_params` for an address
   * that is too long.
   */
  register(params: Params<'auth.register'>, address?: string | null): Promise<Entered<Session> | Refused>;
  /**
   * Refuses `invalid_credentials`, `account_disabled`, `rate_limited` and `try_again`. A missing account takes as long
   * as a wrong password, and is counted like one.
   */
  login(params: Params<'auth.login'>, address?: string | null): Promise<Entered<Session> | Refused>;
  /** Refuses `invalid_token`. */
  resume(
    params: Params<'auth.resume'>,
    address?: string | null,
  ): Promise<Entered<{ readonly user: User; readonly expiresIn: number }> | Refused>;
  /** How a refresh token looks without asking the database. */
  originOf(refreshToken: string): RefreshOrigin;
  /** Refuses `invalid_token`. If an old token is sent again, its session ends. */
  refresh(params: Params<'auth.refresh'>, address?: string | null): Promise<Entered<Session> | Refused>;
  /**
   * Ends the session; its tokens can no longer be used. Then it calls `logOut`, which logs this socket out, before it
   * closes the others of the session.
   */
  logout(identity: Identity, logOut: () => Promise<void>): Promise<void>;
  /**
   * Sets another password, ends every session of the user and begins a new one. It calls `entry.enter` with the
   * new session before it closes the sockets of the ended ones. If it is sent again with the same command id, it
   * only begins another session. Refuses `invalid_credentials` and `try_again`.
   */
  changePassword(
    identity: Identity,
    params: Params<'auth.changePassword'>,
    entry: Entry,
  ): Promise<Entered<Session> | Refused>;
  /**
   * Sets a password with a code of the operator, and ends every session of the user. Nobody is logged in by it.
   * Refuses `invalid_code` and `try_again`.
   */
  reset(params: Params<'auth.reset'>, address?: string | null): Promise<Done<object> | Refused>;
  /** The account of a user, as they see it. */
  profile(userId: string): Promise<Profile>;
  /**
   * Changes the account; all sockets of the user get the new names. Refuses `invalid_credentials`,
   * `username_taken`, `email_taken`, `try_again`, and `invalid_params` without a password that is needed.
   */
  update(identity: Identity, params: Params<'account.update'>): Promise<DoneOnce<Profile> | Refused>;
  /**
   * Deletes the account, logs the asking socket out and closes all others of the user. Refuses
   * `invalid_credentials`, `owns_groups` and `try_again`.
   */
  delete(
    identity: Identity,
    params: Params<'account.delete'>,
    leaving: Leaving,
  ): Promise<Done<object> | Refused>;
  /** The sessions of the user, the last used one first. */
  sessions(identity: Identity): Promise<{ sessions: OpenSession[] }>;
  /** Ends a session of a user; null if there is none. Call `sessionsEnded` with it after the commit. */
  endSession(userId: string, sessionId: string): Promise<EndedSession | null>;
  /** Calls `listener` with the news of a user on any node, until the returned function is called. */
  watch(userId: string, listener: (news: UserNews) => void): () => void;
  /** Tells the sockets of a user on every node. */
  tell(userId: string, news: UserNews): void;
  /** Tells every node that sessions of a user have ended, so that their sockets are closed. */
  sessionsEnded(userId: string, sessions: readonly EndedSession[]): void;
  /** The sessions among these that have ended. A node asks because it may have missed the news. */
  endedOf(sessionIds: readonly string[]): Promise<string[]>;
}

export interface AccountsOptions {
  readonly store: AccountStore;
  readonly commands: CommandStore;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly cache: SessionCache;
  readonly news: UserNewsChannel;
  readonly delays: Delays;
}

export function createAccounts(given: AccountsOptions): Accounts {
  const { store, tokens, passwords, cache, delays } = given;
  const guessing = createGuessing(delays);
  const options = { ...given, guessing };
  const entering = createEntering(tokens, cache);
  const users = createUserNews(options);
  const profiles = createProfiles({ ...options, users });

  return {
    register: createRegister({ ...options, entering }),
    changePassword: createChangePassword({ ...options, entering, users }),
    reset: createResetPassword({ ...options, users }),
    profile: profiles.get,
    update: profiles.update,
    delete: createDeleteAccount({ ...options, users }),
    sessions: profiles.sessions,
    endSession: (userId, sessionId) => store.revoke(sessionId, userId),
    watch: users.watch,
    tell: users.tell,
    sessionsEnded: users.end,
    endedOf: (sessionIds) => store.endedOf(sessionIds),

    originOf: tokens.originOf,

    async login({ login, password, terminal, device }, address = null) {
      const account = await store.findByLogin(normalizedEmail(login));
      const guess = await guessing({
        account: account?.user.id ?? foldedName(login),
        device: account && device !== undefined ? tokens.sessionOf(device, account.user.id) : null,
        address,
      });
      if (guess.refused) return guess.refused;
      const matches = await passwords.matches(password, account?.passwordHash ?? null);
      if ('error' in matches) return tooBusy();
      if (!account || !matches.ok) return refuse('invalid_credentials');
      guess.right();
      const opening = entering.open(account.user.id, { terminal, address });
      if (!(await store.addSession(opening.session))) return refuse('account_disabled');
      return entering.enter(account.user, opening);
    },

    async resume({ accessToken }, address = null) {
      const claims = await tokens.verify(accessToken);
      if (!claims || (await cache.isRevoked(claims.jti))) return refuse('invalid_token');
      const user = await store.resume(claims.sessionId, address);
      if (!user || user.id !== claims.userId) return refuse('invalid_token');
      const { expiresIn, ...identity } = claims;
      return { identity: { ...identity, user }, result: { user, expiresIn } };
    },

    async refresh({ refreshToken }, address = null) {
      // The database is not asked about nonsense.
      if (tokens.originOf(refreshToken) === 'forged') return refuse('invalid_token');
      const spent = tokens.hash(refreshToken);
      const refresh = tokens.following(refreshToken);
      const accessJti = v7();
      const { refreshHash, expiresAt } = refresh;
      const rotation = await store.rotate(spent, { refreshHash, expiresAt, accessJti, address });
      if (!rotation) return refuse('invalid_token');
      if ('stolen' in rotation) {
        users.end(rotation.stolen.userId, [rotation.stolen]);
        return refuse('invalid_token');
      }
      const session = { id: rotation.sessionId, accessJti };
      return entering.enter(rotation.user, { session, refresh }, spent);
    },

    async logout({ userId, sessionId }, logOut) {
      const ended = await store.revoke(sessionId, userId);
      await logOut();
      if (ended) users.end(userId, [ended]);
    },
  };
}
