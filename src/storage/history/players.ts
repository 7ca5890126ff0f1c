import { sql } from 'kysely';
import {
  foldedName,
  type Bests,
  type Achievement,
  type AchievementId,
  type HeadToHead,
  type PlayerPage,
} from '../../protocol/index.ts';
import { provisionalBelow, startRating, type Viewer } from '../../history/index.ts';
import { perSeat, suits, type Suit } from '../../rules/index.ts';
import { wireWords } from '../../words/index.ts';
import { percent } from './queries.ts';
import { isUpToDate } from '../derived/pending.ts';
import { isShownTo, mayRead, playerShownTo } from './reading.ts';
import type { Db } from '../schema/db.ts';

type Figures = Omit<
  PlayerPage,
  'course' | 'achievements' | 'averageContract' | 'suitRates' | 'favouriteSuit'
>;

/** The page of a player: the counters, and figures from the results of all games. */
export async function readPlayer(db: Db, viewer: Viewer, username: string): Promise<PlayerPage | null> {
  const { rows } = await sql<Figures>`
    select u.id as "userId", u.username, u.display_name as "displayName", u.guest_of is not null as guest,
      ${counted('total_games', 'totalGames')}, ${counted('total_rounds', 'totalRounds')},
      ${counted('total_wins', 'totalWins')}, ${counted('total_points', 'totalPoints')},
      ${counted('highest_score', 'highestScore')}, ${counted('lowest_score', 'lowestScore')},
      ${counted('highest_round_score', 'highestRoundScore')},
      ${counted('contracts_attempted', 'contractsAttempted')}, ${counted('contracts_made', 'contractsMade')},
      ${counted('zeros_attempted', 'zerosAttempted')}, ${counted('zeros_made', 'zerosMade')},
      ${counted('trump_wins', 'trumpWins')}, coalesce(s.suit_wins, '{}') as "suitWins",
      coalesce(s.recent_form, '[]') as "recentForm", ${counted('current_streak', 'currentStreak')},
      ${counted('best_streak', 'bestStreak')}, ${percent('s.total_wins', 's.total_games')} as "winRate",
      coalesce(round(1.0 * s.total_points / nullif(s.total_games, 0), 1), 0)::float8 as "averageScore",
      ${percent('s.contracts_made', 's.contracts_attempted')} as "contractRate",
      ${percent('s.zeros_made', 's.zeros_attempted')} as "zeroRate",
      coalesce(s.rating, ${startRating})::float8 as rating,
      coalesce(s.total_games, 0) < ${provisionalBelow}::integer as provisional, not ${isUpToDate} as settling
    from users u left join player_stats s on s.user_id = u.id
    where u.username_folded = ${foldedName(username)} and u.is_active and ${isShownTo(viewer)}`.execute(db);
  const [figures] = rows;
  if (!figures) return null;
  const { userId } = figures;
  return {
    ...figures,
    favouriteSuit: favouriteOf(figures.suitWins),
    ...(await suitsOf(db, userId)),
    course: await courseOf(db, viewer, userId),
    achievements: await achievementsOf(db, viewer, userId),
  };
}

function favouriteOf(wins: PlayerPage['suitWins']): Suit | null {
  const most = Math.max(...Object.values(wins));
  return suits.findLast((suit) => wins[suit] === most) ?? null;
}

/** A column of `player_stats`, 0 for a player without a game yet. */
function counted(column: string, name: string) {
  return sql.raw(`coalesce(s.${column}, 0) as "${name}"`);
}

/**
 * The average contract. For each suit, the share of games won among games with an auction won in this suit.
 */
async function suitsOf(db: Db, userId: string): Promise<Pick<PlayerPage, 'averageContract' | 'suitRates'>> {
  const rates = suits.map((suit) => {
    const won = sql.ref(`won_${suit}`);
    return sql`${sql.lit(suit)}, round(100.0 * count(*) filter (where ${won} > 0 and is_winner)
      / nullif(count(*) filter (where ${won} > 0 and score is not null), 0), 1)`;
  });
  const { rows } = await sql<{ averageContract: number; suitRates: Record<string, number> }>`
    select coalesce(round(1.0 * sum(contracts_total) / nullif(sum(rounds), 0), 2), 0)::float8 as "averageContract",
      jsonb_strip_nulls(jsonb_build_object(${sql.join(rates)})) as "suitRates"
    from results where user_id = ${userId}::uuid`.execute(db);
  return rows[0] ?? { averageContract: 0, suitRates: {} };
}

