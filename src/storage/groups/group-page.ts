import { sql } from 'kysely';
import { namedApart, toldApart } from '../../protocol/alike.ts';
import type { GroupPage } from '../../protocol/index.ts';
import { accountName } from '../history/queries.ts';
import type { Db } from '../schema/db.ts';
import { bestsByName, bestsOf, type Best } from './group-bests.ts';

type Habits = Pick<GroupPage, 'mostActiveDay' | 'months' | 'averageRounds'>;

/** The best scores and the figures of the games of a group. */
export async function readGroupPage(db: Db, groupId: string): Promise<GroupPage> {
  return { ...(await readResults(db, groupId)), ...(await readHabits(db, groupId)) };
}

/**
 * The bests, the players, most games first, and every two who finished a game together, in both directions.
 * One statement, because reading the results of a group takes longer than most of what follows from them.
 */
async function readResults(db: Db, groupId: string): Promise<Omit<GroupPage, keyof Habits>> {
  const { rows } = await sql<{
    readonly pairs: GroupPage['pairs'];
    readonly players: readonly (GroupPage['players'][number] & { readonly username: string | null })[];
    readonly bests: Best[];
  }>`
    with played as materialized (
      select game_id, user_id, ended_at, score, is_winner, best_round, zeros_made, deficit from results
      where group_id = ${groupId}::uuid
    ), bests as (${bestsOf(groupId)}
    ), couples as (
      select a.user_id as one, b.user_id as other, count(*) as games,
        count(*) filter (where a.score > b.score) as above, count(*) filter (where a.score < b.score) as below,
        round(avg(a.score - b.score), 1) as difference
      from played a join played b on a.game_id = b.game_id and a.user_id < b.user_id
      where a.score is not null and b.score is not null group by a.user_id, b.user_id
    ), pairs as (
      select one as "userId", other as "opponentId", games, above, difference from couples
      union all select other, one, games, below, -difference from couples
    ), players as (
      select json_build_object('userId', u.id, 'displayName', u.display_name, 'username', ${accountName}) as player, p.games, u.username
      from (select user_id, count(score) as games from played group by user_id) as p join users u on u.id = p.user_id
      where p.games > 0
    )
    select (select json_agg(b) from bests b) as bests,
      (select json_agg(p order by "userId", "opponentId") from pairs p) as pairs,
      (select json_agg(player order by games desc, username) from players) as players`.execute(db);
  const { bests, pairs, players } = rows[0] ?? {};
  const apart = toldApart(players ?? []);
  return {
    records: bestsByName((bests ?? []).map((best) => ({ ...best, ...apart(best.userId) }))),
    pairs: pairs ?? [],
    players: namedApart(players ?? []),
  };
}

/** When the group plays, and how many rounds. */
async function readHabits(db: Db, groupId: string): Promise<Habits> {
  const { rows } = await sql<Habits>`
    with games as (
      select ended_at at time zone 'UTC' as at, current_round_number as rounds from games
      where group_id = ${groupId}::uuid and status = 'finished' and current_round_number > 0
    ), months as (
      select date_trunc('month', at) as month, count(*) as games from games group by 1 order by 1 desc limit 24
    )
    select (select to_char(min(at), 'FMDay') from games group by extract(isodow from at)::integer
        order by count(*) desc, extract(isodow from at)::integer limit 1) as "mostActiveDay",
      coalesce((
        select jsonb_agg(jsonb_build_object('month', to_char(month, 'YYYY-MM'), 'games', games) order by month)
        from months), '[]') as months,
      coalesce((select round(avg(rounds), 1) from games), 0)::float8 as "averageRounds"`.execute(db);
  return rows[0] ?? { mostActiveDay: null, months: [], averageRounds: 0 };
}
