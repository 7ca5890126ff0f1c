import { randomUUID } from 'node:crypto';
import type { LentToken } from '../accounts/index.ts';
import { refuse } from '../protocol/index.ts';
import { createAccountDeeds } from './account-deeds.ts';
import type { Operator, OperatorOptions } from './service.ts';

/** Commands of operators belong to nobody. */
const nobody = '00000000-0000-0000-0000-000000000000';

export function createOperator({ store, commands, tokens, accounts }: OperatorOptions): Operator {
  const act: Operator['act'] = ({ method, token, commandId = randomUUID() }, work) =>
    commands.once({ senderId: nobody, commandId, method }, async () => {
      if (!token.isLent && !(await store.isUnused(token))) return refuse('not_operator');
      const acted = await work();
      if ('refused' in acted) return acted;
      const { result, subject = null, details = {} } = acted;
      await store.note({ method, subject, details, tokenId: token.id });
      return { result };
    });

  const deeds = createAccountDeeds({ store, tokens, accounts, act });

  return {
    tokenOf: tokens.operatorOf,
    act,
    ...deeds,

    async users(search) {
      const { rows: users, next } = await store.accounts(search);
      return { result: { users, next } };
    },

    async user(username) {
      const found = await store.account(username);
      return found ? { result: found } : refuse('user_not_found');
    },

    async rooms({ cursor, limit = 50 }) {
      const { rows: rooms, next } = await store.rooms({ cursor, limit });
      return { result: { rooms, next } };
    },

    close: (asked, code) =>
      act(asked, async () => {
        const game = await store.game(code);
        if (!game) return refuse('room_not_found');
        const { gameId, status } = game;
        if (status === 'finished') return refuse('wrong_phase');
        return { result: { dropped: status === 'waiting', code }, details: { code, gameId } };
      }),

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
