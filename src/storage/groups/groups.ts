import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { GroupStore } from '../../groups/index.ts';
import type { Group as Told } from '../../protocol/index.ts';
import { accountIdOf } from '../accounts/find.ts';
import { inTransaction } from '../database/transaction.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { Group, GroupMember } from '../schema/index.ts';
import { readGroupPage } from './group-page.ts';

/** Groups in PostgreSQL or PGlite. */
export function createGroupStore(orm: Orm): GroupStore {
  return {
    groupsOf: (userId, groupId) => groupsOf(sqlOf(orm), userId, groupId),
    page: (groupId) => readGroupPage(sqlOf(orm), groupId),

    async create(ownerId, { name, description }) {
      const id = await inTransaction(orm, async (em) => {
        const group = em.create(Group, { name, description, creator: ownerId });
        em.create(GroupMember, { group, user: ownerId, role: 'owner' });
        await em.flush();
        return group.id;
      });
      const [group] = await groupsOf(sqlOf(orm), ownerId, id);
      if (!group) throw new Error('a group that was just founded is not there');
      return group;
    },

    async account(username) {
      const userId = await accountIdOf(sqlOf(orm), username);
      return userId === null ? null : { userId };
    },

    change: (groupId, decide) =>
      inTransaction(orm, async (em) => {
        const group = await em.findOne(Group, groupId, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (!group) return null;
        const members = await em.find(GroupMember, { group });
        const outcome = decide(members.map(({ user, role }) => ({ userId: user.id, role })));
        if ('refused' in outcome) return outcome;
        const { name, description, members: next } = outcome;
        if (next.length === 0) {
          await em.remove(group).flush();
          return outcome;
        }
        if (name !== undefined) group.name = name;
        if (description !== undefined) group.description = description;
        group.updatedAt = new Date();
        const kept = new Map(next.map((one) => [one.userId, one]));
        for (const member of members) {
          const role = kept.get(member.user.id)?.role;
          if (role === undefined) em.remove(member);
          else member.role = role;
          kept.delete(member.user.id);
        }
        for (const { userId, role } of kept.values()) em.create(GroupMember, { group, user: userId, role });
        await em.flush();
        return outcome;
      }),
  };
}

/** The groups of a user, by name. */
async function groupsOf(db: Db, userId: string, groupId?: string): Promise<Told[]> {
  const groups = await db
    .selectFrom('group_members as mine')
    .innerJoin('groups as g', 'g.id', 'mine.group_id')
    .select(['g.id as groupId', 'g.name', 'g.description', 'g.created_at as createdAt'])
    .select([
      'g.total_games as totalGames',
      'g.total_rounds as totalRounds',
      'g.last_played_at as lastPlayedAt',
    ])
    .select(membersOfGroup.as('members'))
    .where('mine.user_id', '=', userId)
    .$if(groupId !== undefined, (found) => found.where('g.id', '=', groupId ?? ''))
    .orderBy(sql`lower(g.name)`)
    .orderBy('g.id')
    .execute();
  return groups.map(({ createdAt, lastPlayedAt, ...group }) => ({
    ...group,
    createdAt: createdAt.toISOString(),
    lastPlayedAt: lastPlayedAt?.toISOString() ?? null,
  }));
}

/** The members of the group `g` as JSON: the owner first, then the others in the order they joined. */
const membersOfGroup = sql<Told['members']>`(
  select jsonb_agg(jsonb_build_object('userId', u.id, 'username', u.username, 'displayName', u.display_name,
    'role', m.role, 'joinedAt', to_char(m.joined_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    order by m.role, m.joined_at, u.username)
  from group_members m join users u on u.id = m.user_id where m.group_id = g.id)`;
