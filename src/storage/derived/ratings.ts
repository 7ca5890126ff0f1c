import { sql, type RawBuilder } from 'kysely';
import { ratingsAfter, startRating } from '../../history/index.ts';
import type { Db } from '../schema/db.ts';

/** A place in the order in which games count: by their end, then by id. */
export interface Moment {
  readonly endedAt: Date;
  readonly gameId: string;
}

/** Before every game there is. */
export const beginning: Moment = { endedAt: new Date(0), gameId: '00000000-0000-0000-0000-000000000000' };

export const isBefore = (a: Moment, b: Moment): boolean =>
  a.endedAt.getTime() - b.endedAt.getTime() < 0 ||
  (a.endedAt.getTime() === b.endedAt.getTime() && a.gameId < b.gameId);

interface Row {
  readonly gameId: string;
  readonly userId: string;
  readonly endedAt: Date;
  readonly score: number;
  readonly before: number | null;
  readonly after: number | null;
}

/** A row of `results` whose ratings are not what replaying the games gives. */
export interface Rerated {
  readonly was: Row;
  readonly before: number;
  readonly after: number;
}

/** What came of replaying some games. */
export interface Page {
  /** The rows that were wrong, and are mended. */
  readonly wrong: readonly Rerated[];
  readonly userIds: readonly string[];
  /** The game to go on with; null where this was the last. */
  readonly next: Moment | null;
}

/** Rows of `results` that are replayed at once: no player waits longer for it than for a breath. */
const usualPage = 4_000;

/** The rating of a user after their last game that is rated. */
export const latestRating = (user: RawBuilder<unknown>): RawBuilder<number> => sql`coalesce((
  select rating_after from results
  where user_id = ${user} and rating_after is not null order by ended_at desc, game_id desc limit 1), ${startRating})`;

/**
 * Makes every rating from a game on what replaying all games gives, a page at a time. What is before it has to be
 * right. A game that has just ended is the last one, and costs its own four rows.
 */
export async function* replayFrom(db: Db, from: Moment, pageSize = usualPage): AsyncGenerator<Page> {
  const ratings = new Map<string, number>();
  let next: Moment | null = from;
  while (next) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select game_id as "gameId", user_id as "userId", ended_at as "endedAt", score, rating_before as before,
        rating_after as after
      from results
      where score is not null and (ended_at, game_id) >= (${next.endedAt}, ${next.gameId}::uuid)
      order by ended_at, game_id, user_id
      limit ${pageSize}`.execute(db);
    const games = gamesOf(rows);
    // The last game of a full page may go on behind it.
    const following: Row[] | undefined = rows.length === pageSize ? games.pop() : undefined;
    await loadRatings(db, ratings, games.flat(), from);
    const wrong = games.flatMap((game) => rate(game, ratings));
    await save(db, wrong);
    next = following?.[0] ?? null;
    yield { wrong, userIds: games.flat().map(({ userId }) => userId), next };
  }
}

function gamesOf(rows: readonly Row[]): Row[][] {
  const games: Row[][] = [];
  for (const row of rows) {
    if (games.at(-1)?.[0]?.gameId === row.gameId) games.at(-1)?.push(row);
    else games.push([row]);
  }
  return games;
}

/** What those who have not been seen yet had before the first moment. */
async function loadRatings(
  db: Db,
  ratings: Map<string, number>,
  rows: readonly Row[],
  { endedAt, gameId }: Moment,
): Promise<void> {
  const unseen = [...new Set(rows.map(({ userId }) => userId))].filter((userId) => !ratings.has(userId));
  if (unseen.length === 0) return;
  const found = await sql<{ userId: string; rating: number | null }>`
    select u.id as "userId", (
      select rating_after from results
      where user_id = u.id and score is not null and (ended_at, game_id) < (${endedAt}, ${gameId}::uuid)
      order by ended_at desc, game_id desc limit 1) as rating
    from unnest(${unseen}::uuid[]) as u (id)`.execute(db);
  for (const { userId, rating } of found.rows) ratings.set(userId, rating ?? startRating);
}

/** Plays one game, and tells the rows that are not yet what it gives. */
function rate(game: readonly Row[], ratings: Map<string, number>): Rerated[] {
  const players = game.map(({ userId, score }) => ({ rating: ratings.get(userId) ?? startRating, score }));
  const after = players.length > 1 ? ratingsAfter(players) : players.map(({ rating }) => rating);
  return game.flatMap((was, i) => {
    const rated = { was, before: players[i]?.rating ?? startRating, after: after[i] ?? startRating };
    ratings.set(was.userId, rated.after);
    return rated.before === was.before && rated.after === was.after ? [] : rated;
  });
}

async function save(db: Db, rows: readonly Rerated[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update results r set rating_before = n.before, rating_after = n.after
    from unnest(${rows.map(({ was }) => was.gameId)}::uuid[], ${rows.map(({ was }) => was.userId)}::uuid[],
      ${rows.map(({ before }) => before)}::float8[], ${rows.map(({ after }) => after)}::float8[])
      as n (game_id, user_id, before, after)
    where r.game_id = n.game_id and r.user_id = n.user_id`.execute(db);
}
