import { sql, type Kysely, type RawBuilder } from 'kysely';
import { startRating } from '../records/index.ts';
import { rateFrom, type Moment } from './ratings.ts';

/** A row of `results` but for the ratings, which follow from the games before. */
export interface ResultRow {
  readonly game_id: string;
  readonly user_id: string;
  readonly ended_at: Date;
  readonly profile: string;
  readonly score: number | null;
  readonly place: number | null;
  readonly is_winner: boolean;
  readonly rounds: number;
  readonly best_round: number | null;
  readonly contracts_attempted: number;
  readonly contracts_made: number;
  readonly zeros_attempted: number;
  readonly zeros_made: number;
  readonly deficit: number;
  readonly frisch_survived: boolean;
}

/** What the tables say that these games were for everybody who played in them. */
export const resultsOf = (gameIds: readonly string[]): RawBuilder<ResultRow> => sql`
  with counted as (
    select g.id, g.ended_at, g.rules, g.starting_scores from games g
    where g.id = any(${gameIds}::uuid[]) and g.status = 'finished'
      and exists (select 1 from rounds where game_id = g.id and phase = 'complete')
  ), played as (
    select r.game_id, r.round_number, rp.user_id, rp.seat_position, rp.score, rp.contract_bid, rp.made_contract,
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
      bool_or(survived) as survived
    from played group by game_id, user_id
  ), seated as (
    select gp.game_id, gp.user_id, gp.final_score, gp.is_winner, b.deficit,
      rank() over (partition by gp.game_id order by gp.final_score desc) as place
    from game_players gp join behind b using (game_id, seat_position)
    where gp.final_score is not null
  )
  select game_id, user_id, c.ended_at, md5(c.rules::text)::uuid as profile, s.final_score as score,
    s.place::integer, coalesce(s.is_winner, false) as is_winner, coalesce(o.rounds, 0)::integer as rounds,
    o.best as best_round, coalesce(o.contracts, 0)::integer as contracts_attempted,
    coalesce(o.contracts_made, 0)::integer as contracts_made, coalesce(o.zeros, 0)::integer as zeros_attempted,
    coalesce(o.zeros_made, 0)::integer as zeros_made, coalesce(s.deficit, 0)::integer as deficit,
    coalesce(o.survived, false) as frisch_survived
  from own o full join seated s using (game_id, user_id) join counted c on c.id = game_id`;

/**
 * Computes the results of these games, and every rating that follows from them, anew from the tables. A game has
 * results once it is finished with at least one complete round; one that was taken back loses them. Resolves with
 * the users whose ratings were looked at. Belongs into a transaction.
 */
export async function recomputeResults(
  db: Kysely<unknown>,
  gameIds: readonly string[],
): Promise<readonly string[]> {
  // Of two nodes that end games the second waits here, and then counts the game of the first.
  await sql`select pg_advisory_xact_lock(hashtext('whist record'))`.execute(db);
  const gone = await sql<Moment>`
    delete from results where game_id = any(${gameIds}::uuid[])
    returning ended_at as "endedAt", game_id as "gameId"`.execute(db);
  const saved = await sql<Moment>`
    insert into results (game_id, user_id, ended_at, profile, score, place, is_winner, rounds, best_round,
      contracts_attempted, contracts_made, zeros_attempted, zeros_made, deficit, frisch_survived)
    ${resultsOf(gameIds)}
    returning ended_at as "endedAt", game_id as "gameId"`.execute(db);
  const [first] = [...gone.rows, ...saved.rows].toSorted(
    (a, b) => a.endedAt.getTime() - b.endedAt.getTime() || (a.gameId < b.gameId ? -1 : 1),
  );
  return first ? rateFrom(db, first) : [];
}

/** Games whose results are computed at once where all of them are. */
const pageSize = 1_000;

/**
 * Results and ratings of the games that ended before there were any; nothing where the oldest game has its results.
 * All of it or, where it is interrupted, none.
 */
export async function fillResults(db: Kysely<unknown>): Promise<void> {
  const { rows: missing } = await sql`
    select 1 from (
      select id from games where ended_at is not null and status = 'finished' and current_round_number > 0
      order by ended_at, id limit 1) oldest
    where not exists (select 1 from results where game_id = oldest.id)`.execute(db);
  if (missing.length === 0) return;
  await db.transaction().execute(async (trx) => {
    let after: Moment = { endedAt: new Date(0), gameId: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const { rows } = await sql<Moment>`
        select id as "gameId", ended_at as "endedAt" from games
        where status = 'finished' and (ended_at, id) > (${after.endedAt}, ${after.gameId}::uuid)
        order by ended_at, id limit ${pageSize}`.execute(trx);
      const last = rows.at(-1);
      if (!last) return;
      const ids = rows.map(({ gameId }) => gameId);
      await saveRatings(trx, await recomputeResults(trx, ids));
      after = last;
    }
  });
}

/** The rating of a user after their last game with a final score. */
export const latestRating = (user: RawBuilder<unknown>): RawBuilder<number> => sql`coalesce((
  select rating_after from results
  where user_id = ${user} and score is not null order by ended_at desc, game_id desc limit 1), ${startRating})`;

/** Brings the ratings of these users among their statistics up to date. */
export async function saveRatings(db: Kysely<unknown>, userIds: readonly string[]): Promise<void> {
  await sql`
    update player_stats s set rating = ${latestRating(sql.ref('s.user_id'))}
    where s.user_id = any(${userIds}::uuid[])`.execute(db);
}
