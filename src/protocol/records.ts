import { Type, type Static } from 'typebox';
import type { Highlight } from '../rules/index.ts';
import {
  FinishedRound,
  fourOf,
  Id,
  Length,
  orNull,
  RoomEvent,
  RoomState,
  RuleProfile,
  StartingScores,
  Suit,
} from './shapes.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const rate = (description: string) => Type.Number({ description: `${description}, percent.` });

const highlightKinds = [
  'comeback',
  'blowout',
  'close_finish',
  'perfect_zeros',
  'frisch_storm',
] satisfies Highlight['kind'][];

/** A game as it is kept: who sat where, every finished round, the totals. */
export const GameRecord = Type.Object(
  {
    gameId: Id,
    code: Type.String(),
    status: Type.String(),
    createdAt: Type.String({ description: 'ISO 8601.' }),
    endedAt: Type.Union([Type.String({ description: 'ISO 8601.' }), Type.Null()]),
    rules: RuleProfile,
    length: Length,
    startingScores: StartingScores,
    players: Type.Immutable(
      Type.Array(
        Type.Object({
          seat: Type.Integer(),
          userId: Id,
          username: Type.String(),
          displayName: Type.String(),
          guest: Type.Boolean(),
          winner: Type.Boolean(),
        }),
      ),
    ),
    replaced: Type.Immutable(
      Type.Array(
        Type.Object({
          seat: Type.Integer(),
          userId: Id,
          displayName: Type.String(),
          first: Type.Integer({ description: 'The first round they played in this seat.' }),
          last: Type.Integer({ description: 'The last round.' }),
        }),
        { description: 'Who played rounds in a seat that is somebody else’s now; those rounds are theirs.' },
      ),
    ),
    rounds: Type.Immutable(Type.Array(FinishedRound)),
    totals: Type.Immutable(Type.Array(Type.Integer())),
    highlights: Type.Immutable(
      Type.Array(Type.Unsafe<Highlight>({ type: 'object', properties: { kind: { enum: highlightKinds } } }), {
        description:
          'What made a finished game worth telling: its kind, and the seat, points, count or round it is of.',
      }),
    ),
  },
  { description: 'A game as the record keeps it.' },
);
export type GameRecord = Static<typeof GameRecord>;

const settling = Type.Boolean({
  description:
    'Whether many games have just come in or an old one was corrected, and these figures are still to follow.',
});

/** The names of the achievements. */
export const achievements = {
  first_win: 'First Blood',
  zero_master: 'Zero Hero',
  perfect_game: 'Perfectionist',
  comeback_kid: 'Comeback Kid',
  frisch_survivor: 'Frisch Survivor',
} as const;
export type AchievementId = keyof typeof achievements;

const Achievement = Type.Object({
  id: Type.Unsafe<AchievementId>({ enum: Object.keys(achievements) }),
  name: Type.String(),
  gameId: Id,
  code: Type.String({ description: 'The room code of the game.' }),
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
    contractsMade: count('Contracts above zero made.'),
    zerosAttempted: count('Contracts of zero.'),
    zerosMade: count('Contracts of zero made.'),
    trumpWins: count('Auctions won.'),
    suitWins: Type.Record(Type.String(), Type.Integer(), { description: 'Auctions won, by suit.' }),
    favouriteSuit: orNull({
      ...Suit,
      description: 'The suit most auctions were won in, the higher of equals; null without one.',
    }),
    recentForm: Type.Immutable(
      Type.Array(Type.String(), { description: 'W or L, newest first, at most ten.' }),
    ),
    rating: Type.Number({ description: 'Elo rating, 1000 at first.' }),
    provisional: Type.Boolean({ description: 'Whether the rating stands on fewer than five games.' }),
    settling,
    averageContract: Type.Number({ description: 'Tricks contracted in a round, on average.' }),
    suitRates: Type.Record(Type.String(), Type.Number(), {
      description: 'Games won of those in which an auction was won in this suit, percent.',
    }),
    course: Type.Immutable(
      Type.Array(
        Type.Object({ gameId: Id, at: Type.String(), score: Type.Integer(), rating: Type.Number() }),
        { description: 'The last games, oldest first, at most 100: final score, and the rating after it.' },
      ),
    ),
    achievements: Type.Immutable(Type.Array(Achievement, { description: 'In the order they were earned.' })),
    currentStreak: Type.Integer({ description: 'Games won in a row; negative for games lost.' }),
    bestStreak: count('Most games won in a row.'),
    winRate: rate('Wins of games'),
    averageScore: Type.Number({ description: 'Points a game.' }),
    contractRate: rate('Made of attempted contracts above zero'),
    zeroRate: rate('Made of attempted zeros'),
  },
  { description: 'The lifetime statistics of a player.' },
);
export type PlayerPage = Static<typeof PlayerPage>;

