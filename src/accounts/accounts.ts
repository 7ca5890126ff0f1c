import { v7 } from 'uuid';
import { refuse, type Params, type Refused, type Session, type User } from '../protocol/index.ts';
import { createChangePassword } from './change-password.ts';
import type { CommandStore } from './commands.ts';
import { createEndings } from './endings.ts';
import { createEntering, type Entered, type Identity } from './entering.ts';
import { normalizedEmail } from './email.ts';
import { tooBusy, type Passwords } from './passwords.ts';
import type { AccountStore, EndedSession, SessionCache, SessionNewsChannel } from './ports.ts';
import { createRegister } from './register.ts';
import type { Tokens } from './tokens.ts';

/** Accounts and their sessions. The params have passed the gate of the protocol. */
export interface Accounts {
  /**
   * Makes an account. If it is sent again with the same command id and password, it begins another session of
   * that account. Refuses `username_taken`, `email_taken`, `try_again`, and `invalid_params` for an address
   * that is too long.
   */
  register(params: Params<'auth.register'>): Promise<Entered<Session> | Refused>;
  /** Refuses `invalid_credentials` and `try_again`. A missing account takes as long as a wrong password. */
  login(params: Params<'auth.login'>): Promise<Entered<Session> | Refused>;
  /** Refuses `invalid_token`. */
  resume(
    params: Params<'auth.resume'>,
  ): Promise<Entered<{ readonly user: User; readonly expiresIn: number }> | Refused>;
  /** Refuses `invalid_token`. If an old token is sent again, its session ends. */
  refresh(params: Params<'auth.refresh'>): Promise<Entered<Session> | Refused>;
  /** Ends the session; its tokens can no longer be used. */
  logout(identity: Identity): Promise<void>;
  /**
   * Sets another password, ends every session of the user and begins a new one. It calls `enter` with the new
   * session before it closes the sockets of the ended ones. If it is sent again with the same command id, it
   * only begins another session. Refuses `invalid_credentials` and `try_again`.
   */
  changePassword(
    identity: Identity,
    params: Params<'auth.changePassword'>,
    enter: (entered: Entered<Session>) => Promise<void>,
  ): Promise<Entered<Session> | Refused>;
  /** Calls `listener` with sessions of a user that end on any node, until the returned function is called. */
  watch(userId: string, listener: (ended: readonly string[]) => void): () => void;
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
  readonly news: SessionNewsChannel;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { store, tokens, passwords, cache } = options;
  const entering = createEntering(tokens, cache);
  const endings = createEndings(options);

  return {
    register: createRegister({ ...options, entering }),
    changePassword: createChangePassword({ ...options, entering, endings }),
    watch: endings.watch,
    sessionsEnded: endings.end,
    endedOf: (sessionIds) => store.endedOf(sessionIds),

    async login({ login, password }) {
      const account = await store.findByLogin(normalizedEmail(login));
      const matches = await passwords.matches(password, account?.passwordHash ?? null);
      if ('error' in matches) return tooBusy();
      if (!account || !matches.ok) return refuse('invalid_credentials');
      const opening = entering.open(account.user.id);
      await store.addSession(opening.session);
      return entering.enter(account.user, opening);
    },

    async resume({ accessToken }) {
      const claims = await tokens.verify(accessToken);
      if (!claims || (await cache.isRevoked(claims.jti))) return refuse('invalid_token');
      const user = await store.findBySession(claims.sessionId);
      if (!user || user.id !== claims.userId) return refuse('invalid_token');
      const { expiresIn, ...identity } = claims;
      return { identity: { ...identity, user }, result: { user, expiresIn } };
    },

    async refresh({ refreshToken }) {
      const spent = tokens.hash(refreshToken);
      const refresh = tokens.following(refreshToken);
      const accessJti = v7();
      const { refreshHash, expiresAt } = refresh;
      const rotation = await store.rotate(spent, { refreshHash, expiresAt, accessJti });
      if (!rotation) return refuse('invalid_token');
      if ('stolen' in rotation) {
        endings.end(rotation.stolen.userId, [rotation.stolen]);
        return refuse('invalid_token');
      }
      const session = { id: rotation.sessionId, accessJti };
      return entering.enter(rotation.user, { session, refresh }, spent);
    },

    async logout({ userId, sessionId }) {
      const ended = await store.revoke(sessionId);
      if (ended) endings.end(userId, [ended]);
    },
  };
}
