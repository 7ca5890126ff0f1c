/**
 * Results → ratings → counters: everything that follows from finished games, in this order. A game that has
 * just ended changes only its own rows. An older game also changes rows of later games; these are left
 * pending, and recomputed piece by piece.
 */
import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';
import { countGroups, countPlayers } from './counters.ts';
import {
  arePendingRatings,
  isUpToDate,
  lockDerived,
  markCounters,
  movePendingRatings,
  pendingIds,
  pendingRatings,
} from './pending.ts';
import { copyRatings, replayPage, saveRatings, type Standings } from './ratings.ts';
import { recomputeResults } from './results.ts';

/**
 * Recomputes the results of these games, the counters of these users and of the groups of the games, and the
 * first ratings. It never adds to old figures, so a correction or an undo of a finished game works in the
 * same way. If many later games have to be rated again, only the results are right at once, and everything
 * else is left pending. Call it inside the transaction that changes the games.
 */
export async function recompute(
  db: Db,
  { userIds, gameIds }: { readonly userIds: readonly string[]; readonly gameIds: readonly string[] },
): Promise<void> {
  await lockDerived(db);
  await recomputeResults(db, gameIds);
  const groupIds = await groupsOf(db, gameIds);
  if (await arePendingRatings(db, { moreThan: pageAtOnce })) {
    // Everybody waits for a transaction of the embedded database, so it does not also count.
    await markCounters(db, { userIds, groupIds });
  } else {
    await countPlayers(db, userIds);
    await countGroups(db, groupIds);
    await recomputeRatings(db, { pageSize: pageAtOnce });
  }
  // If a user has lost a game, another game is now the last one.
  await copyRatings(db, userIds);
}

async function groupsOf(db: Db, gameIds: readonly string[]): Promise<string[]> {
  const groups = await db
    .selectFrom('games')
    .select('group_id as id')
    .distinct()
    .where('id', '=', sql<string>`any(${gameIds}::uuid[])`)
    .where('group_id', 'is not', null)
    .execute();
  return groups.flatMap(({ id }) => id ?? []);
}

/**
 * Returns a function that recomputes one pending piece in its own transaction, and says whether there may be
 * more.
 */
export function createRecomputing(db: Db): () => Promise<boolean> {
  const recomputePiece = createPieces();
  return async () => {
    const { rows } = await sql<{ done: boolean }>`select ${isUpToDate} as done`.execute(db);
    if (rows[0]?.done) return false;
    return db.transaction().execute(async (trx) => {
      await lockDerived(trx);
      return recomputePiece(trx);
    });
  };
}

/** Users, or groups, in one piece. Each may have many thousands of games. */
const countedAtOnce = 2;

/**
 * Returns a function that recomputes one piece, and says whether there may be more. Call it inside a
 * transaction that holds the lock.
 */
export function createPieces(): (db: Db) => Promise<boolean> {
  let begun: Replay | null = null;
  return async (db) => {
    const groups = await pendingIds(db, 'groups', countedAtOnce);
    await countGroups(db, groups);
    if (groups.length > 0) return true;
    const users = await pendingIds(db, 'player_stats', countedAtOnce);
    await countPlayers(db, users);
    if (users.length > 0) return true;
    const before = begun;
    // If this piece fails, the next one begins with the ratings that are stored.
    begun = null;
    begun = await recomputeRatings(db, { begun: before });
    return begun !== null;
  };
}

/** The most games whose ratings the transaction of a change recomputes. */
const pageAtOnce = 250;
/** Games in one piece. They are so few that players do not notice. */
const usualPage = 1_000;

/** A replay that goes on with the next page. */
export interface Replay {
  readonly standings: Standings;
  /** The version of the note. With another one, the standings no longer fit. */
  readonly version: string;
}

/**
 * Replays a page of games, from the first one whose ratings are pending. Returns the replay that has begun;
 * null if all ratings are right. Call it inside a transaction that holds the lock.
 */
export async function recomputeRatings(
  db: Db,
  { begun = null, pageSize = usualPage }: { readonly begun?: Replay | null; readonly pageSize?: number } = {},
): Promise<Replay | null> {
  const note = await pendingRatings(db);
  if (!note) return null;
  const standings: Standings = begun?.version === note.version ? begun.standings : new Map();
  const { latest, next } = await replayPage(db, note.from, { standings, pageSize });
  await saveRatings(db, latest);
  const version = await movePendingRatings(db, next);
  return next && { standings, version };
}
