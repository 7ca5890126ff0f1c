import { sql, type RawBuilder } from 'kysely';
import { foldedName } from '../../protocol/index.ts';
import type { Viewer } from '../../history/index.ts';
import type { Db } from '../schema/db.ts';

/**
 * The one rule for who may read the game `g`: its players, its host, and the members of its group. Everything that
 * names a game asks this. A watcher reads a game only while it is played, and only in its room.
 */
export const mayRead = (userId: string): RawBuilder<boolean> => sql`(
  g.admin_id = ${userId}::uuid
  or exists (select 1 from game_players where game_id = g.id and user_id = ${userId}::uuid)
  or exists (select 1 from group_members where group_id = g.group_id and user_id = ${userId}::uuid))`;

/** Whether a user may read the game with this id. */
export async function mayReadGame(db: Db, gameId: string, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from games g where g.id = ${gameId}::uuid and ${mayRead(userId)}`.execute(db);
  return rows.length > 0;
}

/**
 * The one rule for who sees the page of the user `u`, and finds them among players of other games: the user, and the
 * people whom the user lets see it.
 */
export const isShownTo = ({ userId, visible }: Viewer): RawBuilder<boolean> => sql`(
  u.id = ${userId}::uuid
  or case coalesce(u.preferences ->> 'visible', ${visible})
    when 'everybody' then true
    when 'played' then u.id in (select unnest(opponents) from results where user_id = ${userId}::uuid)
    else false end)`;

/** The id of the player with this user name; null if there is none, or if the viewer may not see their page. */
export async function playerShownTo(db: Db, viewer: Viewer, username: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u
    where u.username_folded = ${foldedName(username)} and u.is_active and ${isShownTo(viewer)}`.execute(db);
  return rows[0]?.id ?? null;
}
