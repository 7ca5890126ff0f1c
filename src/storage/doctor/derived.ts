import { sql } from 'kysely';
import {
  countersOf,
  countGroups,
  groupCountersOf,
  profileCountersOf,
  type Counters,
} from '../derived/counters.ts';
import {
  beginning,
  latestRating,
  replayPage,
  type Moment,
  type Page,
  type Standings,
} from '../derived/ratings.ts';
import { recompute } from '../derived/recompute.ts';
import { ratedGamesOf, recomputeResults, resultsOf } from '../derived/results.ts';
import type { Db, Row } from '../schema/db.ts';
import { differences, type Difference } from './differences.ts';

/** Compares the results of these games with the tables of the games, and repairs them. */
export async function examineResults(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const withId = <T extends { game_id: string; user_id: string }>(row: T) => ({
    ...row,
    id: `game ${row.game_id}, user ${row.user_id}`,
  });
  const { rows: expected } = await resultsOf(ids).execute(db);
  const stored = await db
    .selectFrom('results')
    .selectAll()
    .where('game_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const found = differences({
    table: 'results',
    nameOf: ({ id }) => id,
    stored: stored.map(withId),
    expected: expected.map(withId),
  });
  if (found.length > 0) await recomputeResults(db, ids);
  return [...found, ...(await examineRatedGames(db, ids))];
}

/** Compares the players and scores that ratings are computed from with the results, and repairs them. */
async function examineRatedGames(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const withId = <T extends { game_id: string }>(row: T) => ({ ...row, id: row.game_id });
  const { rows: expected } = await ratedGamesOf(ids).execute(db);
  const stored = await db
    .selectFrom('game_ratings')
    .selectAll()
    .where('game_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const found = differences({
    table: 'game_ratings',
    nameOf: ({ id }) => `game ${id}`,
    stored: stored.map(withId),
    expected: expected.map(withId),
  });
  if (found.length > 0) await recomputeResults(db, ids);
  return found;
}

/** Games that are replayed at once. */
const pageSize = 1_000;

/** Replays all games, and finds and repairs wrong ratings. */
export async function examineRatings(db: Db): Promise<Difference[]> {
  const found: Difference[] = [];
  const standings: Standings = new Map();
  let from: Moment | null = beginning;
  while (from) {
    const page: Page = await replayPage(db, from, { standings, pageSize });
    for (const { gameId, ratings, right } of page.wrong) {
      const row = `game ${gameId}`;
      found.push({ table: 'game_ratings', row, column: 'ratings', stored: ratings, expected: right });
    }
    from = page.next;
  }
  return found;
}

/** Compares lifetime statistics with the results, and repairs them. A user without games may have none. */
export async function examineStatistics(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const { rows: expected } = await sql<Counters & { readonly id: string; readonly rating: number }>`
    select c.*, c.user_id as id, ${latestRating(sql.ref('c.user_id'))} as rating from (${countersOf(ids)}) c
    where exists (select 1 from player_stats where user_id = c.user_id)
      or exists (select 1 from results where user_id = c.user_id)`.execute(db);
  const stored = await db
    .selectFrom('player_stats')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const found = differences({
    table: 'player_stats',
    nameOf: ({ id }) => `user ${id}`,
    stored: stored.map((row) => ({ ...row, id: row.user_id })),
    expected,
  });
  const profiles = await examineProfiles(db, ids);
  if (found.length + profiles.length > 0)
    await recompute(db, { userIds: expected.map(({ id }) => id), gameIds: [] });
  return [...found, ...profiles];
}

async function examineProfiles(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const withId = (row: Row<'profile_stats'>) => ({
    ...row,
    id: `user ${row.user_id}, profile ${row.profile}`,
  });
  const { rows: expected } = await profileCountersOf(ids).execute(db);
  const stored = await db
    .selectFrom('profile_stats')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return differences({
    table: 'profile_stats',
    nameOf: ({ id }) => id,
    stored: stored.map(withId),
    expected: expected.map(withId),
  });
}

/** Compares the counters of groups with their games, and repairs them. */
export async function examineGroups(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const { rows: expected } = await groupCountersOf(ids).execute(db);
  const stored = await db
    .selectFrom('groups')
    .select(['id', 'total_games', 'total_rounds', 'last_played_at'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const found = differences({ table: 'groups', nameOf: ({ id }) => `group ${id}`, stored, expected });
  if (found.length > 0) await countGroups(db, ids);
  return found;
}
