import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Blocked, BlockStore } from '../../accounts/index.ts';
import type { Result } from '../../protocol/index.ts';
import { userColumns } from '../history/queries.ts';
import { mayRead } from '../history/reading.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { accountIdOf } from './find.ts';

/** The news of other users that a block keeps away. */
export const unwelcome = ['claim_asked', 'claim_offered', 'group_invited'] as const;

/** Blocked users and groups in PostgreSQL or PGlite. */
export function createBlockStore(orm: Orm): BlockStore {
  const columns = (blocked: Blocked) => ({
    blocked_user_id: 'userId' in blocked ? blocked.userId : null,
    blocked_group_id: 'groupId' in blocked ? blocked.groupId : null,
  });

  return {
    accountNamed: (username) => accountIdOf(sqlOf(orm), username),

    // Nothing says who was in a group before. A former member is known by a notice of it, or by a game that they read.
    async knowsGroup(userId, groupId) {
      const [user, group] = [sql`${userId}::uuid`, sql`${groupId}::uuid`];
      const { rows } = await sql`
        select 1 from groups where id = ${group} and created_by = ${user}
        union all select 1 from group_members where group_id = ${group} and user_id = ${user}
        union all select 1 from group_invitations where group_id = ${group} and user_id = ${user}
        union all select 1 from notices where group_id = ${group} and user_id = ${user}
        union all select 1 from claims where group_id = ${group} and claimant_id = ${user} and offered_by is not null
        union all select 1 from blocks where blocked_group_id = ${group} and user_id = ${user}
        union all select 1 from games g where g.group_id = ${group} and ${mayRead(userId)}
        limit 1`.execute(sqlOf(orm));
      return rows.length > 0;
    },

    async block(userId, blocked) {
      const db = sqlOf(orm);
      const both = columns(blocked);
      await db
        .insertInto('blocks')
        .values({ id: v7(), user_id: userId, ...both })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await sql`
        delete from notices n where user_id = ${userId}::uuid and kind = any(${unwelcome}::text[]) and (
          by_id = ${both.blocked_user_id}::uuid or group_id = ${both.blocked_group_id}::uuid
          or exists (select 1 from claims where id = n.claim_id and group_id = ${both.blocked_group_id}::uuid))
      `.execute(db);
    },

    async unblock(userId, blocked) {
      const { blocked_user_id, blocked_group_id } = columns(blocked);
      await sql`
        delete from blocks where user_id = ${userId}::uuid
          and (blocked_user_id = ${blocked_user_id}::uuid or blocked_group_id = ${blocked_group_id}::uuid)
      `.execute(sqlOf(orm));
    },

    async blocks(userId) {
      const db = sqlOf(orm);
      const users = await sql<Result<'account.blocks'>['users'][number]>`
        select ${userColumns} from blocks b join users u on u.id = b.blocked_user_id
        where b.user_id = ${userId}::uuid order by u.username`.execute(db);
      const groups = await sql<Result<'account.blocks'>['groups'][number]>`
        select g.id as "groupId", g.name from blocks b join groups g on g.id = b.blocked_group_id
        where b.user_id = ${userId}::uuid order by lower(g.name), g.id`.execute(db);
      return { users: users.rows, groups: groups.rows };
    },
  };
}
