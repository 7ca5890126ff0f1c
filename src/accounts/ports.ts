import type { Claim, Notice, OpenSession, Preferences, Profile, Result, User } from '../protocol/index.ts';

/** A user, and the hash that a password is compared with. */
export interface Credentials {
  readonly user: User;
  readonly passwordHash: string;
}

export interface NewAccount extends Credentials {
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
  /** The name that the terminal gave itself. */
  readonly terminal: string | null;
  /** The network address of the terminal. */
  readonly address: string | null;
}

/** The fields of an account that change. */
export interface ProfileChanges {
  readonly displayName?: string | undefined;
  readonly avatarUrl?: string | null | undefined;
  readonly preferences?: Preferences | undefined;
  /** Folded: NFC, lower case. */
  readonly email?: string | undefined;
  readonly username?: string | undefined;
}

/** A session that has ended, and the tokens that went with it. */
export type EndedSession = Pick<NewSession, 'id' | 'refreshHash' | 'accessJti'>;

/** A group that its owner must hand over before they leave. */
export interface OwnedGroup {
  readonly groupId: string;
  readonly name: string;
}

/** An account that was deleted: its sessions, and the codes of the rooms whose logs have changed. */
export interface Deleted {
  readonly ended: readonly EndedSession[];
  readonly rooms: readonly string[];
}

/** The outcome for a refresh token: its session goes on, or it was stolen and its session has ended. */
export type Rotation =
  | { readonly sessionId: string; readonly user: User }
  | { readonly stolen: EndedSession & { readonly userId: string } };

/**
 * Stores accounts and sessions. Every method is one transaction. A session is live until it is revoked or
 * expires, or its account is closed. Two user names that differ only in capital letters are the same.
 */
export interface AccountStore {
  /** Adds an account with its first session, or says whether the user name or the address is taken. */
  register(
    account: NewAccount,
    session: NewSession,
  ): Promise<'registered' | 'username_taken' | 'email_taken'>;
  /** The account with this user name or email address, also a disabled one. Guests have no account, so they are never found. */
  findByLogin(login: string): Promise<Credentials | null>;
  /** Begins a session; false if the account is not active. */
  addSession(session: NewSession): Promise<boolean>;
  /** Notes that a session is used at an address, and returns its user; null if the session is not live. */
  resume(sessionId: string, address: string | null): Promise<User | null>;
  /**
   * Trades the refresh token of a live session for the next one. The token that was traded last may be sent
   * again for ten seconds and gets the same next token. Any other token that was traded before ends the
   * session. Null if no live session has the token.
   */
  rotate(
    refreshHash: string,
    next: Pick<NewSession, 'refreshHash' | 'expiresAt' | 'accessJti' | 'address'>,
  ): Promise<Rotation | null>;
  /** Ends a session of a user; null if there is none, or if it has ended already. */
  revoke(sessionId: string, userId: string): Promise<EndedSession | null>;
  /** The live sessions of a user, the last used one first. */
  sessionsOf(userId: string): Promise<Omit<OpenSession, 'current'>[]>;
  /** The account of a user. */
  profile(userId: string): Promise<Profile>;
  /** Changes an account, and returns it. */
  update(userId: string, changes: ProfileChanges): Promise<Profile>;
  /** The reason if a change failed because another account has the name or the address; null for other errors. */
  takenBy(error: unknown): 'username_taken' | 'email_taken' | null;
  /**
   * Sets another password, ends every session of the user and begins a new one, which keeps the name of the
   * terminal of the old one.
   */
  changePassword(passwordHash: string, session: NewSession, oldSessionId: string): Promise<EndedSession[]>;
  /** The active account with this user name, if its owner may set another password with this code; else null. */
  findByCode(username: string, codeHash: string): Promise<string | null>;
  /** Uses the code up, sets another password and ends every session of the user. Null if the code is not valid now. */
  resetPassword(reset: {
    readonly userId: string;
    readonly codeHash: string;
    readonly passwordHash: string;
  }): Promise<EndedSession[] | null>;
  /** The password hash of an active account; null if there is no such account. */
  passwordHash(userId: string): Promise<string | null>;
  /**
   * Deletes an account: its names, sessions, claims and memberships go, and its games stay under the neutral
   * name. Of the stored commands of the user only the given one stays. If groups must be handed over first,
   * nothing is changed. `gone` means that there is no such account.
   */
  delete(
    userId: string,
    how: { readonly neutral: string; readonly commandId: string | undefined },
  ): Promise<Deleted | { readonly owns: readonly OwnedGroup[] } | 'gone'>;
  /** The sessions among these that are no longer live. */
  endedOf(sessionIds: readonly string[]): Promise<string[]>;
  /** Deletes the sessions that expired more than a day ago, and the codes that have expired. */
  forgetExpired(): Promise<void>;
}

