import { LockMode, raw } from '@mikro-orm/core';
import type { GroupStore } from '../../groups/index.ts';
import type { Group as Told } from '../../protocol/index.ts';
import { accountIdOf } from '../accounts/find.ts';
import { emOf, inTransaction } from '../database/transaction.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { Group, GroupMember } from '../schema/index.ts';
import { readGroupPage } from './group-page.ts';

/** Groups in PostgreSQL or PGlite. */
export function createGroupStore(orm: Orm): GroupStore {
  return {
    groupsOf: (userId, groupId) => groupsOf(orm, userId, groupId),
    page: (groupId) => readGroupPage(sqlOf(orm), groupId),

    async create(ownerId, { name, description }) {
      const id = await inTransaction(orm, async (em) => {
        const group = em.create(Group, { name, description, creator: ownerId });
        em.create(GroupMember, { group, user: ownerId, role: 'owner' });
        await em.flush();
        return group.id;
      });
      const [group] = await groupsOf(orm, ownerId, id);
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

/**
 * The groups of a user, by name. In each, the owner comes first, then the others in the order they joined.
 */
async function groupsOf(orm: Orm, userId: string, groupId?: string): Promise<Told[]> {
  const groups = await emOf(orm).find(
    Group,
    { members: { user: userId }, ...(groupId !== undefined && { id: groupId }) },
    {
      populate: ['members.user'],
      orderBy: [{ [raw((alias) => `lower(${alias}.name)`)]: 'asc' }, { id: 'asc' }],
      populateOrderBy: [
        { members: { role: 'asc' } },
        { members: { joinedAt: 'asc' } },
        { members: { user: { username: 'asc' } } },
      ],
    },
  );
  return groups.map((group) => ({
    groupId: group.id,
    name: group.name,
    description: group.description ?? null,
    createdAt: group.createdAt.toISOString(),
    totalGames: group.totalGames,
    totalRounds: group.totalRounds,
    lastPlayedAt: group.lastPlayedAt?.toISOString() ?? null,
    members: group.members.getItems().map(({ user, role, joinedAt }) => ({
      userId: user.id,
      username: user.username,
      displayName: user.displayName,
      role,
      joinedAt: joinedAt.toISOString(),
    })),
  }));
}
