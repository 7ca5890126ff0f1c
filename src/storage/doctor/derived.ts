import { sql } from 'kysely';
import { beginning, latestRating, replayFrom } from '../derived/ratings.ts';
import { recomputeResults, resultsOf, type ResultRow } from '../derived/results.ts';
import {
  countsOf,
  profileStatisticsOf,
  recomputeStatistics,
  statisticsOf,
  type GroupCounts,
  type ProfileStatisticsRow,
  type StatisticsRow,
} from '../derived/statistics.ts';
import { differences, type Difference } from './differences.ts';
import type { Db } from '../schema/db.ts';

/** Compares what games were for their players with what the tables give, and mends it. */
export async function examineResults(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const withId = (rows: readonly ResultRow[]) =>
    rows.map((row) => ({ ...row, id: `game ${row.game_id}, user ${row.user_id}` }));
  const expected = await resultsOf(ids).execute(db);
  const stored = await sql<ResultRow>`select * from results where game_id = any(${ids}::uuid[])`.execute(db);
  const [sample] = expected.rows;
  const columns = Object.keys(sample ?? {}) as (keyof ResultRow)[];
  const rows = { stored: withId(stored.rows), expected: withId(expected.rows) };
  const found = differences('results', ({ id }) => id, rows, columns);
  if (found.length > 0) await recomputeResults(db, ids);
  return found;
}

/** Replays all games, and tells and mends the ratings that are not what this gives. */
export async function examineRatings(db: Db): Promise<Difference[]> {
  const found: Difference[] = [];
  for await (const { wrong } of replayFrom(db, beginning)) {
    for (const { was, before, after } of wrong) {
      const row = { table: 'results', row: `game ${was.gameId}, user ${was.userId}` };
      if (was.before !== before)
        found.push({ ...row, column: 'rating_before', stored: was.before, expected: before });
      if (was.after !== after)
        found.push({ ...row, column: 'rating_after', stored: was.after, expected: after });
    }
  }
  return found;
}

type StatsRow = StatisticsRow & { readonly id: string; readonly rating: number };

/** Compares lifetime statistics with the results. Who has never played need not have any. */
export async function examineStatistics(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const expected = await sql<StatsRow>`
    select c.*, c.user_id as id, ${latestRating(sql.ref('c.user_id'))} as rating from (${statisticsOf(ids)}) c
    where exists (select 1 from player_stats where user_id = c.user_id)
      or exists (select 1 from results where user_id = c.user_id)`.execute(db);
  const stored = await sql<StatsRow>`
    select *, user_id as id from player_stats where user_id = any(${ids}::uuid[])`.execute(db);
  const columns = Object.keys(expected.rows[0] ?? {}) as (keyof StatsRow)[];
  const rows = { stored: stored.rows, expected: expected.rows };
  const found = differences('player_stats', ({ id }) => `user ${id}`, rows, columns);
  const profiles = await examineProfiles(db, ids);
  if (found.length + profiles.length > 0)
    await recomputeStatistics(
      db,
      expected.rows.map(({ id }) => id),
      [],
    );
  return [...found, ...profiles];
}

async function examineProfiles(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const withId = (rows: readonly ProfileStatisticsRow[]) =>
    rows.map((row) => ({ ...row, id: `user ${row.user_id}, profile ${row.profile}` }));
  const expected = await profileStatisticsOf(ids).execute(db);
  const stored = await sql<ProfileStatisticsRow>`
    select * from profile_stats where user_id = any(${ids}::uuid[])`.execute(db);
  const columns = Object.keys(expected.rows[0] ?? {}) as (keyof ProfileStatisticsRow)[];
  const rows = { stored: withId(stored.rows), expected: withId(expected.rows) };
  return differences('profile_stats', ({ id }) => id, rows, columns);
}

/** Compares the counters of groups with their games. */
export async function examineGroups(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const counts = countsOf(sql`gr.id = any(${ids}::uuid[])`);
  const { rows: expected } = await counts.execute(db);
  const { rows: stored } = await sql<GroupCounts>`
    select id, total_games, total_rounds, last_played_at from groups where id = any(${ids}::uuid[])`.execute(
    db,
  );
  const columns = ['total_games', 'total_rounds', 'last_played_at'] as const;
  const found = differences('groups', ({ id }) => `group ${id}`, { stored, expected }, columns);
  if (found.length > 0)
    await sql`
      update groups set total_games = c.total_games, total_rounds = c.total_rounds, last_played_at = c.last_played_at
      from (${counts}) c where groups.id = c.id`.execute(db);
  return found;
}
