import { randomUUID } from 'node:crypto';
import {
  hashOfCode,
  type Accounts,
  type CommandStore,
  type Done,
  type LentToken,
  type OperatorToken,
  type Tokens,
} from '../accounts/index.ts';
import { refuse, type MethodName, type Params, type Refused, type Result } from '../protocol/index.ts';
import type { Account, AccountSearch, OperatorStore } from './ports.ts';

/** A code is valid for a day. */
const codeLifetime = 24 * 60 * 60 * 1000; // ms

/** Commands of operators belong to nobody. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** An action that an operator asks for. */
export interface Asked {
  readonly method: MethodName;
  /** The token that proves the operator. */
  readonly token: OperatorToken;
  readonly commandId: string | undefined;
}

/** The result of an action, and what the audit log says about it. */
interface Acted<T> extends Done<T> {
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
   * first result and does nothing. Tell others about it only if it is the first time.
   */
  act<T extends object>(
    asked: Asked,
    work: () => Promise<Acted<T> | Refused>,
  ): Promise<(Done<T> & { readonly isFirst: boolean }) | Refused>;
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
  ): Outcome<Result<'admin.rename'>>;
  prune(asked: Asked, days: number): Outcome<Result<'admin.prune'>>;
  log(page: Pick<Params<'admin.log'>, 'cursor' | 'limit'>): Outcome<Result<'admin.log'>>;
  /** Lends a token of an hour. Refuses `not_operator` to a token that is lent itself, or it would never end. */
  lend(asked: Asked): Outcome<Result<'admin.token'>>;
}

export interface OperatorOptions {
  readonly store: OperatorStore;
  readonly commands: CommandStore;
  readonly tokens: Pick<Tokens, 'operatorOf' | 'lend' | 'lentText' | 'passwordCode'>;
  readonly accounts: Pick<Accounts, 'sessionsEnded' | 'renamed'>;
}

export function createOperator({ store, commands, tokens, accounts }: OperatorOptions): Operator {
  const act: Operator['act'] = ({ method, token, commandId = randomUUID() }, work) =>
    commands.once({ senderId: nobody, commandId, method }, async () => {
      const acted = await work();
      if ('refused' in acted) return acted;
      const { result, subject = null, details = {} } = acted;
      await store.note({ method, subject, details, tokenId: token.id });
      return { result };
    });

  /** Does an action about one account. */
  function actOn<T extends object>(
    asked: Asked,
    username: string,
    work: (account: Account) => Promise<Acted<T> | Refused>,
  ): ReturnType<typeof act<T>> {
    return act<T>(asked, async () => {
      const account = await store.lock(username);
      if (!account) return refuse('user_not_found');
      const acted = await work(account);
      if ('refused' in acted) return acted;
      const { id: userId, username: subject } = account.user;
      return { ...acted, subject, details: { userId, ...acted.details } };
    });
  }

  return {
    tokenOf: tokens.operatorOf,
    act,

    async users(search) {
      const { rows: users, next } = await store.accounts(search);
      return { result: { users, next } };
    },

    async user(username) {
      const found = await store.account(username);
      return found ? { result: found } : refuse('user_not_found');
    },

    async disable(asked, username) {
      let tell = () => {};
      const outcome = await actOn<object>(asked, username, async ({ user: { id: userId } }) => {
        const ended = await store.disable(userId);
        tell = () => accounts.sessionsEnded(userId, ended);
        return { result: {}, details: { sessions: ended.length } };
      });
      tell();
      return outcome;
    },

    enable: (asked, username) =>
      actOn<object>(asked, username, async ({ user, isClosed }) => {
        if (isClosed) return refuse('account_closed');
        await store.enable(user.id);
        return { result: {} };
      }),

    async resetPassword(asked, username) {
      // The code is not stored, so that it is made from the command, and made again if the command is sent again.
      const commandId = asked.commandId ?? randomUUID();
      const codeFor = (expiresAt: string) => tokens.passwordCode(`${commandId} ${expiresAt}`);
      const outcome = await actOn<{ readonly expiresAt: string }>(
        { ...asked, commandId },
        username,
        async ({ user, isActive, isClosed }) => {
          if (isClosed) return refuse('account_closed');
          if (!isActive) return refuse('account_disabled');
          const expiresAt = new Date(Date.now() + codeLifetime);
          const stored = { expiresAt: expiresAt.toISOString() };
          await store.keepCode(user.id, { codeHash: hashOfCode(codeFor(stored.expiresAt)), expiresAt });
          return { result: stored, details: stored };
        },
      );
      if ('refused' in outcome) return outcome;
      const { expiresAt } = outcome.result;
      return { result: { code: codeFor(expiresAt), expiresAt } };
    },

    async rename(asked, { username, newUsername }) {
      try {
        const outcome = await actOn(asked, username, async ({ user }) => ({
          result: await store.rename(user.id, newUsername),
          details: { newUsername },
        }));
        if ('result' in outcome && outcome.isFirst) accounts.renamed(outcome.result);
        return outcome;
      } catch (error) {
        if (store.isTaken(error)) return refuse('username_taken');
        throw error;
      }
    },

    prune: (asked, days) =>
      act(asked, async () => {
        const rooms = await store.prune(days);
        return { result: { rooms }, details: { olderThanDays: days, rooms } };
      }),

    async log({ cursor, limit = 50 }) {
      const { rows: actions, next } = await store.actions({ cursor, limit });
      return { result: { actions, next } };
    },

    async lend(asked) {
      if (asked.token.isLent) return refuse('not_operator');
      // Its text is not stored, and made again if the command is sent again.
      const outcome = await act<LentToken & { readonly expiresIn: number }>(asked, async () => {
        const lent = tokens.lend();
        return { result: lent, details: { tokenId: lent.id, expiresAt: lent.expiresAt } };
      });
      if ('refused' in outcome) return outcome;
      const { expiresIn, ...lent } = outcome.result;
      return { result: { operatorToken: await tokens.lentText(lent), expiresIn } };
    },
  };
}
