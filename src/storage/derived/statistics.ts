import { sql, type RawBuilder } from 'kysely';
import { suits } from '../../rules/index.ts';
import { lockRecord, saveRatings, settleRatings } from './progress.ts';
import { recomputeResults } from './results.ts';
import type { Db } from '../schema/db.ts';

/** A row of `player_stats` but for the rating. */
export interface StatisticsRow {
  readonly user_id: string;
  readonly total_games: number;
  readonly total_rounds: number;
  readonly total_wins: number;
  readonly total_points: number;
  readonly highest_score: number;
  readonly lowest_score: number;
  readonly highest_round_score: number;
  readonly contracts_attempted: number;
  readonly contracts_made: number;
  readonly zeros_attempted: number;
  readonly zeros_made: number;
  readonly trump_wins: number;
  readonly suit_wins: Readonly<Record<string, number>>;
  readonly recent_form: readonly string[];
  readonly current_streak: number;
  readonly best_streak: number;
}

/** A row of `profile_stats`. */
export interface ProfileStatisticsRow {
  readonly user_id: string;
  readonly profile: string;
  readonly games: number;
  readonly wins: number;
  readonly points: number;
  readonly contracts_attempted: number;
  readonly contracts_made: number;
}

/** The lifetime statistics of these users, counted over their results; zeros for who has none. */
export const statisticsOf = (userIds: readonly string[]): RawBuilder<StatisticsRow> => sql`
  with players as (
    select unnest(${userIds}::uuid[]) as user_id
  ), own as (
    select * from results where user_id = any(${userIds}::uuid[])
  ), finals as (
    select user_id, score, is_winner,
      row_number() over newest as nth,
      row_number() over newest - row_number() over (
        partition by user_id, is_winner order by ended_at desc, game_id desc) as run
    from own where score is not null
    window newest as (partition by user_id order by ended_at desc, game_id desc)
  ), games_of as (
    select user_id, count(*) as games, count(*) filter (where is_winner) as wins, sum(score) as points,
      max(score) as highest, min(score) as lowest,
      jsonb_agg(case when is_winner then 'W' else 'L' end order by nth) filter (where nth <= 10) as form
    from finals group by user_id
  ), runs as (
    select user_id, is_winner, count(*) as length, min(nth) as newest
    from finals group by user_id, is_winner, run
  ), streaks_of as (
    select user_id,
      max(case when is_winner then length else -length end) filter (where newest = 1) as current,
      max(length) filter (where is_winner) as best
    from runs group by user_id
  ), rounds_of as (
    select user_id, sum(rounds) as rounds, max(best_round) as highest, sum(contracts_attempted) as contracts,
      sum(contracts_made) as contracts_made, sum(zeros_attempted) as zeros, sum(zeros_made) as zeros_made,
      sum(won_clubs + won_diamonds + won_hearts + won_spades + won_no_trump) as trumps,
      jsonb_strip_nulls(jsonb_build_object(${sql.join(
        suits.flatMap((suit) => [sql.lit(suit), sql`nullif(sum(${sql.ref(`won_${suit}`)}), 0)`]),
      )})) as suit_wins
    from own group by user_id
  )
  select user_id, coalesce(g.games, 0)::integer as total_games, coalesce(r.rounds, 0)::integer as total_rounds,
    coalesce(g.wins, 0)::integer as total_wins, coalesce(g.points, 0)::integer as total_points,
    coalesce(g.highest, 0)::integer as highest_score, coalesce(g.lowest, 0)::integer as lowest_score,
    coalesce(r.highest, 0)::integer as highest_round_score, coalesce(r.contracts, 0)::integer as contracts_attempted,
    coalesce(r.contracts_made, 0)::integer as contracts_made, coalesce(r.zeros, 0)::integer as zeros_attempted,
    coalesce(r.zeros_made, 0)::integer as zeros_made, coalesce(r.trumps, 0)::integer as trump_wins,
    coalesce(r.suit_wins, '{}') as suit_wins, coalesce(g.form, '[]') as recent_form,
    coalesce(k.current, 0)::integer as current_streak, coalesce(k.best, 0)::integer as best_streak
  from players
  left join games_of g using (user_id)
  left join rounds_of r using (user_id)
  left join streaks_of k using (user_id)`;

