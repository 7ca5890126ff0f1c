import { randomUUID } from 'node:crypto';
import { hashOfCode, reservedFault } from '../accounts/index.ts';
import { refuse, type Refused } from '../protocol/index.ts';
import type { Account } from './ports.ts';
import type { Acted, Asked, Operator, OperatorOptions } from './service.ts';

/** A code is valid for a day. */
const codeLifetime = 24 * 60 * 60 * 1000; // ms

type Deeds = Pick<Operator, 'disable' | 'enable' | 'resetPassword' | 'rename'>;

/** The actions of an operator about one account. */
export function createAccountDeeds({
  store,
  tokens,
  accounts,
  act,
}: Omit<OperatorOptions, 'commands'> & Pick<Operator, 'act'>): Deeds {
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
      const fault = reservedFault({ username: newUsername });
      if (fault) return fault;
      try {
        const outcome = await actOn(asked, username, async ({ user }) => ({
          result: await store.rename(user.id, newUsername),
          details: { newUsername },
        }));
        if ('result' in outcome && outcome.isFirst)
          accounts.tell(outcome.result.id, { user: outcome.result });
        return outcome;
      } catch (error) {
        if (store.isTaken(error)) return refuse('username_taken');
        throw error;
      }
    },
  };
}
