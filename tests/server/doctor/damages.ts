import { sql, type RawBuilder } from 'kysely';

export interface Damage {
  readonly name: string;
  readonly statement: RawBuilder<unknown>;
  /** The table and the column that the doctor must name; `row` if a row is missing. */
  readonly place: string;
}

export const damagesOfGames: readonly Damage[] = [
  {
    name: 'a score',
    statement: sql`update round_players set score = 99 where seat_position = 1 and score is not null`,
    place: 'round_players.score',
  },
  {
    name: 'a total',
    statement: sql`update game_players set final_score = 5 where seat_position = 2 and final_score is not null`,
    place: 'game_players.final_score',
  },
  {
    name: 'a winner',
    statement: sql`update games set winner_id = null`,
    place: 'games.winner_id',
  },
  {
    name: 'a game that is over',
    statement: sql`update games set status = 'playing' where status = 'finished'`,
    place: 'games.status',
  },
  {
    name: 'a round that is gone',
    statement: sql`delete from rounds where phase = 'complete'`,
    place: 'rounds.row',
  },
  {
    name: 'a bid that is gone',
    statement: sql`delete from trump_bids where is_pass`,
    place: 'trump_bids.row',
  },
  {
    name: 'another bid',
    statement: sql`update trump_bids set amount = 7 where not is_pass`,
    place: 'trump_bids.amount',
  },
  {
    name: 'a trump',
    statement: sql`update rounds set trump_suit = 'clubs' where phase = 'complete'`,
    place: 'rounds.trump_suit',
  },
  {
    name: 'a player who is gone',
    statement: sql`delete from game_players where seat_position = 3`,
    place: 'game_players.row',
  },
];

export const damagesOfResults: readonly Damage[] = [
  { name: 'a result', statement: sql`update results set best_round = 0`, place: 'results.best_round' },
  {
    name: 'a result that is gone',
    statement: sql`delete from results where place = 1`,
    place: 'results.row',
  },
  {
    name: 'a rating',
    statement: sql`update game_ratings set ratings[1] = 2000`,
    place: 'game_ratings.ratings',
  },
  {
    name: 'a score that ratings follow from',
    statement: sql`update game_ratings set scores[1] = 2000`,
    place: 'game_ratings.scores',
  },
  {
    name: 'ratings that are gone',
    statement: sql`delete from game_ratings`,
    place: 'game_ratings.row',
  },
];

export const damagesOfCounters: readonly Damage[] = [
  {
    name: 'the rating of a player',
    statement: sql`update player_stats set rating = 2000`,
    place: 'player_stats.rating',
  },
  {
    name: 'the statistics under a profile',
    statement: sql`update profile_stats set points = 0`,
    place: 'profile_stats.points',
  },
  {
    name: 'a statistic',
    statement: sql`update player_stats set best_streak = 9`,
    place: 'player_stats.best_streak',
  },
  {
    name: 'statistics that are gone',
    statement: sql`delete from player_stats`,
    place: 'player_stats.row',
  },
  {
    name: 'the count of a group',
    statement: sql`update groups set total_games = 9`,
    place: 'groups.total_games',
  },
];