/**
 * The fast copy of the tokens that are valid. It saves questions to the database, which decides. Writing to
 * it never waits and never fails.
 */
export interface SessionCache {
  /** Notes that a refresh token is valid until `expiresAt`, and that the one it replaces no longer is. */
  refreshed(token: {
    readonly userId: string;
    readonly refreshHash: string;
    readonly expiresAt: Date;
    readonly replaces: string | null;
  }): void;
  /**
   * Notes that both tokens are no longer valid. Without this, the access token is valid until `expiresAt`.
   */
  revoked(token: {
    readonly jti: string;
    readonly expiresAt: Date;
    readonly refreshHash: string | null;
  }): void;
  /** Whether an access token is known to be revoked; false if there is no answer in time. */
  isRevoked(jti: string): Promise<boolean>;
}

/** News of a user for their sockets on every node: sessions that have ended, other names, or a notice. */
export type UserNews =
  | { readonly ended: readonly string[] }
  | { readonly user: User }
  /** `sessionId` is the session that does not get it; null if all do. */
  | { readonly notice: Notice; readonly sessionId: string | null };

/** Brings news of users to the other nodes. News may be lost; the database still knows it. */
export interface UserNewsChannel {
  /** Tells the other nodes, without waiting and without failing. */
  tell(userId: string, news: UserNews): void;
  /** Listens to the news of a user from other nodes, until the returned function is called. */
  follow(userId: string, listener: (news: UserNews) => void): () => void;
}

/**
 * Stores claims, and hands games over. Two players who sat at one table at the same time cannot be one
 * person: `played_together`.
 */
export interface ClaimStore {
  /** The guest with this name in a game, of this host if one is given. `game` is an id or a room code. Null if there is no such guest. */
  guestAt(game: string, displayName: string, hostId?: string): Promise<string | null>;
  /** The active account with this user name, in any case; null if there is none. */
  accountNamed(username: string): Promise<string | null>;
  /**
   * Adds a claim, or an offer of a host. If there is one already, it stays as it is; but a claimant who asks again
   * agrees to the games that the claimed player has now.
   */
  ask(claim: {
    readonly claimantId: string;
    readonly claimedId: string;
    readonly offeredBy: string | null;
  }): Promise<Claim | 'played_together'>;
  /** The claims that a user has made or decides about, oldest first. Those of blocked users and groups are left out. */
  claimsOf(userId: string): Promise<Claim[]>;
  /**
   * Gives every game of the claimed player to the claimant, in one transaction: an entry in each log, the
   * rows, and the figures made from the results. Then a claimed guest is deleted. A claimed account gives
   * away its groups and guests too, is closed, and its sessions end. `claim_not_found` if this user does not
   * decide about the claim; `claim_changed` if the claimant has not agreed to all games of a guest, or the claim
   * is not about this number of games.
   */
  approve(
    claimId: string,
    deciderId: string,
    games: number | undefined,
  ): Promise<
    | {
        readonly claimantId: string;
        /** The host who offered the games; null if the claimant asked. */
        readonly offeredBy: string | null;
        readonly games: number;
        readonly ended: readonly EndedSession[];
      }
    | 'claim_not_found'
    | 'claim_changed'
    | 'played_together'
  >;
  /** Deletes a claim that this user has made or decides about; false if there is none. */
  drop(claimId: string, userId: string): Promise<boolean>;
  /** The game with this id or room code, if the user plays or has played in it; else null. */
  gameOf(game: string, userId: string): Promise<string | null>;
  /** Gives the seat of a user in a game to a guest of its host. Null if the user does not play in it. */
  disown(
    gameId: string,
    userId: string,
  ): Promise<{ readonly gameId: string; readonly code: string; readonly hostId: string } | null>;
}

/** A user or a group that is blocked. */
export type Blocked = { readonly userId: string } | { readonly groupId: string };

/** Stores which users and groups a user has blocked. Their claims, offers and invitations do not reach the user. */
export interface BlockStore {
  /** The active account with this user name, in any case; null if there is none. */
  accountNamed(username: string): Promise<string | null>;
  /**
   * Whether a user knows a group: they are in it, it has invited them or offered them games, they may read a game of
   * it, or they have blocked it. To others a group does not exist.
   */
  knowsGroup(userId: string, groupId: string): Promise<boolean>;
  /** Blocks, and deletes the news that waits from there. */
  block(userId: string, blocked: Blocked): Promise<void>;
  unblock(userId: string, blocked: Blocked): Promise<void>;
  blocks(userId: string): Promise<Result<'account.blocks'>>;
}
