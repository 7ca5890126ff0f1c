/**
 * Pending means: not recomputed yet. If an old game is corrected or imported, every rating after it changes.
 * The transaction of this change recomputes a part. The rest is noted here as pending, survives a crash, and
 * is recomputed piece by piece.
 */
import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import { playersAmong } from './counters.ts';
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

/** The note of the first game whose ratings are pending. */
export interface Note {
  readonly from: Moment;
  /** Changes whenever results change or a replay moves on. */
  readonly version: string;
}

/** Every write of a row gives it another `xmin`: the number of the transaction. */
const version = sql<string>`xmin::text`;

/** The first game whose ratings are pending; null if none are. */
export async function pendingRatings(db: Db): Promise<Note | null> {
  const { rows } = await sql<{ endedAt: Date; gameId: string; version: string }>`
    select ended_at as "endedAt", game_id as "gameId", ${version} as version
    from pending_ratings where ended_at is not null`.execute(db);
  const [note] = rows;
  return note ? { from: { endedAt: note.endedAt, gameId: note.gameId }, version: note.version } : null;
}

/** Whether the ratings of more than so many games are pending. */
export async function arePendingRatings(
  db: Db,
  { moreThan }: { readonly moreThan: number },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from game_ratings g join pending_ratings p on (g.ended_at, g.game_id) >= (p.ended_at, p.game_id)
    offset ${moreThan} limit 1`.execute(db);
  return rows.length > 0;
}

/** Makes the ratings from this game on pending. */
export async function markRatings(db: Db, { endedAt, gameId }: Moment): Promise<void> {
  // The row is written even if an earlier game is pending already, so that it has a new version.
  await sql`
    update pending_ratings set (ended_at, game_id) = (
      select * from (values (ended_at, game_id), (${endedAt}::timestamptz, ${gameId}::uuid)) as m (ended_at, game_id)
      order by 1, 2 limit 1)`.execute(db);
}

/** Notes the first game whose ratings are pending; null if all ratings are right. Returns the version. */
export async function movePendingRatings(db: Db, first: Moment | null): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    update pending_ratings set ended_at = ${first?.endedAt ?? null}, game_id = ${first?.gameId ?? null}
    returning ${version} as version`.execute(db);
  return rows[0]?.version ?? '';
}

/** Makes the counters of these users and groups pending. */
export async function markCounters(
  db: Db,
  { userIds, groupIds }: { readonly userIds: readonly string[]; readonly groupIds: readonly string[] },
): Promise<void> {
  await sql`
    insert into player_stats (id, user_id, is_pending)
    select gen_random_uuid(), user_id, true from (${playersAmong(userIds)}) players
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
