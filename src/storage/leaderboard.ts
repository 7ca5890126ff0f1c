import { sql, type Kysely, type RawBuilder } from 'kysely';
import {
  refuse,
  type Leaderboard,
  type LeaderboardLine,
  type LeaderboardOrder,
  type Refused,
} from '../protocol/index.ts';
import { provisionalBelow, type BoardParams } from '../records/index.ts';
import { defaultProfile, type RuleProfile } from '../rules/index.ts';
import { percent } from './queries.ts';

/** Which games a leaderboard looks at. */
interface Scope {
  readonly groupId: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** The md5 of a rule profile; null for all. */
  readonly profile: string | null;
}

const orders: Readonly<Record<LeaderboardOrder, RawBuilder<unknown>>> = {
  wins: sql.raw('wins'),
  points: sql.raw('points'),
  games: sql.raw('games'),
  winRate: sql.raw('(wins::float8 / games)'),
  contractRate: sql.raw('coalesce(made::float8 / nullif(attempted, 0), 0)'),
  rating: sql.raw('rating'),
};

/** Everything that was ever played: the counters of `player_stats`, and their indexes. */
const lifetime = sql`
  select s.user_id, s.total_games as games, s.total_wins as wins, s.total_points as points,
    s.contracts_attempted as attempted, s.contracts_made as made, s.rating, s.total_games as rated
  from player_stats s where s.total_games > 0`;

/** What was played in a scope, counted from the results of its games. */
const counted = ({ groupId, since, until, profile }: Scope) => sql`
  select r.user_id, count(*)::integer as games, (count(*) filter (where r.is_winner))::integer as wins,
    sum(r.score)::integer as points, sum(r.contracts_attempted)::integer as attempted,
    sum(r.contracts_made)::integer as made, max(s.rating) as rating, max(s.total_games) as rated
  from results r join player_stats s on s.user_id = r.user_id
  where r.score is not null
    and ${groupId === null ? sql`true` : sql`r.game_id in (select id from games where group_id = ${groupId}::uuid)`}
    and ${since === null ? sql`true` : sql`r.ended_at >= ${since}::timestamptz`}
    and ${until === null ? sql`true` : sql`r.ended_at < ${until}::timestamptz`}
    and ${profile === null ? sql`true` : sql`r.profile = ${profile}::uuid`}
  group by r.user_id`;

type Line = LeaderboardLine & { readonly isMine: boolean };

/** The lines asked for, and that of the viewer. */
export const leaderboard = (
  viewerId: string,
  { by, limit, offset, ...scope }: Scope & { by: LeaderboardOrder; limit: number; offset: number },
): RawBuilder<Line> => {
  const isLifetime = Object.values(scope).every((bound) => bound === null);
  const key = orders[by];
  return sql`
    with board as ${sql.raw(isLifetime ? 'not materialized' : 'materialized')} (
      ${isLifetime ? lifetime : counted(scope)}
    ), shown as (
      select *, false as mine, rank() over (order by ${key} desc) as place from board
      order by ${key} desc, wins desc, points desc, user_id limit ${limit} offset ${offset}
    ), own as (
      select b.*, true as mine, (select count(*) + 1 from board where ${key} > (select ${key} from board where user_id = b.user_id)) as place
      from board b where b.user_id = ${viewerId}::uuid
    )
    select l.place::integer, u.id as "userId", u.username, u.display_name as "displayName",
      u.guest_of is not null as guest, l.games as "totalGames", l.wins as "totalWins", l.points as "totalPoints",
      ${percent('l.wins', 'l.games')} as "winRate", ${percent('l.made', 'l.attempted')} as "contractRate",
      l.rating, l.rated < ${provisionalBelow}::integer as provisional, l.mine as "isMine"
    from (select * from shown union all select * from own) as l join users u on u.id = l.user_id
    order by l.mine, l.place, l.wins desc, l.points desc, l.user_id`;
};

/** The profile that most games of a scope were played under. */
async function usualProfile(
  db: Kysely<unknown>,
  { groupId, since, until }: Scope,
): Promise<RuleProfile | null> {
  const { rows } = await sql<{ rules: RuleProfile }>`
    select rules from games
    where status = 'finished' and current_round_number > 0
      and ${groupId === null ? sql`true` : sql`group_id = ${groupId}::uuid`}
      and ${since === null ? sql`true` : sql`ended_at >= ${since}::timestamptz`}
      and ${until === null ? sql`true` : sql`ended_at < ${until}::timestamptz`}
    group by rules order by count(*) desc, max(ended_at) desc limit 1`.execute(db);
  return rows[0]?.rules ?? null;
}

/** A page of a leaderboard; `group_not_found` where the viewer is not in the group. */
export async function readLeaderboard(
  db: Kysely<unknown>,
  viewerId: string,
  { by = 'wins', groupId, since, until, rules, limit = 10, offset = 0 }: BoardParams,
): Promise<Leaderboard | Refused> {
  if (groupId !== undefined) {
    const { rows } = await sql`
      select 1 from group_members where group_id = ${groupId}::uuid and user_id = ${viewerId}::uuid`.execute(
      db,
    );
    if (rows.length === 0) return refuse('group_not_found');
  }
  const bounds = { groupId: groupId ?? null, since: since ?? null, until: until ?? null, profile: null };
  const profile =
    rules === 'all' ? null : rules ? { ...defaultProfile, ...rules } : await usualProfile(db, bounds);
  const scope = { ...bounds, profile: profile && (await profileKey(db, profile)) };
  const { rows } = await leaderboard(viewerId, { ...scope, by, limit, offset }).execute(db);
  const lines = rows.map(({ isMine, ...line }) => ({ isMine, line }));
  return {
    players: lines.filter(({ isMine }) => !isMine).map(({ line }) => line),
    me: lines.find(({ isMine }) => isMine)?.line ?? null,
    rules: profile,
  };
}

/** What `results` calls a profile. */
async function profileKey(db: Kysely<unknown>, profile: RuleProfile): Promise<string | null> {
  const { rows } = await sql<{ key: string }>`
    select md5(${JSON.stringify(profile)}::jsonb::text)::uuid as key`.execute(db);
  return rows[0]?.key ?? null;
}
