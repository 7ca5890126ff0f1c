import { sql, type RawBuilder } from 'kysely';
import type { GroupPage } from '../../protocol/index.ts';
import type { Db } from '../schema/db.ts';

type Records = GroupPage['records'];

/** What each record is: the figure of a result, and whether the highest or the lowest counts. */
const records: Readonly<Record<Exclude<keyof Records, 'longestGame'>, RawBuilder<unknown>>> = {
  highestRound: sql`best_round`,
  highestGame: sql`score`,
  lowestGame: sql`-score`,
  biggestComeback: sql`case when is_winner and deficit > 0 then deficit end`,
  mostZeros: sql`nullif(zeros_made, 0)`,
};

/** The results of the finished games of a group. */
const played = (groupId: string) => sql`
  select game_id, user_id, ended_at, score, is_winner, best_round, zeros_made, deficit from results
  where group_id = ${groupId}::uuid`;

/** What the games of a group come to. */
export async function readGroupPage(db: Db, groupId: string): Promise<GroupPage> {
  const best = sql.join(
    Object.entries(records).map(
      ([name, figure]) => sql`(
        select ${name} as name, ${figure} as figure, user_id, game_id from played
        where ${figure} is not null order by ${figure} desc, ended_at, game_id, user_id limit 1)`,
    ),
    sql` union all `,
  );
  const holders = await sql<{
    name: keyof Records;
    value: number;
    userId: string;
    displayName: string;
    gameId: string;
    code: string;
  }>`
    with played as materialized (${played(groupId)}), longest as (
      select id, current_round_number from games
      where group_id = ${groupId}::uuid and status = 'finished' and current_round_number > 0
      order by current_round_number desc, ended_at, id limit 1
    ), best as (
      ${best} union all (
        select 'longestGame', l.current_round_number, r.user_id, r.game_id
        from longest l join results r on r.game_id = l.id and r.is_winner order by r.user_id limit 1))
    select b.name, case when b.name = 'lowestGame' then -b.figure else b.figure end as value, u.id as "userId",
      u.display_name as "displayName", g.id as "gameId", g.room_code as code
    from best b join users u on u.id = b.user_id join games g on g.id = b.game_id`.execute(db);
  const holderOf = (record: keyof Records) => {
    const holder = holders.rows.find(({ name }) => name === record);
    if (!holder) return null;
    const { name: _, ...rest } = holder;
    return rest;
  };

  const pairs = await sql<GroupPage['pairs'][number]>`
    select r.user_id as "userId", theirs.user_id as "opponentId", count(*)::integer as games,
      (count(*) filter (where r.score > theirs.score))::integer as above,
      round(avg(r.score - theirs.score), 1)::float8 as difference
    from results r cross join unnest(r.opponents, r.opponent_scores) as theirs (user_id, score)
    where r.group_id = ${groupId}::uuid
    group by r.user_id, theirs.user_id order by r.user_id, theirs.user_id`.execute(db);

  const players = await sql<GroupPage['players'][number]>`
    select u.id as "userId", u.display_name as "displayName"
    from (
      select user_id, count(*) as games from results
      where group_id = ${groupId}::uuid and score is not null group by user_id) p
    join users u on u.id = p.user_id order by p.games desc, u.username`.execute(db);

  const habits = await sql<Pick<GroupPage, 'mostActiveDay' | 'months' | 'averageRounds'>>`
    with games as (
      select ended_at at time zone 'UTC' as at, current_round_number as rounds from games
      where group_id = ${groupId}::uuid and status = 'finished' and current_round_number > 0
    ), months as (
      select to_char(at, 'YYYY-MM') as month, count(*) as games from games group by 1 order by 1 desc limit 24
    )
    select (select to_char(min(at), 'FMDay') from games group by extract(isodow from at)
        order by count(*) desc, extract(isodow from at) limit 1) as "mostActiveDay",
      coalesce((select jsonb_agg(jsonb_build_object('month', month, 'games', games) order by month) from months), '[]')
        as months,
      coalesce((select round(avg(rounds), 1) from games), 0)::float8 as "averageRounds"`.execute(db);
  const [{ mostActiveDay, months, averageRounds } = { mostActiveDay: null, months: [], averageRounds: 0 }] =
    habits.rows;

  return {
    records: {
      highestRound: holderOf('highestRound'),
      highestGame: holderOf('highestGame'),
      lowestGame: holderOf('lowestGame'),
      longestGame: holderOf('longestGame'),
      biggestComeback: holderOf('biggestComeback'),
      mostZeros: holderOf('mostZeros'),
    },
    pairs: pairs.rows,
    players: players.rows,
    mostActiveDay,
    months,
    averageRounds,
  };
}
