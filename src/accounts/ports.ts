import type { Claim, User } from '../protocol/index.ts';

/** What a password is compared with. */
export interface Credentials {
  readonly user: User;
  readonly passwordHash: string;
}

interface NewAccount extends Credentials {
  /** Folded: NFC, lower case. */
  readonly email: string;
}

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  /** SHA-256 of the refresh token, in hex; the token itself is never kept. */
  readonly refreshHash: string;
  readonly expiresAt: Date;
  /** The id of the access token given with it. */
  readonly accessJti: string;
}

/** A session that has ended, and the tokens that went with it. */
export type EndedSession = Pick<NewSession, 'id' | 'refreshHash' | 'accessJti'>;

/** What became of a refresh token: its session goes on, or somebody has shown a spent one and the session has ended. */
export type Rotation =
  | { readonly sessionId: string; readonly user: User }
  | { readonly stolen: EndedSession & { readonly userId: string } };

/**
 * Where accounts and sessions are kept. Every verb is one transaction. A session is live until it is revoked or
 * expires, or its account is closed. Case does not tell two user names apart.
 */
export interface AccountStore {
  /** Adds an account with its first session, or says what is taken. */
  register(
    account: NewAccount,
    session: NewSession,
  ): Promise<'registered' | 'username_taken' | 'email_taken'>;
  /** The active account with this user name or folded address; guests have none. */
  findByLogin(login: string): Promise<Credentials | null>;
  addSession(session: NewSession): Promise<void>;
  /** Who a session is of; null where it is not live. */
  findBySession(sessionId: string): Promise<User | null>;
  /**
   * Trades the refresh token of a live session for the next one, exactly once. The one that was spent last may be
   * shown again for ten seconds, with the same next one; any other that was ever spent ends the session. Null where
   * no live session has it.
   */
  rotate(
    refreshHash: string,
    next: Pick<NewSession, 'refreshHash' | 'expiresAt' | 'accessJti'>,
  ): Promise<Rotation | null>;
  /** Ends a session; null where it has ended already. */
  revoke(sessionId: string): Promise<EndedSession | null>;
  /** Sets another password, ends every session of the user and begins a new one. */
  changePassword(passwordHash: string, session: NewSession): Promise<EndedSession[]>;
  /** The password hash of an active account; null where there is none. */
  passwordHash(userId: string): Promise<string | null>;
  /** Which of these sessions are not live any more. */
  endedOf(sessionIds: readonly string[]): Promise<string[]>;
  /** Deletes the sessions that expired more than a day ago. */
  forgetExpired(): Promise<void>;
}

/**
 * The fast copy of which tokens are good. The database decides; this only spares it a question. Written without
 * waiting and without failing.
 */
export interface SessionCache {
  /** This refresh token of the user is good until then, and the one before it, if any, no more. */
  refreshed(token: {
    readonly userId: string;
    readonly refreshHash: string;
    readonly expiresAt: Date;
    readonly replaces: string | null;
  }): void;
  /** This access token (by its `jti`) is not to be accepted any more, and would expire then; nor is the refresh token. */
  revoked(token: {
    readonly jti: string;
    readonly expiresAt: Date;
    readonly refreshHash: string | null;
  }): void;
  /** Whether an access token is known to be revoked; false where nobody answers in time. */
  isRevoked(jti: string): Promise<boolean>;
}

/** Sessions of a user that have ended: their sockets are to be closed, on every node. */
export interface SessionNews {
  readonly ended: readonly string[];
}

/** How the nodes hear of sessions that have ended: at once or not at all. What is lost is read from the database. */
export interface SessionNewsChannel {
  /** Tells the other nodes, without waiting and without failing. */
  tell(userId: string, news: SessionNews): void;
  /** Listens to what other nodes tell of a user, until the function it returns is called. */
  follow(userId: string, listener: (news: SessionNews) => void): () => void;
}

/**
 * Where claims are kept, and how games change hands. Two people who sat at one table at the same time are never
 * one person: `played_together`.
 */
export interface ClaimStore {
  /** The guest who played under this name in a game, by its id or room code; null for nobody. */
  guestAt(game: string, displayName: string): Promise<string | null>;
  /** The active account with this user name, whatever its case; null for nobody. */
  accountNamed(username: string): Promise<string | null>;
  /** Writes a claim down; one that is there already stays as it is. */
  ask(claimantId: string, claimedId: string): Promise<Claim | 'played_together'>;
  /** The claims that a user has made or decides about, oldest first. */
  claimsOf(userId: string): Promise<Claim[]>;
  /**
   * In one transaction: an entry in the log of every game of the claimed, every row of theirs, what follows from
   * the results, and of an account its groups and guests. A guest is then no more, and an account closed with its
   * sessions. `claim_not_found` where it is not for this user to decide.
   */
  approve(
    claimId: string,
    deciderId: string,
  ): Promise<
    | { readonly games: number; readonly ended: readonly EndedSession[] }
    | 'claim_not_found'
    | 'played_together'
  >;
  /** Forgets a claim that this user has made or decides about; false where there is none. */
  drop(claimId: string, userId: string): Promise<boolean>;
}
