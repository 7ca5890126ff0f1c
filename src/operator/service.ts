import type { Accounts, CommandStore, Done, DoneOnce, OperatorToken, Tokens } from '../accounts/index.ts';
import type { MethodName, Params, Refused, Result } from '../protocol/index.ts';
import type { AccountSearch, OperatorStore } from './ports.ts';

/** An action that an operator asks for. */
export interface Asked {
  readonly method: MethodName;
  /** The token that proves the operator. */
  readonly token: OperatorToken;
  readonly commandId: string | undefined;
}

/** The result of an action, and what the audit log says about it. */
export interface Acted<T> extends Done<T> {
  readonly subject?: string | null;
  readonly details?: object;
}

type Outcome<T> = Promise<Done<T> | Refused>;

/** The work of the operator. Each action happens once, and the audit log gets its entry in the same transaction. */
export interface Operator {
  /** The content of a token of the operator; null if it is forged or expired. */
  tokenOf(text: string): Promise<OperatorToken | null>;
  /**
   * Does an action in one transaction with its entry in the audit log. If it was done before, it returns the
   * first result and does nothing. Tell others about it only if it is the first time. Refuses `not_operator` to a
   * token with which another action was done, unless it is lent.
   */
  act<T extends object>(
    asked: Asked,
    work: () => Promise<Acted<T> | Refused>,
  ): Promise<DoneOnce<T> | Refused>;
  users(search: AccountSearch): Outcome<Result<'admin.users'>>;
  /** Refuses `user_not_found`, like every method that names an account. */
  user(username: string): Outcome<Result<'admin.user'>>;
  /** Ends every session of the account, and closes its sockets on every node. */
  disable(asked: Asked, username: string): Outcome<object>;
  /** Refuses `account_closed`. */
  enable(asked: Asked, username: string): Outcome<object>;
  /** Refuses `account_disabled` and `account_closed`. Only the hash of the code is stored. */
  resetPassword(asked: Asked, username: string): Outcome<Result<'admin.resetPassword'>>;
  /** Refuses `username_taken`. All sockets of the user get the new name. */
  rename(
    asked: Asked,
    names: Pick<Params<'admin.rename'>, 'username' | 'newUsername'>,
  ): Promise<DoneOnce<Result<'admin.rename'>> | Refused>;
  rooms(page: Pick<Params<'admin.rooms'>, 'cursor' | 'limit'>): Outcome<Result<'admin.rooms'>>;
  /**
   * Notes that a room is to be closed; call `Rooms.end` after it with the code of the result, also if it was noted
   * before. Refuses `room_not_found`, and `wrong_phase` if its game is over.
   */
  close(asked: Asked, code: string): Outcome<Result<'admin.close'> & { readonly code: string }>;
  prune(asked: Asked, days: number): Outcome<Result<'admin.prune'>>;
  log(page: Pick<Params<'admin.log'>, 'cursor' | 'limit'>): Outcome<Result<'admin.log'>>;
  /** Lends a token of an hour. Refuses `not_operator` to a token that is lent itself, or it would never end. */
  lend(asked: Asked): Outcome<Result<'admin.token'>>;
}

export interface OperatorOptions {
  readonly store: OperatorStore;
  readonly commands: CommandStore;
  readonly tokens: Pick<Tokens, 'operatorOf' | 'lend' | 'lentText' | 'passwordCode'>;
  readonly accounts: Pick<Accounts, 'sessionsEnded' | 'tell'>;
}
