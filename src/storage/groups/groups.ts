import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Group } from '../../protocol/index.ts';
import type { GroupStore } from '../../history/index.ts';
import { readGroupPage } from './group-page.ts';
import { userColumns } from '../history/queries.ts';
import type { Db } from '../schema/db.ts';

type Row = Omit<Group, 'createdAt' | 'lastPlayedAt'> & {
  readonly createdAt: Date;
  readonly lastPlayedAt: Date | null;
};

/** Groups in PostgreSQL or PGlite. */
export function createGroupStore(db: Db): GroupStore {
  async function groupsOf(userId: string, groupId?: string): Promise<Group[]> {
    const { rows } = await sql<Row>`
      select g.id as "groupId", g.name, g.description, g.created_at as "createdAt", g.total_games as "totalGames",
        g.total_rounds as "totalRounds", g.last_played_at as "lastPlayedAt", m.members
      from group_members mine join groups g on g.id = mine.group_id
      cross join lateral (
        select jsonb_agg(jsonb_build_object('userId', u.id, 'username', u.username, 'displayName', u.display_name,
          'role', gm.role, 'joinedAt', to_char(gm.joined_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          order by gm.role = 'owner' desc, gm.joined_at, u.username) as members
        from group_members gm join users u on u.id = gm.user_id
        where gm.group_id = g.id) as m
      where mine.user_id = ${userId}::uuid
        and ${groupId === undefined ? sql`true` : sql`g.id = ${groupId}::uuid`}
      order by lower(g.name), g.id`.execute(db);
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastPlayedAt: row.lastPlayedAt?.toISOString() ?? null,
    }));
  }

  return {
    groupsOf,
    page: (groupId) => readGroupPage(db, groupId),

    async create(ownerId, { name, description }) {
      const id = v7();
      await sql`
        with founded as (
          insert into groups (id, name, description, created_by)
          values (${id}::uuid, ${name}, ${description}, ${ownerId}::uuid)
          returning id)
        insert into group_members (id, group_id, user_id, role)
        select ${v7()}::uuid, id, ${ownerId}::uuid, 'owner' from founded`.execute(db);
      const [group] = await groupsOf(ownerId, id);
      if (!group) throw new Error('a group that was just founded is not there');
      return group;
    },

    async account(username) {
      const { rows } = await sql<{ id: string }>`
        select ${userColumns} from users u
        where lower(u.username) = lower(${username}) and u.is_active and u.guest_of is null`.execute(db);
      return rows[0] ? { userId: rows[0].id } : null;
    },

    change(groupId, decide) {
      return db.transaction().execute(async (trx) => {
        const found = await sql`select id from groups where id = ${groupId}::uuid for update`.execute(trx);
        if (found.rows.length === 0) return null;
        const { rows: members } = await sql<{ userId: string; role: 'owner' | 'member' }>`
          select user_id as "userId", role from group_members where group_id = ${groupId}::uuid`.execute(trx);
        const outcome = decide(members);
        if ('refused' in outcome) return outcome;
        const { name, description, members: next } = outcome;
        if (next.length === 0) {
          await sql`delete from groups where id = ${groupId}::uuid`.execute(trx);
          return outcome;
        }
        await sql`
          update groups set name = coalesce(${name ?? null}, name),
            description = ${description === undefined ? sql`description` : description}, updated_at = now()
          where id = ${groupId}::uuid`.execute(trx);
        const kept = JSON.stringify(next.map((one) => ({ id: v7(), user_id: one.userId, role: one.role })));
        const rows = sql`jsonb_to_recordset(${kept}::jsonb) as n (id uuid, user_id uuid, role group_role)`;
        await sql`
          delete from group_members where group_id = ${groupId}::uuid
            and user_id not in (select user_id from ${rows})`.execute(trx);
        await sql`
          insert into group_members (id, group_id, user_id, role)
          select id, ${groupId}::uuid, user_id, role from ${rows}
          on conflict (group_id, user_id) do update set role = excluded.role`.execute(trx);
        return outcome;
      });
    },
  };
}
