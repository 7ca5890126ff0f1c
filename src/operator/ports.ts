import type { EndedSession, OperatorToken } from '../accounts/index.ts';
import type { AccountLine, AccountPage, OpenRoom, OperatorAction, Params, User } from '../protocol/index.ts';

/** An account of a person. Guests and the account `archive` of imported games are none. */
export interface Account {
  readonly user: User;
  /** False if it is disabled or closed. */
  readonly isActive: boolean;
  /** Whether it was closed for good: nobody can log in with it again. */
  readonly isClosed: boolean;
}

/** The filters and the page of `admin.users`. */
export type AccountSearch = Omit<Params<'admin.users'>, 'operatorToken'>;

/** A page of a list, and where the next one begins; null if there is none. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** Stores the work of operators. Call the methods that change something inside one transaction with `note`. */
export interface OperatorStore {
  accounts(search: AccountSearch): Promise<Page<AccountLine>>;
  account(username: string): Promise<AccountPage | null>;
  /** The account with this user name, in any case. It stays as it is until the transaction ends. */
  lock(username: string): Promise<Account | null>;
  /** Disables an account, ends its sessions, and deletes its code for another password. */
  disable(userId: string): Promise<EndedSession[]>;
  enable(userId: string): Promise<void>;
  /** Keeps the hash of a code with which the user may set another password, in place of the one before. */
  keepCode(userId: string, code: { readonly codeHash: string; readonly expiresAt: Date }): Promise<void>;
  /** Gives an account another user name, and returns the user. */
  rename(userId: string, username: string): Promise<User>;
  /** Whether a change failed because another account has the name. */
  isTaken(error: unknown): boolean;
  /**
   * Deletes the lobbies in which no game ever began, nobody is, and nothing has happened for so many days.
   * Returns how many they were.
   */
  prune(days: number): Promise<number>;
  /** Open rooms, the one with the oldest last action first. */
  rooms(page: { readonly cursor?: string | undefined; readonly limit: number }): Promise<Page<OpenRoom>>;
  /** The game of a room; null if there is no such room. */
  game(code: string): Promise<{ readonly gameId: string; readonly status: OpenRoom['status'] } | null>;
  /** Whether the audit log has no action with this token. Others who use the token wait until the transaction ends. */
  isUnused(token: OperatorToken): Promise<boolean>;
  /** Adds an entry to the audit log. */
  note(action: Omit<OperatorAction, 'id' | 'at'>): Promise<void>;
  /** The audit log, the last entry first. */
  actions(page: {
    readonly cursor?: string | undefined;
    readonly limit: number;
  }): Promise<Page<OperatorAction>>;
}
