import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import { latestRating, replayFrom, type Moment } from './ratings.ts';

/**
 * Games that come in late, by a correction or an import, change every rating after them. What is not settled in the
 * transaction that brings them in is remembered here, survives a crash, and is settled piece by piece.
 */
/** Of two nodes that change the record the second waits here, and then counts what the first has brought. */
export async function lockRecord(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('whist record'))`.execute(db);
}

/** Notes that the ratings from this game on are to be computed again. */
export async function unsettleRatings(db: Db, { endedAt, gameId }: Moment): Promise<void> {
  await sql`
    update rating_progress set ended_at = ${endedAt}, game_id = ${gameId}::uuid
    where ended_at is null or (ended_at, game_id) > (${endedAt}, ${gameId}::uuid)`.execute(db);
}

/** Notes that what is counted over the results of these users, and the games of these groups, is to be counted again. */
export async function markStale(
  db: Db,
  userIds: readonly string[],
  groupIds: readonly string[],
): Promise<void> {
  await sql`
    insert into player_stats (id, user_id, is_stale)
    select gen_random_uuid(), user_id, true from unnest(${userIds}::uuid[]) as u (user_id)
    on conflict (user_id) do update set is_stale = true where not player_stats.is_stale`.execute(db);
  await sql`
    update groups set is_stale = true where id = any(${groupIds}::uuid[]) and not is_stale`.execute(db);
}

/** Pages of ratings that are computed in the transaction of a change. */
const pagesAtOnce = 2;

/**
 * Replays games from the first that is not rated right, at most so many pages of so many results; whether
 * more is left to do. Belongs into a transaction that holds the lock of the record.
 */
export async function settleRatings(
  db: Db,
  { pages = pagesAtOnce, pageSize }: { readonly pages?: number; readonly pageSize?: number } = {},
): Promise<boolean> {
  const { rows } = await sql<{ endedAt: Date | null; gameId: string | null }>`
    select ended_at as "endedAt", game_id as "gameId" from rating_progress`.execute(db);
  const [first] = rows;
  if (!first?.endedAt || !first.gameId) return false;
  let next: Moment | null = null;
  let left = pages;
  const from = { endedAt: first.endedAt, gameId: first.gameId };
  for await (const page of replayFrom(db, from, pageSize)) {
    await saveRatings(db, page.userIds);
    next = page.next;
    left -= 1;
    if (left === 0) break;
  }
  await sql`
    update rating_progress set ended_at = ${next?.endedAt ?? null}, game_id = ${next?.gameId ?? null}::uuid`.execute(
    db,
  );
  return next !== null;
}

/** Brings the ratings of these users among their statistics up to date. */
export async function saveRatings(db: Db, userIds: readonly string[]): Promise<void> {
  await sql`
    update player_stats s set rating = l.rating
    from (
      select u.id, ${latestRating(sql.ref('u.id'))} as rating
      from (select distinct unnest(${userIds}::uuid[]) as id) as u) as l
    where s.user_id = l.id and s.rating <> l.rating`.execute(db);
}
