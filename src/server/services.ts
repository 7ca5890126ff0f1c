import type { Accounts, Blocks, Claims, CommandStore, Done, Identity } from '../accounts/index.ts';
import type { Groups } from '../groups/index.ts';
import type { History } from '../history/index.ts';
import type { Notices } from '../notices/index.ts';
import type { Asked, Operator } from '../operator/index.ts';
import type { methods, MethodName, Params, Refused, Result } from '../protocol/index.ts';
import type { Answer, Member, Rooms } from '../rooms/index.ts';
import type { Sheets } from '../sheets/index.ts';
import type { Broadcasts } from './ports.ts';

/** The services that answer requests. */
export interface Services {
  readonly accounts: Accounts;
  readonly operator: Operator;
  readonly broadcasts: Pick<Broadcasts, 'tell'>;
  readonly blocks: Blocks;
  readonly claims: Claims;
  readonly commands: CommandStore;
  readonly notices: Notices;
  readonly rooms: Rooms;
  readonly history: History;
  readonly groups: Groups;
  readonly sheets: Sheets;
}

/** The answer to a request. `answered` is called when it is sent. */
export type Handled = Answer & { readonly answered?: () => void };

/** The user who asks, on one socket. */
export interface Asker {
  readonly userId: string;
  readonly identity: Identity;
  readonly member: Member;
  /** Logs the socket in with another identity; null logs it out. */
  identify(identity: Identity | null): Promise<void>;
}

type Effect<M extends MethodName> = (typeof methods)[M]['effect'];
type Access<M extends MethodName> = (typeof methods)[M]['access'];

/** Methods that need a token of the operator, and no login. */
export type OperatorName = { [M in MethodName]: Access<M> extends 'operator' ? M : never }[MethodName];

export type ReadName = Exclude<
  { [M in MethodName]: Effect<M> extends 'read' ? M : never }[MethodName],
  OperatorName
>;

/** One function for each method that changes nothing. */
export type Reads = {
  readonly [M in ReadName]: (asker: Asker, params: Params<M>) => Promise<Done<Result<M>> | Refused | Answer>;
};

/**
 * The writes of a user, without those that answer tokens or compare a password or a code, and without the import with its many transactions.
 */
export type WriteName = Exclude<
  { [M in MethodName]: Effect<M> extends 'write' ? M : never }[MethodName],
  | 'auth.register'
  | 'auth.changePassword'
  | 'auth.reset'
  | 'account.update'
  | 'account.delete'
  | 'sheets.import'
  | OperatorName
>;

/** The result of a write. After the commit, `afterwards` tells others about it. */
export interface Written<T> extends Done<T> {
  readonly afterwards?: () => Promise<void>;
}

/** One function for each write. It runs inside the transaction that stores its command. */
export type Writes = {
  readonly [M in WriteName]: (asker: Asker, params: Params<M>) => Promise<Written<Result<M>> | Refused>;
};

/** One function for each method of the operator, who is proved already. */
export type OperatorMethods = {
  readonly [M in OperatorName]: (params: Params<M>, asked: Asked) => Promise<Done<Result<M>> | Refused>;
};
