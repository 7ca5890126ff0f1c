import { refuse, type Params, type Refused, type Result } from '../protocol/index.ts';
import type { Done } from './commands.ts';
import type { Blocked, BlockStore } from './ports.ts';

/** Users and groups that a user wants to hear nothing of. They are not told. */
export interface Blocks {
  /** Refuses `user_not_found`, `group_not_found`, `own_account`. */
  block(userId: string, params: Params<'account.block'>): Promise<Done<object> | Refused>;
  /** Refuses `user_not_found`, `group_not_found`. */
  unblock(userId: string, params: Params<'account.unblock'>): Promise<Done<object> | Refused>;
  list(userId: string): Promise<Result<'account.blocks'>>;
}

export function createBlocks(store: BlockStore): Blocks {
  async function named(
    userId: string,
    { username, groupId }: Params<'account.block'>,
  ): Promise<Blocked | Refused> {
    if (groupId !== undefined)
      return (await store.knowsGroup(userId, groupId)) ? { groupId } : refuse('group_not_found');
    const accountId = await store.accountNamed(username ?? '');
    return accountId === null ? refuse('user_not_found') : { userId: accountId };
  }

  return {
    async block(userId, params) {
      const blocked = await named(userId, params);
      if ('refused' in blocked) return blocked;
      if ('userId' in blocked && blocked.userId === userId) return refuse('own_account');
      await store.block(userId, blocked);
      return { result: {} };
    },
    async unblock(userId, params) {
      const blocked = await named(userId, params);
      if ('refused' in blocked) return blocked;
      await store.unblock(userId, blocked);
      return { result: {} };
    },
    list: (userId) => store.blocks(userId),
  };
}
