import { sql, type RawBuilder } from 'kysely';
import { ratingsAfter, startRating } from '../../history/index.ts';
import type { Db, Row } from '../schema/db.ts';

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

type RatedRow = Pick<
  Row<'results'>,
  'game_id' | 'user_id' | 'ended_at' | 'score' | 'rating_before' | 'rating_after'
>;

/** A row of `results` with wrong ratings, and the right ones. */
interface Rerated {
  readonly was: RatedRow;
  readonly before: number;
  readonly after: number;
}

/** One page of games that were replayed. */
export interface Page {
  /** The rows that were wrong. They are repaired now. */
  readonly wrong: readonly Rerated[];
  readonly userIds: readonly string[];
  /** The first game of the next page; null if this was the last page. */
  readonly next: Moment | null;
}

/** Rows of `results` in one page. They are so few that players do not notice. */
const usualPage = 4_000;

/** The rating of a user after their last rated game. */
export const latestRating = (user: RawBuilder<unknown>): RawBuilder<number> => sql`coalesce((
  select rating_after from results
  where user_id = ${user} and rating_after is not null order by ended_at desc, game_id desc limit 1), ${startRating})`;

/**
 * Replays all games from one game on, a page at a time, and repairs every rating that is wrong. Earlier
 * ratings have to be right. A game that has just ended is the last one, so it costs only its own four rows.
 */
export async function* replayFrom(db: Db, from: Moment, pageSize = usualPage): AsyncGenerator<Page> {
  const ratings = new Map<string, number>();
  let next: Moment | null = from;
  while (next) {
    const rows: RatedRow[] = await readPage(db, next, pageSize);
    const games = gamesOf(rows);
    // The next page may have more rows of the last game.
    const following: RatedRow[] | undefined = rows.length === pageSize ? games.pop() : undefined;
    await loadRatings(db, ratings, { rows: games.flat(), from });
    const wrong = games.flatMap((game) => rate(game, ratings));
    await save(db, wrong);
    next = following?.[0] ? { endedAt: following[0].ended_at, gameId: following[0].game_id } : null;
    yield { wrong, userIds: games.flat().map(({ user_id }) => user_id), next };
  }
}

function readPage(db: Db, { endedAt, gameId }: Moment, pageSize: number): Promise<RatedRow[]> {
  return db
    .selectFrom('results')
    .select(['game_id', 'user_id', 'ended_at', 'score', 'rating_before', 'rating_after'])
    .where('score', 'is not', null)
    .where(sql<boolean>`(ended_at, game_id) >= (${endedAt}, ${gameId}::uuid)`)
    .orderBy('ended_at')
    .orderBy('game_id')
    .orderBy('user_id')
    .limit(pageSize)
    .execute();
}

function gamesOf(rows: readonly RatedRow[]): RatedRow[][] {
  const games: RatedRow[][] = [];
  for (const row of rows) {
    if (games.at(-1)?.[0]?.game_id === row.game_id) games.at(-1)?.push(row);
    else games.push([row]);
  }
  return games;
}

/** Adds the ratings that new users of the replay had before it began. */
async function loadRatings(
  db: Db,
  ratings: Map<string, number>,
  { rows, from: { endedAt, gameId } }: { readonly rows: readonly RatedRow[]; readonly from: Moment },
): Promise<void> {
  const unseen = [...new Set(rows.map(({ user_id }) => user_id))].filter((userId) => !ratings.has(userId));
  if (unseen.length === 0) return;
  const found = await sql<{ userId: string; rating: number | null }>`
    select u.id as "userId", (
      select rating_after from results
      where user_id = u.id and score is not null and (ended_at, game_id) < (${endedAt}, ${gameId}::uuid)
      order by ended_at desc, game_id desc limit 1) as rating
    from unnest(${unseen}::uuid[]) as u (id)`.execute(db);
  for (const { userId, rating } of found.rows) ratings.set(userId, rating ?? startRating);
}

/** Rates one game, and returns the rows whose stored ratings differ. */
function rate(game: readonly RatedRow[], ratings: Map<string, number>): Rerated[] {
  const players = game.map(({ user_id, score }) => ({
    rating: ratings.get(user_id) ?? startRating,
    score: score ?? 0,
  }));
  const after = players.length > 1 ? ratingsAfter(players) : players.map(({ rating }) => rating);
  return game.flatMap((was, i) => {
    const rated = { was, before: players[i]?.rating ?? startRating, after: after[i] ?? startRating };
    ratings.set(was.user_id, rated.after);
    return rated.before === was.rating_before && rated.after === was.rating_after ? [] : rated;
  });
}

async function save(db: Db, rows: readonly Rerated[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update results r set rating_before = n.before, rating_after = n.after
    from unnest(${rows.map(({ was }) => was.game_id)}::uuid[], ${rows.map(({ was }) => was.user_id)}::uuid[],
      ${rows.map(({ before }) => before)}::float8[], ${rows.map(({ after }) => after)}::float8[])
      as n (game_id, user_id, before, after)
    where r.game_id = n.game_id and r.user_id = n.user_id`.execute(db);
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
