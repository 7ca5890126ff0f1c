/**
 * Results → ratings → counters: all that follows from finished games, in this order. A game that has just ended costs
 * its own rows. A late one changes rows of later games too; those are left pending, and recomputed piece by piece.
 */
import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import { countGroups, countPlayers } from './counters.ts';
import { isUpToDate, lockDerived, movePendingRatings, pendingIds, pendingRatings } from './pending.ts';
import { copyRatings, replayFrom, type Moment } from './ratings.ts';
import { recomputeResults } from './results.ts';

/**
 * Recomputes the results of these games, the counters of these users and of the groups of the games, and the ratings
 * as far as two pages go. Nothing is added up from what was there before, so a correction or an undo of a finished
 * game needs nothing of its own. Call it inside the transaction that changes the games.
 */
export async function recompute(
  db: Db,
  { userIds, gameIds }: { readonly userIds: readonly string[]; readonly gameIds: readonly string[] },
): Promise<void> {
  await lockDerived(db);
  await recomputeResults(db, gameIds);
  await countPlayers(db, userIds);
  await recomputeRatings(db);
  // A user who has lost a game has another last one.
  await copyRatings(db, userIds);
  const groups = await db
    .selectFrom('games')
    .select('group_id as id')
    .distinct()
    .where('id', '=', sql<string>`any(${gameIds}::uuid[])`)
    .where('group_id', 'is not', null)
    .execute();
  await countGroups(
    db,
    groups.flatMap(({ id }) => id ?? []),
  );
}

/** Recomputes one piece of what is pending, in a transaction of its own, and says whether there may be more. */
export async function recomputePiece(db: Db): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select ${isUpToDate} as done`.execute(db);
  if (rows[0]?.done) return false;
  return db.transaction().execute(async (trx) => {
    await lockDerived(trx);
    return recomputeSome(trx);
  });
}

/** Users or groups that are counted in one piece. */
const countedAtOnce = 20;

/** Recomputes one piece, and says whether there may be more. Call it inside a transaction that holds the lock. */
export async function recomputeSome(db: Db): Promise<boolean> {
  const groups = await pendingIds(db, 'groups', countedAtOnce);
  await countGroups(db, groups);
  const users = await pendingIds(db, 'player_stats', countedAtOnce);
  await countPlayers(db, users);
  if (groups.length + users.length > 0) return true;
  return recomputeRatings(db, { pages: 1 });
}

/** Pages of ratings that are recomputed in the transaction of a change. */
const pagesAtOnce = 2;

/**
 * Replays games from the first whose ratings are pending, at most so many pages of so many results, and says whether
 * more is left. Call it inside a transaction that holds the lock.
 */
export async function recomputeRatings(
  db: Db,
  { pages = pagesAtOnce, pageSize }: { readonly pages?: number; readonly pageSize?: number } = {},
): Promise<boolean> {
  const from = await pendingRatings(db);
  if (!from) return false;
  let next: Moment | null = null;
  let left = pages;
  for await (const page of replayFrom(db, from, pageSize)) {
    await copyRatings(db, page.userIds);
    next = page.next;
    left -= 1;
    if (left === 0) break;
  }
  await movePendingRatings(db, next);
  return next !== null;
}
