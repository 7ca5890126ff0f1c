import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { GroupName, GroupStore } from '../../groups/index.ts';
import { groupLimits, type Group as Told, type Invitation } from '../../protocol/index.ts';
import { accountIdOf } from '../accounts/find.ts';
import { isBlocking } from '../accounts/offers.ts';
import { inTransaction } from '../database/transaction.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { Group, GroupInvitation, GroupMember } from '../schema/index.ts';
import { readGroupPage } from './group-page.ts';

/** Groups in PostgreSQL or PGlite. */
export function createGroupStore(orm: Orm): GroupStore {
  return {
    group: (userId, groupId) => groupOf(sqlOf(orm), userId, groupId),
    groupsOf: (userId, page) => groupsOf(sqlOf(orm), userId, page),
    namesOf: (userId) => namesOf(sqlOf(orm), userId),
    invitationsOf: (userId) => invitationsOf(sqlOf(orm), userId),
    page: (groupId) => readGroupPage(sqlOf(orm), groupId),

    async create(ownerId, { name, description }) {
      const id = await inTransaction(orm, async (em) => {
        const group = em.create(Group, { name, description, creator: ownerId });
        em.create(GroupMember, { group, user: ownerId, role: 'owner' });
        await em.flush();
        return group.id;
      });
      const group = await groupOf(sqlOf(orm), ownerId, id);
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
        const waiting = await em.find(GroupInvitation, { group });
        const outcome = decide({
          members: members.map(({ user, role }) => ({ userId: user.id, role })),
          invited: waiting.map(({ user, invitedBy }) => ({ userId: user.id, byId: invitedBy.id })),
        });
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
        const invited = new Map(outcome.invited?.map((one) => [one.userId, one]));
        if (outcome.invited) for (const one of waiting) if (!invited.delete(one.user.id)) em.remove(one);
        for (const { userId, byId } of invited.values())
          em.create(GroupInvitation, { group, user: userId, invitedBy: byId });
        await em.flush();
        return outcome;
      }),
  };
}

async function groupOf(db: Db, userId: string, groupId: string): Promise<Told | null> {
  const [group] = await groupsOf(db, userId, { only: [groupId], after: null, limit: 1 });
  return group ?? null;
}

type TimesApart = Omit<Told, 'createdAt' | 'lastPlayedAt'> & {
  readonly createdAt: Date;
  readonly lastPlayedAt: Date | null;
};

/** A page of the groups of a user, by name. The members are read for this page only. */
async function groupsOf(
  db: Db,
  userId: string,
  { only, after, limit }: Parameters<GroupStore['groupsOf']>[1],
): Promise<Told[]> {
  const isMeant = only === null ? sql`true` : sql`g.id = any(${only}::uuid[])`;
  const isLater =
    after === null
      ? sql`true`
      : sql`(lower(g.name), g.id) > (select lower(name), id from groups where id = ${after}::uuid)`;
  const { rows } = await sql<TimesApart>`
    with page as (
      select g.*, mine.role from group_members mine join groups g on g.id = mine.group_id
      where mine.user_id = ${userId}::uuid and ${isMeant} and ${isLater}
      order by lower(g.name), g.id limit ${limit}
    )
    select g.id as "groupId", g.name, g.description, g.created_at as "createdAt", g.total_games as "totalGames",
      g.total_rounds as "totalRounds", g.last_played_at as "lastPlayedAt", ${membersOfGroup} as members,
      case when g.role = 'owner' then ${invitedToGroup} else '[]' end as invited
    from page g order by lower(g.name), g.id`.execute(db);
  return rows.map(({ createdAt, lastPlayedAt, ...group }) => ({
    ...group,
    createdAt: createdAt.toISOString(),
    lastPlayedAt: lastPlayedAt?.toISOString() ?? null,
  }));
}

async function namesOf(db: Db, userId: string): Promise<readonly GroupName[]> {
  return db
    .selectFrom('group_members as mine')
    .innerJoin('groups as g', 'g.id', 'mine.group_id')
    .select(['g.id as groupId', 'g.name'])
    .where('mine.user_id', '=', userId)
    .execute();
}

async function invitationsOf(db: Db, userId: string): Promise<Invitation[]> {
  const blocked = isBlocking(sql`i.user_id`, { hostId: sql`i.invited_by`, groupId: sql`i.group_id` });
  const { rows } = await sql<Omit<Invitation, 'invitedAt'> & { readonly invitedAt: Date }>`
    with page as (
      select * from group_invitations i where i.user_id = ${userId}::uuid and not ${blocked}
      order by i.created_at desc, i.id desc limit ${groupLimits.invitations}
    )
    select g.id as "groupId", g.name, g.description,
      (select count(*)::integer from group_members where group_id = g.id) as members,
      json_build_object('id', u.id, 'username', u.username, 'displayName', u.display_name) as by,
      i.created_at as "invitedAt"
    from page i join groups g on g.id = i.group_id join users u on u.id = i.invited_by
    order by i.created_at desc, i.id desc`.execute(db);
  return rows.map((row) => ({ ...row, invitedAt: row.invitedAt.toISOString() }));
}

const asMoment = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** The members of the group `g` as JSON: the owner first, then the others in the order they joined. */
const membersOfGroup = sql`(
  select jsonb_agg(jsonb_build_object('userId', u.id, 'username', u.username, 'displayName', u.display_name,
    'role', m.role, 'joinedAt', ${asMoment('m.joined_at')}) order by m.role, m.joined_at, u.username)
  from group_members m join users u on u.id = m.user_id where m.group_id = g.id)`;

/** The users who were invited to the group `g` as JSON, in the order of their invitations. */
const invitedToGroup = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('userId', u.id, 'username', u.username,
    'displayName', u.display_name, 'invitedAt', ${asMoment('i.created_at')}) order by i.created_at, i.id), '[]')
  from group_invitations i join users u on u.id = i.user_id where i.group_id = g.id)`;
