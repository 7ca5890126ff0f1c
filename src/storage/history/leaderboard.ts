import { sql, type RawBuilder } from 'kysely';
import {
  refuse,
  type Leaderboard,
  type LeaderboardLine,
  type LeaderboardOrder,
  type Refused,
} from '../../protocol/index.ts';
import { provisionalBelow, type BoardParams, type Viewer } from '../../history/index.ts';
import { defaultProfile, type RuleProfile } from '../../rules/index.ts';
import { isGroupMember, percent } from './queries.ts';
import { isShownTo } from './reading.ts';
import { isUpToDate } from '../derived/pending.ts';
import type { Db } from '../schema/db.ts';

/** Which games a leaderboard looks at. */
interface Scope {
  readonly groupId: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** The md5 of a rule profile; null for all profiles. */
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

/** All games: the counters of `player_stats` and their indexes. */
const lifetime = sql`
  select s.user_id, s.total_games as games, s.total_wins as wins, s.total_points as points,
    s.contracts_attempted as attempted, s.contracts_made as made, s.rating, s.total_games as rated
  from player_stats s where s.total_games > 0`;

/** All games under one rule profile. */
const lifetimeUnder = (profile: string) => sql`
  select p.user_id, p.games, p.wins, p.points, p.contracts_attempted as attempted, p.contracts_made as made, s.rating,
    s.total_games as rated
  from profile_stats p join player_stats s using (user_id) where p.profile = ${profile}::uuid`;

/** Which results of a window or a group count. */
const inScope = ({ groupId, since, until }: Scope) => sql`
  r.score is not null
  and ${groupId === null ? sql`true` : sql`r.group_id = ${groupId}::uuid`}
  and ${since === null ? sql`true` : sql`r.ended_at >= ${since}::timestamptz`}
  and ${until === null ? sql`true` : sql`r.ended_at < ${until}::timestamptz`}`;

/** Games of a window or a group, counted from their results. */
const counted = (scope: Scope) => sql`
  select c.*, s.rating, s.total_games as rated
  from (
    select r.user_id, count(*)::integer as games, (count(*) filter (where r.is_winner))::integer as wins,
      sum(r.score)::integer as points, sum(r.contracts_attempted)::integer as attempted,
      sum(r.contracts_made)::integer as made
    from results r
    where ${inScope(scope)} and ${scope.profile === null ? sql`true` : sql`r.profile = ${scope.profile}::uuid`}
    group by r.user_id) as c
  join player_stats s using (user_id)`;

type Line = LeaderboardLine & { readonly isMine: boolean };

/** The requested lines, and the line of the viewer. */
export const leaderboard = (
  viewer: Viewer,
  { by, limit, offset, ...scope }: Scope & { by: LeaderboardOrder; limit: number; offset: number },
): RawBuilder<Line> => {
  const { groupId, since, until, profile } = scope;
  const isLifetime = groupId === null && since === null && until === null;
  const board = !isLifetime ? counted(scope) : profile === null ? lifetime : lifetimeUnder(profile);
  const key = orders[by];
  // The members of a group see each other. From an array the planner takes that most players are shown, and so uses
  // the index of the order.
  const seen =
    groupId === null
      ? sql`user_id <> all (array(select u.id from users u where not ${isShownTo(viewer)}))`
      : sql`true`;
  return sql`
    with board as ${sql.raw(isLifetime ? 'not materialized' : 'materialized')} (
      select * from (${board}) as everybody where ${seen}
    ), shown as (
      select *, rank() over (order by ${key} desc) as place, false as mine from board
      order by ${key} desc, wins desc, points desc, user_id limit ${limit} offset ${offset}
    ), own as (
      select b.*, (select count(*) + 1 from board where ${key} > (select ${key} from board where user_id = b.user_id)) as place, true as mine
      from board b where b.user_id = ${viewer.userId}::uuid
    )
    select l.place::integer, u.id as "userId", u.username, u.display_name as "displayName",
      u.guest_of is not null as guest, l.games as "totalGames", l.wins as "totalWins", l.points as "totalPoints",
      ${percent('l.wins', 'l.games')} as "winRate", ${percent('l.made', 'l.attempted')} as "contractRate",
      l.rating, l.rated < ${provisionalBelow}::integer as provisional, l.mine as "isMine"
    from (select * from shown union all select * from own) as l join users u on u.id = l.user_id
    order by l.mine, l.place, l.wins desc, l.points desc, l.user_id`;
};

/** A rule profile, and its key in `results`. */
interface Profile {
  readonly key: string;
  readonly rules: RuleProfile;
}

/** The profile of most games in a scope. If two are equal, the profile that was played last. */
async function usualProfile(db: Db, scope: Scope): Promise<Profile | null> {
  const { groupId, since, until } = scope;
  const isLifetime = groupId === null && since === null && until === null;
  const profiles = isLifetime
    ? sql`select profile as key from profile_stats group by profile order by sum(games) desc, profile limit 1`
    : sql`
        select r.profile as key from results r where ${inScope(scope)}
        group by r.profile order by count(*) desc, max(r.ended_at) desc limit 1`;
  const { rows } = await sql<Profile>`
    with usual as (${profiles})
    select key, (
      select g.rules from results r join games g on g.id = r.game_id where r.profile = usual.key limit 1) as rules
    from usual`.execute(db);
  return rows[0] ?? null;
}

/** A page of a leaderboard; `group_not_found` if the viewer is not in the group. */
export async function readLeaderboard(
  db: Db,
  viewer: Viewer,
  { by = 'wins', groupId, since, until, rules, limit = 10, offset = 0 }: BoardParams,
): Promise<Leaderboard | Refused> {
  if (groupId !== undefined) {
    if (!(await isGroupMember(db, groupId, viewer.userId))) return refuse('group_not_found');
  }
  const bounds = { groupId: groupId ?? null, since: since ?? null, until: until ?? null, profile: null };
  const profile =
    rules === 'all'
      ? null
      : rules
        ? await keyed(db, { ...defaultProfile, ...rules })
        : await usualProfile(db, bounds);
  const scope = { ...bounds, profile: profile?.key ?? null };
  const { rows } = await leaderboard(viewer, { ...scope, by, limit, offset }).execute(db);
  const settling = await sql<{ settling: boolean }>`select not ${isUpToDate} as settling`.execute(db);
  const lines = rows.map(({ isMine, ...line }) => ({ isMine, line }));
  return {
    players: lines.filter(({ isMine }) => !isMine).map(({ line }) => line),
    me: lines.find(({ isMine }) => isMine)?.line ?? null,
    rules: profile?.rules ?? null,
    settling: settling.rows[0]?.settling ?? false,
  };
}

async function keyed(db: Db, rules: RuleProfile): Promise<Profile | null> {
  const { rows } = await sql<{ key: string }>`
    select md5(${JSON.stringify(rules)}::jsonb::text)::uuid as key`.execute(db);
  return rows[0] ? { key: rows[0].key, rules } : null;
}
