import { sql, type RawBuilder } from 'kysely';
import { noPassword } from '../../accounts/index.ts';
import { suits } from '../../rules/index.ts';
import type { Db, Row } from '../schema/db.ts';

/** The counters in a row of `player_stats`: everything that follows from the results, except the rating. */
export type Counters = Omit<
  Row<'player_stats'>,
  'id' | 'rating' | 'is_pending' | 'created_at' | 'updated_at'
>;

/** The SQL of each counter. Its sources are in `countersOf`. */
const counters: Readonly<Record<Exclude<keyof Counters, 'user_id'>, RawBuilder<unknown>>> = {
  total_games: sql`coalesce(g.games, 0)::integer`,
  total_rounds: sql`coalesce(r.rounds, 0)::integer`,
  total_wins: sql`coalesce(g.wins, 0)::integer`,
  total_points: sql`coalesce(g.points, 0)::integer`,
  highest_score: sql`coalesce(g.highest, 0)::integer`,
  lowest_score: sql`coalesce(g.lowest, 0)::integer`,
  highest_round_score: sql`coalesce(r.highest, 0)::integer`,
  contracts_attempted: sql`coalesce(r.contracts, 0)::integer`,
  contracts_made: sql`coalesce(r.contracts_made, 0)::integer`,
  zeros_attempted: sql`coalesce(r.zeros, 0)::integer`,
  zeros_made: sql`coalesce(r.zeros_made, 0)::integer`,
  trump_wins: sql`coalesce(r.trumps, 0)::integer`,
  suit_wins: sql`coalesce(r.suit_wins, '{}')`,
  recent_form: sql`coalesce(g.form, '[]')`,
  current_streak: sql`coalesce(k.current, 0)::integer`,
  best_streak: sql`coalesce(k.best, 0)::integer`,
};

/**
 * Counters are for guests, and for accounts that are open or disabled: a disabled one may come back. A closed account
 * has no password: its player has results, but no figures.
 */
export const playersAmong = (userIds: readonly string[]): RawBuilder<{ user_id: string }> => sql`
  select id as user_id from users
  where id = any(${userIds}::uuid[]) and (is_active or password_hash <> ${noPassword})`;

/** The counters of these users, counted over their results; zeros for a user without any. */
export const countersOf = (userIds: readonly string[]): RawBuilder<Counters> => sql`
  with players as (
    ${playersAmong(userIds)}
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
  select user_id, ${sql.join(Object.entries(counters).map(([name, counted]) => sql`${counted} as ${sql.ref(name)}`))}
  from players
  left join games_of g using (user_id)
  left join rounds_of r using (user_id)
  left join streaks_of k using (user_id)`;

/** The counters of these users under each rule profile they have played by. */
export const profileCountersOf = (userIds: readonly string[]): RawBuilder<Row<'profile_stats'>> => sql`
  select user_id, profile, count(*)::integer as games, (count(*) filter (where is_winner))::integer as wins,
    sum(score)::integer as points, sum(contracts_attempted)::integer as contracts_attempted,
    sum(contracts_made)::integer as contracts_made
  from results where user_id = any(${userIds}::uuid[]) and user_id in (${playersAmong(userIds)}) and score is not null
  group by user_id, profile`;

/** Computes and saves the counters of these users from their results. */
export async function countPlayers(db: Db, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const names = Object.keys(counters).map((name) => sql.ref(name));
  await sql`
    insert into player_stats (id, user_id, ${sql.join(names)})
    select gen_random_uuid(), user_id, ${sql.join(names)} from (${countersOf(userIds)}) as counted
    on conflict (user_id) do update
    set (${sql.join(names)}, is_pending, updated_at) = row (
      ${sql.join(Object.keys(counters).map((name) => sql.ref(`excluded.${name}`)))}, false, now())`.execute(
    db,
  );
  await sql`delete from profile_stats where user_id = any(${userIds}::uuid[])`.execute(db);
  await sql`
    insert into profile_stats (user_id, profile, games, wins, points, contracts_attempted, contracts_made)
    ${profileCountersOf(userIds)}`.execute(db);
}

/** The counters of a group. */
export type GroupCounters = Pick<Row<'groups'>, 'id' | 'total_games' | 'total_rounds' | 'last_played_at'>;

/** The counters of these groups, counted over their games. */
export const groupCountersOf = (groupIds: readonly string[]): RawBuilder<GroupCounters> => sql`
  select gr.id, count(g.id)::integer as total_games, coalesce(sum(g.current_round_number), 0)::integer as total_rounds,
    max(g.ended_at) as last_played_at
  from groups gr
  left join games g on g.group_id = gr.id and g.status = 'finished' and g.current_round_number > 0
  where gr.id = any(${groupIds}::uuid[]) group by gr.id`;

/** Computes and saves the counters of these groups from their games. */
export async function countGroups(db: Db, groupIds: readonly string[]): Promise<void> {
  if (groupIds.length === 0) return;
  await sql`
    update groups set total_games = counted.total_games, total_rounds = counted.total_rounds,
      last_played_at = counted.last_played_at, is_pending = false, updated_at = now()
    from (${groupCountersOf(groupIds)}) as counted
    where groups.id = counted.id`.execute(db);
}
