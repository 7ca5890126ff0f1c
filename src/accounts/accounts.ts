import { v7 as uuid } from 'uuid';
import { refuse, type Params, type Refused, type Session, type User } from '../protocol/index.ts';
import type { Passwords } from './passwords.ts';
import type { AccountStore, NewSession } from './ports.ts';
import type { Tokens } from './tokens.ts';

/** Who a socket is logged in as, and by which session. */
export interface Identity {
  readonly userId: string;
  readonly sessionId: string;
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
  /** Refuses `invalid_token`. */
  refresh(params: Params<'auth.refresh'>): Promise<Entered<Session> | Refused>;
  /** Ends the session; its tokens are worth nothing afterwards. */
  logout(identity: Identity): Promise<void>;
}

const busy = refuse('try_again', {
  message: 'Too many people are logging in at once; try again in a moment.',
});

export function createAccounts({
  store,
  tokens,
  passwords,
}: {
  readonly store: AccountStore;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
}): Accounts {
  async function enter(user: User, sessionId: string, refreshToken: string): Promise<Entered<Session>> {
    const access = await tokens.access({ userId: user.id, sessionId });
    return { identity: { userId: user.id, sessionId, user }, result: { ...access, refreshToken, user } };
  }

  function newSession({ id }: User): { refreshToken: string; session: NewSession } {
    const { refreshToken, ...kept } = tokens.refresh();
    return { refreshToken, session: { id: uuid(), userId: id, ...kept } };
  }

  return {
    register: async ({ username, password, displayName, ...params }) => {
      const email = fold(params.email);
      // Folding can lengthen a character that is not ASCII, and the column holds 255.
      if (Array.from(email).length > 255) return refuse('invalid_params');
      const hashed = await passwords.hash(password);
      if ('error' in hashed) return busy;
      const user = { id: uuid(), username, displayName };
      const { refreshToken, session } = newSession(user);
      const outcome = await store.register({ user, email, passwordHash: hashed.ok }, session);
      return outcome === 'registered' ? enter(user, session.id, refreshToken) : refuse(outcome);
    },

    login: async ({ login, password }) => {
      const account = await store.findByLogin(fold(login));
      const matches = await passwords.matches(password, account?.passwordHash ?? null);
      if ('error' in matches) return busy;
      if (!account || !matches.ok) return refuse('invalid_credentials');
      const { refreshToken, session } = newSession(account.user);
      await store.addSession(session);
      return enter(account.user, session.id, refreshToken);
    },

    resume: async ({ accessToken }) => {
      const claims = await tokens.verify(accessToken);
      const user = claims && (await store.findBySession(claims.sessionId));
      if (!user || user.id !== claims.userId) return refuse('invalid_token');
      const { sessionId, expiresIn } = claims;
      return { identity: { userId: user.id, sessionId, user }, result: { user, expiresIn } };
    },

    refresh: async (params) => {
      const { refreshToken, ...next } = tokens.refresh();
      const rotated = await store.rotate(tokens.hash(params.refreshToken), next);
      return rotated ? enter(rotated.user, rotated.sessionId, refreshToken) : refuse('invalid_token');
    },

    logout: ({ sessionId }) => store.revoke(sessionId),
  };
}

/** The form addresses are kept and looked up in: their case tells nobody apart. */
function fold(email: string): string {
  return email.normalize('NFC').toLowerCase();
}
