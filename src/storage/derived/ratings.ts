import { sql, type RawBuilder } from 'kysely';
import { ratingsAfter, startRating } from '../../history/index.ts';
import type { Db } from '../schema/db.ts';
import { rowsFrom } from '../schema/rows.ts';

/** A place in the order of games: by their end, then by id. */
export interface Moment {
  readonly endedAt: Date;
  readonly gameId: string;
}

/** A moment before all games. */
export const beginning: Moment = { endedAt: new Date(0), gameId: '00000000-0000-0000-0000-000000000000' };

export const isBefore = (a: Moment, b: Moment): boolean =>
  a.endedAt.getTime() - b.endedAt.getTime() < 0 ||
  (a.endedAt.getTime() === b.endedAt.getTime() && a.gameId < b.gameId);

/** A row of `game_ratings`: the players of a game, their final scores, and their ratings after it. */
interface Game {
  readonly gameId: string;
  readonly userIds: readonly string[];
  readonly scores: readonly number[];
  /** The stored ones; null if there are none yet. */
  readonly ratings: readonly number[] | null;
}

/** A game with its right ratings. */
interface RatedGame extends Game {
  readonly right: readonly number[];
}

/** A user in a replay. */
interface Standing {
  /** The rating before the next game of the replay. */
  readonly rating: number;
  /** The last game of all that the user has finished. */
  readonly lastGameId: string | null;
}

/** The users that a replay has met. */
export type Standings = Map<string, Standing>;

/** One page of games that were replayed. */
export interface Page {
  /** The games whose ratings were wrong. They are repaired now. */
  readonly wrong: readonly RatedGame[];
  /** The ratings of users after their last game of all. */
  readonly latest: readonly { readonly userId: string; readonly rating: number }[];
  /** The first game of the next page; null if this was the last page. */
  readonly next: Moment | null;
}

/** The rating of a user after the last one of some games of `results`, called `r`; null if there is none. */
const ratingAfter = (
  user: RawBuilder<unknown>,
  games: RawBuilder<unknown>,
): RawBuilder<number | null> => sql`(
  select g.ratings[array_position(g.user_ids, r.user_id)] from results r join game_ratings g using (game_id)
  where r.user_id = ${user} and r.score is not null and g.ratings is not null and ${games}
  order by r.ended_at desc, r.game_id desc limit 1)`;

/** The rating of a user after their last rated game. */
export const latestRating = (user: RawBuilder<unknown>): RawBuilder<number> =>
  sql`coalesce(${ratingAfter(user, sql`true`)}, ${startRating})`;

/**
 * Replays at most a page of games, from one game on, and repairs every rating that is wrong. Earlier ratings
 * have to be right. `standings` is empty or comes from the page before, and is brought forward.
 */
export async function replayPage(
  db: Db,
  from: Moment,
  { standings, pageSize }: { readonly standings: Standings; readonly pageSize: number },
): Promise<Page> {
  // One game more tells where the next page begins.
  const { games: read, lastEnd } = await readGames(db, from, pageSize + 1);
  const games = read.slice(0, pageSize);
  const following = read[pageSize];
  await loadStandings(db, standings, { games, from });
  const rated = games.map((game) => ({ ...game, right: rate(game, standings) }));
  const wrong = rated.filter(({ ratings, right }) => right.some((rating, i) => rating !== ratings?.[i]));
  await save(db, wrong);
  const latest = rated.flatMap(({ gameId, userIds, right }) =>
    userIds.flatMap((userId, i) =>
      standings.get(userId)?.lastGameId === gameId ? { userId, rating: right[i] ?? startRating } : [],
    ),
  );
  const next = following && lastEnd ? { endedAt: lastEnd, gameId: following.gameId } : null;
  return { wrong, latest, next };
}

/** Reads games, and when the last one of them ended. They come as one value, because rows take longer. */
async function readGames(
  db: Db,
  { endedAt, gameId }: Moment,
  limit: number,
): Promise<{ readonly games: readonly Game[]; readonly lastEnd: Date | null }> {
  const { rows } = await sql<{ games: Game[]; lastEnd: Date | null }>`
    select max(ended_at) as "lastEnd", coalesce(json_agg(json_build_object(
      'gameId', game_id, 'userIds', user_ids, 'scores', scores, 'ratings', ratings)), '[]') as games
    from (
      select * from game_ratings where (ended_at, game_id) >= (${endedAt}, ${gameId}::uuid)
      order by ended_at, game_id limit ${limit}) as page`.execute(db);
  return rows[0] ?? { games: [], lastEnd: null };
}

/** Adds the users that the replay has not met yet. */
async function loadStandings(
  db: Db,
  standings: Standings,
  { games, from: { endedAt, gameId } }: { readonly games: readonly Game[]; readonly from: Moment },
): Promise<void> {
  const users = games.flatMap(({ userIds }) => userIds);
  const unmet = new Set(users.filter((userId) => !standings.has(userId)));
  if (unmet.size === 0) return;
  const user = sql.ref('u.id');
  const isEarlier = sql`(r.ended_at, r.game_id) < (${endedAt}, ${gameId}::uuid)`;
  const { rows } = await sql<Standing & { readonly userId: string }>`
    select u.id as "userId", coalesce(${ratingAfter(user, isEarlier)}, ${startRating}) as rating, (
      select game_id from results
      where user_id = u.id and score is not null order by ended_at desc, game_id desc limit 1) as "lastGameId"
    from unnest(${[...unmet]}::uuid[]) as u (id)`.execute(db);
  for (const { userId, ...standing } of rows) standings.set(userId, standing);
}

/** Rates one game, and brings its players forward. */
function rate({ userIds, scores }: Game, standings: Standings): number[] {
  const players = userIds.map((userId, i) => ({
    rating: standings.get(userId)?.rating ?? startRating,
    score: scores[i] ?? 0,
  }));
  const after = ratingsAfter(players);
  for (const [i, userId] of userIds.entries())
    standings.set(userId, {
      rating: after[i] ?? startRating,
      lastGameId: standings.get(userId)?.lastGameId ?? null,
    });
  return after;
}

async function save(db: Db, games: readonly RatedGame[]): Promise<void> {
  if (games.length === 0) return;
  const rows = games.map(({ gameId, right }) => ({ game_id: gameId, ratings: right }));
  await sql`
    update game_ratings g set ratings = n.ratings from ${rowsFrom('game_ratings', rows)}
    where g.game_id = n.game_id`.execute(db);
}

/** Saves ratings in the statistics of their users. */
export async function saveRatings(db: Db, ratings: Page['latest']): Promise<void> {
  if (ratings.length === 0) return;
  const rows = ratings.map(({ userId, rating }) => ({ user_id: userId, rating }));
  await sql`
    update player_stats s set rating = n.rating from ${rowsFrom('player_stats', rows)}
    where s.user_id = n.user_id and s.rating <> n.rating`.execute(db);
}

/** Copies the latest ratings of these users to their statistics. */
export async function copyRatings(db: Db, userIds: readonly string[]): Promise<void> {
  await sql`
    update player_stats s set rating = l.rating
    from (
      select u.id, ${latestRating(sql.ref('u.id'))} as rating
      from (select distinct unnest(${userIds}::uuid[]) as id) as u) as l
    where s.user_id = l.id and s.rating <> l.rating`.execute(db);
}
