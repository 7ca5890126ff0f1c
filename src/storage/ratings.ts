import { sql, type Kysely } from 'kysely';
import { ratingsAfter, startRating } from '../records/index.ts';

/** A place in the order in which games count: by their end, then by id. */
export interface Moment {
  readonly endedAt: Date;
  readonly gameId: string;
}

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

/** Rows of `results` that are read at once, so that memory does not grow with the record. */
const pageSize = 8_000;

/**
 * Makes every rating from a moment on what replaying all games gives. A game that has just ended is the last one,
 * and costs its own four rows; a game of the past that is corrected costs a look at all that came after it.
 * `notice` is told of every row that was wrong. Resolves with everybody who played in these games.
 */
export async function rateFrom(
  db: Kysely<unknown>,
  from: Moment,
  notice: (rows: readonly Rerated[]) => void = () => undefined,
): Promise<string[]> {
  const ratings = new Map<string, number>();
  let next: Moment | null = from;
  let isFirst = true;
  while (next) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select game_id as "gameId", user_id as "userId", ended_at as "endedAt", score, rating_before as before,
        rating_after as after
      from results
      where score is not null and (ended_at, game_id) ${sql.raw(isFirst ? '>=' : '>')} (${next.endedAt}, ${next.gameId}::uuid)
      order by ended_at, game_id, user_id
      limit ${pageSize}`.execute(db);
    const games = gamesOf(rows);
    // The last game of a full page may go on behind it.
    if (rows.length === pageSize) games.pop();
    const last: Row | undefined = games.at(-1)?.[0];
    if (!last) break;
    await loadRatings(db, ratings, games.flat(), from);
    const wrong = games.flatMap((game) => rate(game, ratings));
    notice(wrong);
    await save(db, wrong);
    next = rows.length === pageSize ? last : null;
    isFirst = false;
  }
  return [...ratings.keys()];
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
  db: Kysely<unknown>,
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

async function save(db: Kysely<unknown>, rows: readonly Rerated[]): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(
    rows.map(({ was: { gameId, userId }, before, after }) => ({ gameId, userId, before, after })),
  );
  await sql`
    update results r set rating_before = n.before, rating_after = n.after
    from jsonb_to_recordset(${json}::jsonb) as n (
      "gameId" uuid, "userId" uuid, before double precision, after double precision)
    where r.game_id = n."gameId" and r.user_id = n."userId"`.execute(db);
}
