/**
 * Results → ratings → counters: everything that follows from finished games, in this order. A game that has
 * just ended changes only its own rows. An older game also changes rows of later games; these are left
 * pending, and recomputed piece by piece.
 */
import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import { countGroups, countPlayers } from './counters.ts';
import { isUpToDate, lockDerived, movePendingRatings, pendingIds, pendingRatings } from './pending.ts';
import { copyRatings, replayFrom, type Moment } from './ratings.ts';
import { recomputeResults } from './results.ts';

/**
 * Recomputes the results of these games, the counters of these users and of the groups of the games, and two
 * pages of ratings. It never adds to old figures, so a correction or an undo of a finished game works in the
 * same way. Call it inside the transaction that changes the games.
 */
export async function recompute(
  db: Db,
  { userIds, gameIds }: { readonly userIds: readonly string[]; readonly gameIds: readonly string[] },
): Promise<void> {
  await lockDerived(db);
  await recomputeResults(db, gameIds);
  await countPlayers(db, userIds);
  await recomputeRatings(db);
  // If a user has lost a game, another game is now the last one.
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

/** Recomputes one pending piece in its own transaction, and says whether there may be more. */
export async function recomputePiece(db: Db): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select ${isUpToDate} as done`.execute(db);
  if (rows[0]?.done) return false;
  return db.transaction().execute(async (trx) => {
    await lockDerived(trx);
    return recomputeSome(trx);
  });
}

/** Users, or groups, in one piece. */
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

/** The pages of ratings that the transaction of a change recomputes. */
const pagesAtOnce = 2;

/**
 * Replays games, from the first one whose ratings are pending, for at most `pages` pages. Says whether more
 * are left. Call it inside a transaction that holds the lock.
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
