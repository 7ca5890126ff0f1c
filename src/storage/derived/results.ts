import { sql, type RawBuilder } from 'kysely';
import { suits } from '../../rules/index.ts';
import type { Db, Row } from '../schema/db.ts';
import { isBefore, type Moment } from './ratings.ts';
import { lockDerived, markCounters, markRatings } from './pending.ts';

/** The SQL of each column. Its sources are in `resultsOf`. */
const columns: Readonly<Record<keyof Row<'results'>, RawBuilder<unknown>>> = {
  game_id: sql`game_id`,
  user_id: sql`user_id`,
  ended_at: sql`c.ended_at`,
  profile: sql`md5(c.rules::text)::uuid`,
  score: sql`s.final_score`,
  place: sql`s.place::integer`,
  is_winner: sql`coalesce(s.is_winner, false)`,
  rounds: sql`coalesce(o.rounds, 0)::integer`,
  best_round: sql`o.best`,
  contracts_attempted: sql`coalesce(o.contracts, 0)::integer`,
  contracts_made: sql`coalesce(o.contracts_made, 0)::integer`,
  zeros_attempted: sql`coalesce(o.zeros, 0)::integer`,
  zeros_made: sql`coalesce(o.zeros_made, 0)::integer`,
  deficit: sql`coalesce(s.deficit, 0)::integer`,
  frisch_survived: sql`coalesce(o.survived, false)`,
  group_id: sql`c.group_id`,
  contracts_total: sql`coalesce(o.contracts_total, 0)::integer`,
  won_clubs: sql`coalesce(o.won_clubs, 0)::integer`,
  won_diamonds: sql`coalesce(o.won_diamonds, 0)::integer`,
  won_hearts: sql`coalesce(o.won_hearts, 0)::integer`,
  won_spades: sql`coalesce(o.won_spades, 0)::integer`,
  won_no_trump: sql`coalesce(o.won_no_trump, 0)::integer`,
  opponents: sql`coalesce(t.users, '{}')`,
  opponent_scores: sql`coalesce(t.scores, '{}')`,
};

