import type { Caller, Home } from '../../sheets/index.ts';
import { inTransaction } from '../database/transaction.ts';
import { createGroupStore } from '../groups/groups.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { findHome } from './homes.ts';

/**
 * Founds the group that sheets name. If two imports do this at once, the second finds the group of the first.
 */
export function foundHome(orm: Orm, caller: Caller, group: string): Promise<Home> {
  return inTransaction(orm, async () => {
    const { userId } = caller;
    const db = sqlOf(orm);
    await db.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute();
    const there = await findHome(db, caller, group);
    if (there !== null && typeof there === 'object') return there;
    const { groupId } = await createGroupStore(orm).create(userId, { name: group, description: null });
    return { scope: groupId, groupId, ownerId: userId };
  });
}
