import { Type, type Static } from 'typebox';
import { wireWords, type Words } from '../words/index.ts';
import { read } from './method.ts';
import { Id, listOf, oneOf, orNull, pageSize, RuleChoices, RuleProfile, Suit, Username } from './shapes.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const rate = (description: string) => Type.Number({ description: `${description}, percent.` });
const winRate = rate('Games won');
const contractRate = rate('Contracts above zero that were made');
const provisional = Type.Boolean({ description: 'Whether the rating comes from fewer than five games.' });
const settling = Type.Boolean({
  description:
    'True while figures are still being recomputed, after many games were imported or an old game was corrected.',
});

const notYours = 'Null if you may not read the game.';

export type AchievementId = keyof Words['achievements'];

const Achievement = Type.Object({
  id: Type.Unsafe<AchievementId>({ enum: Object.keys(wireWords.achievements) }),
  name: Type.String(),
  gameId: orNull(Id, notYours),
  code: orNull(Type.String({ description: 'The room code of the game.' }), notYours),
  at: Type.String({ description: 'When that game ended, ISO 8601.' }),
});
export type Achievement = Static<typeof Achievement>;

/** The lifetime statistics of one player. */
export const PlayerPage = Type.Object(
  {
    userId: Id,
    username: Type.String(),
    displayName: Type.String(),
    guest: Type.Boolean(),
    totalGames: count('Finished games.'),
    totalRounds: count('Rounds of finished games.'),
    totalWins: count('Games won; a shared win counts.'),
    totalPoints: Type.Integer({ description: 'Points of all finished games.' }),
    highestScore: Type.Integer({ description: 'Highest total of a game.' }),
    lowestScore: Type.Integer({ description: 'Lowest total of a game.' }),
    highestRoundScore: Type.Integer({ description: 'Highest score of a round.' }),
    contractsAttempted: count('Contracts above zero.'),
    contractsMade: count('Contracts above zero that were made.'),
    zerosAttempted: count('Contracts of zero.'),
    zerosMade: count('Contracts of zero that were made.'),
    trumpWins: count('Auctions won.'),
    suitWins: Type.Record(Type.String(), Type.Integer(), { description: 'Auctions won, by suit.' }),
    favouriteSuit: orNull({
      ...Suit,
      description: 'The suit in which the player won most auctions. If two are equal, the higher suit.',
    }),
    recentForm: listOf(Type.String(), { description: 'W or L, newest first, at most ten.' }),
    rating: Type.Number({ description: 'Elo rating, 1000 at first.' }),
    provisional,
    settling,
    averageContract: Type.Number({ description: 'Tricks contracted in a round, on average.' }),
    suitRates: Type.Record(Type.String(), Type.Number(), {
      description: 'By suit: the percentage of games won, among games with an auction won in this suit.',
    }),
    course: listOf(
      Type.Object({
        gameId: orNull(Id, notYours),
        at: Type.String(),
        score: Type.Integer(),
        rating: Type.Number(),
      }),
      {
        description:
          'The last games, at most 100, oldest first: the final score, and the rating after the game.',
      },
    ),
    achievements: listOf(Achievement, { description: 'In the order they were earned.' }),
    currentStreak: Type.Integer({ description: 'Games won in a row; negative for games lost.' }),
    bestStreak: count('Most games won in a row.'),
    winRate,
    averageScore: Type.Number({ description: 'Points of a game, on average.' }),
    contractRate,
    zeroRate: rate('Contracts of zero that were made'),
  },
  { description: 'The lifetime statistics of a player.' },
);
export type PlayerPage = Static<typeof PlayerPage>;

/** The figures a leaderboard can be sorted by. */
export const leaderboardOrders = ['wins', 'points', 'games', 'winRate', 'contractRate', 'rating'] as const;
export type LeaderboardOrder = (typeof leaderboardOrders)[number];

/** A line of the leaderboard. */
export const LeaderboardLine = Type.Object({
  place: Type.Integer({ description: '1 for the first; players who are equal share a place.' }),
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  guest: Type.Boolean(),
  totalGames: Type.Integer(),
  totalWins: Type.Integer(),
  totalPoints: Type.Integer(),
  winRate,
  contractRate,
  rating: Type.Number({ description: 'Elo rating now, from all games.' }),
  provisional,
});
export type LeaderboardLine = Static<typeof LeaderboardLine>;

/** Players by rank. */
export const Leaderboard = Type.Object({
  players: listOf(LeaderboardLine),
  me: orNull(LeaderboardLine, 'Your own line, even if it is not on this page. Null if you have no game.'),
  rules: orNull(RuleProfile, 'The rule profile of the games that count here. Null if all games count.'),
  settling,
});
export type Leaderboard = Static<typeof Leaderboard>;

/** Two players, in the games that both finished. */
export const HeadToHead = Type.Object({
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  guest: Type.Boolean(),
  games: count('Games together.'),
  above: count('Games in which you finished above them.'),
  below: count('Games in which they finished above you.'),
  difference: Type.Number({ description: 'Your points minus their points, on average.' }),
});
export type HeadToHead = Static<typeof HeadToHead>;

/** One player against all the others. */
export const Opponents = Type.Object({
  opponents: listOf(HeadToHead, { description: 'Most games first.' }),
  nemesis: orNull(
    HeadToHead,
    'The opponent who finished above you in the largest share of games, if you played at least three together.',
  ),
});
export type Opponents = Static<typeof Opponents>;

const Moment = Type.String({
  format: 'moment',
  description:
    'A day or a moment from 1900 on, UTC. Games count if they ended at or after `since` and before `until`.',
});

/** The figures of players over all their games. */
export const statsMethods = {
  'stats.player': read({
    summary:
      'The lifetime statistics of one player, yourself by default. A player who is not visible to you is `user_not_found`.',
    access: 'user',
    about: 'player',
    limit: 'sync',
    params: { username: Type.Optional(Username) },
    result: PlayerPage,
  }),
  'stats.leaderboard': read({
    summary:
      'Players by rank, under one rule profile: in all games or the games of a group, of all time or a period. Outside of a group, players who are not visible to you are left out, and count for no place.',
    access: 'user',
    about: 'player',
    limit: 'sync',
    params: {
      by: Type.Optional(
        oneOf(leaderboardOrders, 'The figure that players are ranked by; `wins` by default.'),
      ),
      groupId: Type.Optional(Id),
      since: Type.Optional(Moment),
      until: Type.Optional(Moment),
      rules: Type.Optional(
        Type.Union([Type.Literal('all'), RuleChoices], {
          description:
            '`all`, or a profile: the options that differ from their defaults. By default, the profile of most of these games.',
        }),
      ),
      limit: pageSize(100, 10),
      offset: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Lines to skip; 0 by default.' }),
      ),
    },
    result: Leaderboard,
  }),
  'stats.opponents': read({
    summary:
      'The head-to-head of a player with the people they finished games with, as far as you may see them, and their nemesis. By default, your own.',
    access: 'user',
    about: 'player',
    limit: 'sync',
    params: { username: Type.Optional(Username) },
    result: Opponents,
  }),
} as const;