/** A group's counters. */
export interface GroupCounts {
  readonly id: string;
  readonly total_games: number;
  readonly total_rounds: number;
  readonly last_played_at: Date | null;
}

/** What the groups for which `which` holds have played; `gr` is the group. */
export const countsOf = (which: RawBuilder<unknown>): RawBuilder<GroupCounts> => sql`
  select gr.id, count(g.id)::integer as total_games, coalesce(sum(g.current_round_number), 0)::integer as total_rounds,
    max(g.ended_at) as last_played_at
  from groups gr
  left join games g on g.group_id = gr.id and g.status = 'finished' and g.current_round_number > 0
  where ${which} group by gr.id`;

/** The part of the statistics of these users that is kept for every rule profile. */
export const profileStatisticsOf = (userIds: readonly string[]): RawBuilder<ProfileStatisticsRow> => sql`
  select user_id, profile, count(*)::integer as games, (count(*) filter (where is_winner))::integer as wins,
    sum(score)::integer as points, sum(contracts_attempted)::integer as contracts_attempted,
    sum(contracts_made)::integer as contracts_made
  from results where user_id = any(${userIds}::uuid[]) and score is not null group by user_id, profile`;

/**
 * Computes the results of these games, the lifetime statistics of these users, and the counts of the groups, anew
 * from the record. A game counts once it is finished with at least one complete round. Nothing is added up from what was
 * there before, so a correction or an undo of a finished game needs nothing of its own. Belongs into the
 * transaction that changes the games. Ratings of many later games are settled afterwards.
 */
export async function recomputeStatistics(
  db: Db,
  userIds: readonly string[],
  gameIds: readonly string[],
): Promise<void> {
  await lockRecord(db);
  await recomputeResults(db, gameIds);
  await recomputePlayers(db, userIds);
  await settleRatings(db);
  // Who has lost a game has another last one.
  await saveRatings(db, userIds);
  const { rows: groups } = await sql<{ id: string }>`
    select distinct group_id as id from games where id = any(${gameIds}::uuid[]) and group_id is not null`.execute(
    db,
  );
  await recomputeGroups(
    db,
    groups.map(({ id }) => id),
  );
}

/** Counts the statistics of these users over their results. */
export async function recomputePlayers(db: Db, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await sql`
    insert into player_stats (id, user_id, total_games, total_rounds, total_wins, total_points, highest_score,
      lowest_score, highest_round_score, contracts_attempted, contracts_made, zeros_attempted, zeros_made, trump_wins,
      suit_wins, recent_form, current_streak, best_streak)
    select gen_random_uuid(), counted.* from (${statisticsOf(userIds)}) as counted
    on conflict (user_id) do update
    set total_games = excluded.total_games, total_rounds = excluded.total_rounds, total_wins = excluded.total_wins,
        total_points = excluded.total_points, highest_score = excluded.highest_score,
        lowest_score = excluded.lowest_score, highest_round_score = excluded.highest_round_score,
        contracts_attempted = excluded.contracts_attempted, contracts_made = excluded.contracts_made,
        zeros_attempted = excluded.zeros_attempted, zeros_made = excluded.zeros_made,
        trump_wins = excluded.trump_wins, suit_wins = excluded.suit_wins, recent_form = excluded.recent_form,
        current_streak = excluded.current_streak, best_streak = excluded.best_streak, is_stale = false,
        updated_at = now()`.execute(db);
  await sql`delete from profile_stats where user_id = any(${userIds}::uuid[])`.execute(db);
  await sql`
    insert into profile_stats (user_id, profile, games, wins, points, contracts_attempted, contracts_made)
    ${profileStatisticsOf(userIds)}`.execute(db);
}

/** Counts the games of these groups. */
export async function recomputeGroups(db: Db, groupIds: readonly string[]): Promise<void> {
  if (groupIds.length === 0) return;
  await sql`
    update groups set total_games = played.total_games, total_rounds = played.total_rounds,
      last_played_at = played.last_played_at, is_stale = false, updated_at = now()
    from (${countsOf(sql`gr.id = any(${groupIds}::uuid[])`)}) as played
    where groups.id = played.id`.execute(db);
}
