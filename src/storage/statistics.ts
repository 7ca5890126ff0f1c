import { sql, type Kysely } from 'kysely';
import { recomputeResults, saveRatings } from './results.ts';

/**
 * Computes the results of these games, the lifetime statistics of these users, and the counts of the groups, anew
 * from the record. A game counts once it is finished with at least one complete round. Nothing is added up from what was
 * there before, so a correction or an undo of a finished game needs nothing of its own. Belongs into the
 * transaction that changes the games.
 */
export async function recomputeStatistics(
  db: Kysely<unknown>,
  userIds: readonly string[],
  gameIds: readonly string[],
): Promise<void> {
  const rated = await recomputeResults(db, gameIds);
  await sql`
    with players as (
      select unnest(${userIds}::uuid[]) as user_id
    ), results as (
      select gp.user_id, gp.final_score, gp.is_winner,
        row_number() over newest as nth,
        row_number() over newest - row_number() over (
          partition by gp.user_id, gp.is_winner order by g.ended_at desc, g.id desc) as run
      from game_players gp
      join games g on g.id = gp.game_id
      where gp.user_id = any(${userIds}::uuid[]) and g.status = 'finished' and gp.final_score is not null
      window newest as (partition by gp.user_id order by g.ended_at desc, g.id desc)
    ), games_of as (
      select user_id, count(*) as games, count(*) filter (where is_winner) as wins, sum(final_score) as points,
        max(final_score) as highest, min(final_score) as lowest,
        jsonb_agg(case when is_winner then 'W' else 'L' end order by nth) filter (where nth <= 10) as form
      from results group by user_id
    ), runs as (
      select user_id, is_winner, count(*) as length, min(nth) as newest
      from results group by user_id, is_winner, run
    ), streaks_of as (
      select user_id,
        max(case when is_winner then length else -length end) filter (where newest = 1) as current,
        max(length) filter (where is_winner) as best
      from runs group by user_id
    ), rounds_played as (
      select rp.user_id, rp.contract_bid, rp.made_contract, rp.score,
        case when r.trump_winner_id = rp.user_id then r.trump_suit end as won_suit
      from round_players rp
      join rounds r on r.id = rp.round_id
      join games g on g.id = r.game_id
      where rp.user_id = any(${userIds}::uuid[]) and g.status = 'finished' and rp.score is not null
    ), rounds_of as (
      select user_id, count(*) as rounds, max(score) as highest,
        count(*) filter (where contract_bid > 0) as contracts,
        count(*) filter (where contract_bid > 0 and made_contract) as contracts_made,
        count(*) filter (where contract_bid = 0) as zeros,
        count(*) filter (where contract_bid = 0 and made_contract) as zeros_made,
        count(won_suit) as trumps
      from rounds_played group by user_id
    ), suits_of as (
      select user_id, jsonb_object_agg(won_suit, times) as wins
      from (
        select user_id, won_suit, count(*) as times from rounds_played
        where won_suit is not null group by user_id, won_suit) as by_suit
      group by user_id
    )
    insert into player_stats (id, user_id, total_games, total_rounds, total_wins, total_points, highest_score,
      lowest_score, highest_round_score, contracts_attempted, contracts_made, zeros_attempted, zeros_made, trump_wins,
      suit_wins, recent_form, current_streak, best_streak)
    select gen_random_uuid(), user_id, coalesce(g.games, 0), coalesce(r.rounds, 0), coalesce(g.wins, 0),
      coalesce(g.points, 0), coalesce(g.highest, 0), coalesce(g.lowest, 0), coalesce(r.highest, 0),
      coalesce(r.contracts, 0), coalesce(r.contracts_made, 0), coalesce(r.zeros, 0), coalesce(r.zeros_made, 0),
      coalesce(r.trumps, 0), coalesce(s.wins, '{}'), coalesce(g.form, '[]'), coalesce(k.current, 0),
      coalesce(k.best, 0)
    from players
    left join games_of g using (user_id)
    left join rounds_of r using (user_id)
    left join suits_of s using (user_id)
    left join streaks_of k using (user_id)
    on conflict (user_id) do update
    set total_games = excluded.total_games, total_rounds = excluded.total_rounds, total_wins = excluded.total_wins,
        total_points = excluded.total_points, highest_score = excluded.highest_score,
        lowest_score = excluded.lowest_score, highest_round_score = excluded.highest_round_score,
        contracts_attempted = excluded.contracts_attempted, contracts_made = excluded.contracts_made,
        zeros_attempted = excluded.zeros_attempted, zeros_made = excluded.zeros_made,
        trump_wins = excluded.trump_wins, suit_wins = excluded.suit_wins, recent_form = excluded.recent_form,
        current_streak = excluded.current_streak, best_streak = excluded.best_streak, updated_at = now()`.execute(
    db,
  );
  await saveRatings(db, [...userIds, ...rated]);
  await sql`
    update groups
    set total_games = played.games, total_rounds = played.rounds, last_played_at = played.last, updated_at = now()
    from (
      select g.group_id, count(*) filter (where counts) as games,
        coalesce(sum(g.current_round_number) filter (where counts), 0) as rounds,
        max(g.ended_at) filter (where counts) as last
      from (select *, status = 'finished' and current_round_number > 0 as counts from games) as g
      where g.group_id in (select group_id from games where id = any(${gameIds}::uuid[]))
      group by g.group_id) as played
    where groups.id = played.group_id`.execute(db);
}
