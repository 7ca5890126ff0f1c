import { sql, type RawBuilder } from 'kysely';
import { suits } from '../../rules/index.ts';
import { isBefore, type Moment } from './ratings.ts';
import { lockRecord, markStale, unsettleRatings } from './progress.ts';
import type { Db } from '../schema/db.ts';

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
  readonly group_id: string | null;
  readonly contracts_total: number;
  readonly won_clubs: number;
  readonly won_diamonds: number;
  readonly won_hearts: number;
  readonly won_spades: number;
  readonly won_no_trump: number;
  readonly opponents: readonly string[];
  readonly opponent_scores: readonly number[];
}

const columns: readonly (keyof ResultRow)[] = [
  'game_id',
  'user_id',
  'ended_at',
  'profile',
  'score',
  'place',
  'is_winner',
  'rounds',
  'best_round',
  'contracts_attempted',
  'contracts_made',
  'zeros_attempted',
  'zeros_made',
  'deficit',
  'frisch_survived',
  'group_id',
  'contracts_total',
  'won_clubs',
  'won_diamonds',
  'won_hearts',
  'won_spades',
  'won_no_trump',
  'opponents',
  'opponent_scores',
];

/** What the tables say that these games were for everybody who played in them. */
export const resultsOf = (gameIds: readonly string[]): RawBuilder<ResultRow> => sql`
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
  select game_id, user_id, c.ended_at, md5(c.rules::text)::uuid as profile, s.final_score as score,
    s.place::integer, coalesce(s.is_winner, false) as is_winner, coalesce(o.rounds, 0)::integer as rounds,
    o.best as best_round, coalesce(o.contracts, 0)::integer as contracts_attempted,
    coalesce(o.contracts_made, 0)::integer as contracts_made, coalesce(o.zeros, 0)::integer as zeros_attempted,
    coalesce(o.zeros_made, 0)::integer as zeros_made, coalesce(s.deficit, 0)::integer as deficit,
    coalesce(o.survived, false) as frisch_survived, c.group_id,
    coalesce(o.contracts_total, 0)::integer as contracts_total,
    ${sql.join(suits.map((suit) => sql`coalesce(${sql.ref(`o.won_${suit}`)}, 0)::integer as ${sql.ref(`won_${suit}`)}`))},
    coalesce(t.users, '{}') as opponents, coalesce(t.scores, '{}') as opponent_scores
  from own o full join seated s using (game_id, user_id) left join others t using (game_id, user_id)
  join counted c on c.id = game_id`;

/**
 * Computes the results of these games anew from the tables, and notes that ratings follow from them. A game has
 * results once it is finished with at least one complete round; one that was taken back loses them. Belongs into a
 * transaction that holds the lock of the record.
 */
export async function recomputeResults(db: Db, gameIds: readonly string[]): Promise<void> {
  const gone = await sql<Moment>`
    delete from results where game_id = any(${gameIds}::uuid[])
    returning ended_at as "endedAt", game_id as "gameId"`.execute(db);
  const saved = await insertResults(db, gameIds);
  const [first] = [...gone.rows, ...saved].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  if (first) await unsettleRatings(db, first);
}

/** Adds the results of games that have none yet; when they ended. */
async function insertResults(db: Db, gameIds: readonly string[]): Promise<Moment[]> {
  const { rows } = await sql<Moment>`
    insert into results (${sql.join(columns.map((column) => sql.ref(column)))})
    ${resultsOf(gameIds)}
    returning ended_at as "endedAt", game_id as "gameId"`.execute(db);
  return rows;
}

/** Games whose results are computed at once where all of them are. */
const pageSize = 500;

/**
 * Results of the games that ended before there were any; nothing where the oldest game has its results, which comes
 * last, so that what was interrupted goes on. What follows from them is settled later.
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
      await lockRecord(trx);
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
    // What has lost its rounds has no results to be made; the doctor tells of it.
    if (!before) return;
  }
}

/** Adds the results of games that have none yet, and leaves what follows from them to be settled. */
export async function addResults(db: Db, gameIds: readonly string[]): Promise<void> {
  await recomputeResults(db, gameIds);
  const { rows } = await sql<{ users: string[]; groups: string[] }>`
    select array_agg(distinct user_id) as users, array_remove(array_agg(distinct group_id), null) as groups
    from results where game_id = any(${gameIds}::uuid[])`.execute(db);
  await markStale(db, rows[0]?.users ?? [], rows[0]?.groups ?? []);
}
