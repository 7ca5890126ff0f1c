import { sql } from 'kysely';
import type { GroupPage } from '../../protocol/index.ts';
import type { Db } from '../schema/db.ts';
import { readGroupBests } from './group-bests.ts';

type Habits = Pick<GroupPage, 'mostActiveDay' | 'months' | 'averageRounds'>;

/** The best scores and the figures of the games of a group. */
export async function readGroupPage(db: Db, groupId: string): Promise<GroupPage> {
  return {
    records: await readGroupBests(db, groupId),
    pairs: await readPairs(db, groupId),
    players: await readPlayers(db, groupId),
    ...(await readHabits(db, groupId)),
  };
}

/** Every two players who finished a game of the group together, in both directions. */
function readPairs(db: Db, groupId: string) {
  return db
    .selectFrom('results as r')
    .innerJoin(opponents, (join) => join.onTrue())
    .select([
      'r.user_id as userId',
      'theirs.user_id as opponentId',
      sql<number>`count(*)::integer`.as('games'),
      sql<number>`(count(*) filter (where r.score > theirs.score))::integer`.as('above'),
      sql<number>`round(avg(r.score - theirs.score), 1)::float8`.as('difference'),
    ])
    .where('r.group_id', '=', groupId)
    .groupBy(['r.user_id', 'theirs.user_id'])
    .orderBy('r.user_id')
    .orderBy('theirs.user_id')
    .execute();
}

/** The opponents of a result, one in each row. */
const opponents = sql<{ user_id: string; score: number }>`
  lateral unnest(r.opponents, r.opponent_scores)`.as<'theirs'>(sql`theirs (user_id, score)`);

function readPlayers(db: Db, groupId: string) {
  const played = db
    .selectFrom('results')
    .select(['user_id', sql`count(*)`.as('games')])
    .where('group_id', '=', groupId)
    .where('score', 'is not', null)
    .groupBy('user_id');
  return db
    .selectFrom(played.as('p'))
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .select(['u.id as userId', 'u.display_name as displayName'])
    .orderBy('p.games', 'desc')
    .orderBy('u.username')
    .execute();
}

/** When the group plays, and how many rounds. */
async function readHabits(db: Db, groupId: string): Promise<Habits> {
  const { rows } = await sql<Habits>`
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
  return rows[0] ?? { mostActiveDay: null, months: [], averageRounds: 0 };
}