/** The last hundred games with a final score, oldest first. */
async function courseOf(db: Db, viewer: Viewer, userId: string): Promise<PlayerPage['course']> {
  const { rows } = await sql<{ gameId: string | null; at: Date; score: number; rating: number }>`
    select case when ${mayRead(viewer.userId)} then r.game_id end as "gameId", r.ended_at as at, r.score,
      gr.ratings[array_position(gr.user_ids, r.user_id)] as rating
    from results r join game_ratings gr using (game_id) join games g on g.id = r.game_id
    where r.user_id = ${userId}::uuid and r.score is not null and gr.ratings is not null
    order by r.ended_at desc, r.game_id desc limit 100`.execute(db);
  return rows.toReversed().map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The achievements, each with the first game that earned it, in the order of the games. */
async function achievementsOf(db: Db, viewer: Viewer, userId: string): Promise<Achievement[]> {
  const { rows } = await sql<{
    id: AchievementId;
    gameId: string | null;
    code: string | null;
    at: Date;
  }>`
    with mine as (
      select r.*, sum(r.zeros_made) over (order by r.ended_at, r.game_id) as zeros
      from results r where r.user_id = ${userId}::uuid
    ), firsts as (
      select distinct on (id) id, m.game_id, m.ended_at
      from mine m cross join lateral (values
        ('first_win', m.is_winner),
        ('zero_master', m.zeros >= 10),
        ('perfect_game', m.rounds >= 4 and m.contracts_made = m.contracts_attempted and m.zeros_made = m.zeros_attempted),
        ('comeback_kid', m.is_winner and m.deficit >= 50),
        ('frisch_survivor', m.frisch_survived)) as earned (id, is_earned)
      where is_earned order by id, m.ended_at, m.game_id
    )
    select f.id, g.id as "gameId", g.room_code as code, f.ended_at as at
    from firsts f left join games g on g.id = f.game_id and ${mayRead(viewer.userId)}
    order by f.ended_at, f.game_id, f.id`.execute(db);
  return rows.map(({ at, ...one }) => ({
    ...one,
    name: wireWords.achievements[one.id],
    at: at.toISOString(),
  }));
}

/** The people a player finished games with, most games first, as far as the viewer may see them; null if there is no such player. */
export async function readOpponents(db: Db, viewer: Viewer, username: string): Promise<HeadToHead[] | null> {
  const userId = await playerShownTo(db, viewer, username);
  if (userId === null) return null;
  // People at one table see each other.
  const isShown = userId === viewer.userId ? sql`true` : isShownTo(viewer);
  const { rows } = await sql<HeadToHead>`
    select u.id as "userId", u.username, u.display_name as "displayName", u.guest_of is not null as guest,
      t.games, t.above, t.below, t.difference
    from (
      select theirs.user_id, count(*)::integer as games, (count(*) filter (where r.score > theirs.score))::integer as above,
        (count(*) filter (where r.score < theirs.score))::integer as below,
        round(avg(r.score - theirs.score), 1)::float8 as difference
      from results r cross join unnest(r.opponents, r.opponent_scores) as theirs (user_id, score)
      where r.user_id = ${userId}::uuid group by theirs.user_id) as t
    join users u on u.id = t.user_id
    where ${isShown}
    order by games desc, below desc, u.username`.execute(db);
  return rows;
}

/** The highest scores of a round before a game: of each of its players, and of its group. */
export async function readBests(db: Db, gameId: string): Promise<Bests> {
  const { rows } = await sql<{ seat: number; best: number | null; ofGroup: number | null }>`
    with game as (select id, group_id, coalesce(ended_at, 'infinity') as ended_at from games where id = ${gameId}::uuid)
    select gp.seat_position as seat,
      (select max(best_round) from results where user_id = gp.user_id and ended_at < game.ended_at) as best,
      (select max(best_round) from results where group_id = game.group_id and ended_at < game.ended_at) as "ofGroup"
    from game join game_players gp on gp.game_id = game.id`.execute(db);
  const players = perSeat((seat) => rows.find((row) => row.seat === seat)?.best ?? null);
  return { players, group: rows[0]?.ofGroup ?? null };
}
