/**
 * Pending means: not recomputed yet. If an old game is corrected or imported, every rating after it changes.
 * The transaction of this change recomputes a part. The rest is noted here as pending, survives a crash, and
 * is recomputed piece by piece.
 */
import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import type { Moment } from './ratings.ts';

/**
 * Lets one transaction recompute at a time. Another node waits here, and then sees the games of the first.
 */
export async function lockDerived(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('whist derived'))`.execute(db);
}

/** Whether nothing is pending. */
export const isUpToDate = sql<boolean>`not (
  exists (select 1 from pending_ratings where ended_at is not null)
  or exists (select 1 from player_stats where is_pending) or exists (select 1 from groups where is_pending))`;

/** The first game whose ratings are pending; null if none are. */
export async function pendingRatings(db: Db): Promise<Moment | null> {
  const pending = await db.selectFrom('pending_ratings').selectAll().executeTakeFirst();
  const { ended_at: endedAt = null, game_id: gameId = null } = pending ?? {};
  return endedAt && gameId !== null ? { endedAt, gameId } : null;
}

/** Makes the ratings from this game on pending. */
export async function markRatings(db: Db, { endedAt, gameId }: Moment): Promise<void> {
  await sql`
    update pending_ratings set ended_at = ${endedAt}, game_id = ${gameId}::uuid
    where ended_at is null or (ended_at, game_id) > (${endedAt}, ${gameId}::uuid)`.execute(db);
}

/** Notes the first game whose ratings are pending; null if all ratings are right. */
export async function movePendingRatings(db: Db, first: Moment | null): Promise<void> {
  await db
    .updateTable('pending_ratings')
    .set({ ended_at: first?.endedAt ?? null, game_id: first?.gameId ?? null })
    .execute();
}

/** Makes the counters of these users and groups pending. */
export async function markCounters(
  db: Db,
  { userIds, groupIds }: { readonly userIds: readonly string[]; readonly groupIds: readonly string[] },
): Promise<void> {
  await sql`
    insert into player_stats (id, user_id, is_pending)
    select gen_random_uuid(), user_id, true from unnest(${userIds}::uuid[]) as u (user_id)
    on conflict (user_id) do update set is_pending = true where not player_stats.is_pending`.execute(db);
  await sql`
    update groups set is_pending = true where id = any(${groupIds}::uuid[]) and not is_pending`.execute(db);
}

/** Some users, or groups, whose counters are pending. */
export async function pendingIds(db: Db, table: 'groups' | 'player_stats', limit: number): Promise<string[]> {
  const id = table === 'groups' ? 'id' : 'user_id';
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(id)} as id from ${sql.table(table)} where is_pending limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}