/** The results of these games for everybody who played in them, from the tables of the games. */
export const resultsOf = (gameIds: readonly string[]): RawBuilder<Row<'results'>> => sql`
  with counted as (
    select g.id, g.ended_at, g.rules, g.starting_scores, g.group_id from games g
    where g.id = any(${gameIds}::uuid[]) and g.status = 'finished'
      and exists (select 1 from rounds where game_id = g.id and phase = 'complete')
  ), played as (
    select r.game_id, r.round_number, rp.user_id, rp.seat_position, rp.score, rp.contract_bid, rp.made_contract,
      case when r.trump_winner_id = rp.user_id then r.trump_suit end as won_suit,
      r.frisch_count = 3 and r.trump_winner_id = rp.user_id and rp.made_contract as survived
    from counted c join rounds r on r.game_id = c.id join round_players rp on rp.round_id = r.id
    where rp.score is not null
  ), running as (
    select p.game_id, p.round_number, p.seat_position, (c.starting_scores ->> p.seat_position)::integer
      + sum(p.score) over (partition by p.game_id, p.seat_position order by p.round_number) as total
    from played p join counted c on c.id = p.game_id
  ), behind as (
    select game_id, seat_position, max(leader - total) as deficit
    from (select *, max(total) over (partition by game_id, round_number) as leader from running) as standing
    group by game_id, seat_position
  ), own as (
    select game_id, user_id, count(*) as rounds, max(score) as best,
      count(*) filter (where contract_bid > 0) as contracts,
      count(*) filter (where contract_bid > 0 and made_contract) as contracts_made,
      count(*) filter (where contract_bid = 0) as zeros,
      count(*) filter (where contract_bid = 0 and made_contract) as zeros_made,
      bool_or(survived) as survived, sum(contract_bid) as contracts_total,
      ${sql.join(suits.map((suit) => sql`count(*) filter (where won_suit = ${sql.lit(suit)}) as ${sql.ref(`won_${suit}`)}`))}
    from played group by game_id, user_id
  ), seated as (
    select gp.game_id, gp.user_id, gp.seat_position, gp.final_score, gp.is_winner, b.deficit,
      rank() over (partition by gp.game_id order by gp.final_score desc) as place
    from game_players gp join behind b using (game_id, seat_position)
    where gp.final_score is not null
  ), others as (
    select mine.game_id, mine.user_id, array_agg(theirs.user_id order by theirs.seat_position) as users,
      array_agg(theirs.final_score order by theirs.seat_position) as scores
    from seated mine join seated theirs on theirs.game_id = mine.game_id and theirs.user_id <> mine.user_id
    group by mine.game_id, mine.user_id
  )
  select ${sql.join(Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.ref(name)}`))}
  from own o full join seated s using (game_id, user_id) left join others t using (game_id, user_id)
  join counted c on c.id = game_id`;

/**
 * Computes the results of these games again from the tables, and makes the ratings pending. A game has
 * results if it is finished and has a complete round. If the end of a game is undone, its results are
 * deleted. Call it inside a transaction that holds the lock of `lockDerived`.
 */
export async function recomputeResults(db: Db, gameIds: readonly string[]): Promise<void> {
  const gone = await sql<Moment>`
    delete from results where game_id = any(${gameIds}::uuid[])
    returning ended_at as "endedAt", game_id as "gameId"`.execute(db);
  const saved = await insertResults(db, gameIds);
  await saveRatedGames(db, gameIds);
  const [first] = [...gone.rows, ...saved].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  if (first) await markRatings(db, first);
}

/**
 * Adds the results of games that have none yet, and says when the games ended. The rows of a game go side by
 * side, so that a page of history reads fewer blocks.
 */
async function insertResults(db: Db, gameIds: readonly string[]): Promise<Moment[]> {
  const { rows } = await sql<Moment>`
    insert into results (${sql.join(Object.keys(columns).map((column) => sql.ref(column)))})
    ${resultsOf(gameIds)} order by c.ended_at, game_id
    returning ended_at as "endedAt", game_id as "gameId"`.execute(db);
  return rows;
}

/** A row of `game_ratings` without the ratings, which depend on earlier games. */
export type RatedGameRow = Omit<Row<'game_ratings'>, 'ratings'>;

/** The players and the scores of these games, from their results. */
export const ratedGamesOf = (gameIds: readonly string[]): RawBuilder<RatedGameRow> => sql`
  select game_id, ended_at, array_agg(user_id order by user_id) as user_ids, array_agg(score order by user_id) as scores
  from results where game_id = any(${gameIds}::uuid[]) and score is not null group by game_id, ended_at`;

/** Makes the rows of `game_ratings` fit the results. Ratings stay if the players are still the same. */
async function saveRatedGames(db: Db, gameIds: readonly string[]): Promise<void> {
  await sql`
    with saved as (
      insert into game_ratings as g (game_id, ended_at, user_ids, scores) ${ratedGamesOf(gameIds)}
      on conflict (game_id) do update set ended_at = excluded.ended_at, user_ids = excluded.user_ids,
        scores = excluded.scores, ratings = case when g.user_ids = excluded.user_ids then g.ratings end
      returning game_id
    )
    delete from game_ratings
    where game_id = any(${gameIds}::uuid[]) and game_id not in (select game_id from saved)`.execute(db);
}

/** Games in one step of `fillResults`. */
const pageSize = 500;

/**
 * Adds the results of games that are older than the table of results. The oldest game comes last, so if it
 * has results, no results are missing. An interrupted run goes on next time. Ratings and counters are left
 * pending.
 */
export async function fillResults(db: Db): Promise<void> {
  const finished = sql`ended_at is not null and status = 'finished' and current_round_number > 0`;
  let before: Moment | null = null;
  for (;;) {
    const { rows: missing } = await sql`
      select 1 from (select id from games where ${finished} order by ended_at, id limit 1) oldest
      where not exists (select 1 from results where game_id = oldest.id)`.execute(db);
    if (missing.length === 0) return;
    const isEarlier: RawBuilder<unknown> = before
      ? sql`(ended_at, id) < (${before.endedAt}, ${before.gameId}::uuid)`
      : sql`true`;
    before = await db.transaction().execute(async (trx) => {
      await lockDerived(trx);
      const { rows } = await sql<Moment>`
        select id as "gameId", ended_at as "endedAt" from games g
        where ${finished} and ${isEarlier} and not exists (select 1 from results where game_id = g.id)
        order by ended_at desc, id desc limit ${pageSize}`.execute(trx);
      await addResults(
        trx,
        rows.map(({ gameId }) => gameId),
      );
      return rows.at(-1) ?? null;
    });
    // A game without its rounds cannot have results; the doctor reports it.
    if (!before) return;
  }
}

/** Adds the results of games that have none yet, and leaves their ratings and counters pending. */
export async function addResults(db: Db, gameIds: readonly string[]): Promise<void> {
  await recomputeResults(db, gameIds);
  const { rows } = await sql<{ users: string[]; groups: string[] }>`
    select array_agg(distinct user_id) as users, array_remove(array_agg(distinct group_id), null) as groups
    from results where game_id = any(${gameIds}::uuid[])`.execute(db);
  await markCounters(db, { userIds: rows[0]?.users ?? [], groupIds: rows[0]?.groups ?? [] });
}