/** What leaderboards can be sorted by. */
export const leaderboardOrders = ['wins', 'points', 'games', 'winRate', 'contractRate', 'rating'] as const;
export type LeaderboardOrder = (typeof leaderboardOrders)[number];

/** A line of the leaderboard. */
export const LeaderboardLine = Type.Object({
  place: Type.Integer({ description: '1 for the first; who is equal in what is sorted by shares a place.' }),
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  guest: Type.Boolean(),
  totalGames: Type.Integer(),
  totalWins: Type.Integer(),
  totalPoints: Type.Integer(),
  winRate: rate('Wins of games'),
  contractRate: rate('Made of attempted contracts above zero'),
  rating: Type.Number({ description: 'Elo rating now, whatever games are looked at.' }),
  provisional: Type.Boolean({ description: 'Whether the rating stands on fewer than five games.' }),
});
export type LeaderboardLine = Static<typeof LeaderboardLine>;

/** Players by rank; ties share a place. */
export const Leaderboard = Type.Object({
  players: Type.Immutable(Type.Array(LeaderboardLine)),
  me: Type.Union([LeaderboardLine, Type.Null()], {
    description: 'Your own line, whether it is among these or not; null without a game.',
  }),
  rules: Type.Union([RuleProfile, Type.Null()], {
    description: 'The rule profile of the games that were looked at; null for all of them.',
  }),
  settling,
});
export type Leaderboard = Static<typeof Leaderboard>;

/** Two players in the games both had a final score in. */
export const HeadToHead = Type.Object({
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  guest: Type.Boolean(),
  games: count('Games together.'),
  above: count('Games in which you finished above them.'),
  below: count('Games in which they finished above you.'),
  difference: Type.Number({ description: 'Your points less theirs, on average.' }),
});
export type HeadToHead = Static<typeof HeadToHead>;

/** How one player has fared against everybody. */
export const Opponents = Type.Object({
  opponents: Type.Immutable(Type.Array(HeadToHead, { description: 'Most games first.' })),
  nemesis: Type.Union([HeadToHead, Type.Null()], {
    description: 'Who finished above you in the largest share of at least three games together.',
  }),
});
export type Opponents = Static<typeof Opponents>;

/** A page of the log of a game, with the room as each entry left it. */
export const GameLog = Type.Object({
  gameId: Id,
  code: Type.String(),
  last: Type.Integer({ description: 'The version of the last entry there is.' }),
  steps: Type.Immutable(Type.Array(Type.Object({ event: RoomEvent, state: RoomState }))),
});
export type GameLog = Static<typeof GameLog>;

/** The highest scores of a round before a game. */
export const Bests = Type.Object({
  players: fourOf(orNull(Type.Integer()), 'In seat order; null for who had no finished game.'),
  group: orNull(Type.Integer({ description: 'Of the group of the game.' })),
});
export type Bests = Static<typeof Bests>;

/** A room in which a game is played, or about to be. */
export const RoomLine = Type.Object({
  code: Type.String(),
  gameId: Id,
  status: Type.String(),
  round: count('The round on the table; 0 in the lobby.'),
  group: orNull(Type.String({ description: 'The name of its group.' })),
  players: Type.Immutable(Type.Array(Type.String(), { description: 'Display names, by seat.' })),
});
export type RoomLine = Static<typeof RoomLine>;

/** One finished game among others. */
export const GameLine = Type.Object({
  gameId: Id,
  code: Type.String(),
  endedAt: Type.String({ description: 'ISO 8601.' }),
  rounds: count('Rounds played.'),
  players: Type.Immutable(
    Type.Array(
      Type.Object({
        seat: Type.Integer(),
        userId: Id,
        displayName: Type.String(),
        score: Type.Union([Type.Integer(), Type.Null()], {
          description: 'Null where no round was complete.',
        }),
        winner: Type.Boolean(),
      }),
    ),
  ),
});
export type GameLine = Static<typeof GameLine>;

/** A page of finished games, newest first. */
export const History = Type.Object({
  games: Type.Immutable(Type.Array(GameLine)),
  next: Type.Union([Type.String(), Type.Null()], {
    description: 'Give it as `before` for the games before these; null where there are none.',
  }),
});
export type History = Static<typeof History>;
