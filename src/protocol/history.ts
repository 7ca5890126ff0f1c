import { Type, type Static } from 'typebox';
import type { Highlight } from '../rules/index.ts';
import { read } from './method.ts';
import {
  Apart,
  Cursor,
  fourOf,
  GameName,
  Id,
  Length,
  listOf,
  orNull,
  pageSize,
  RuleProfile,
  StartingScores,
  Timestamp,
  Username,
} from './shapes.ts';
import { FinishedRound, RoomEvent, RoomState } from './state.ts';

const highlightKinds = [
  'comeback',
  'blowout',
  'close_finish',
  'perfect_zeros',
  'frisch_storm',
] satisfies Highlight['kind'][];

/** A game with its players, every finished round, and the totals. */
export const GamePage = Type.Object(
  {
    gameId: Id,
    code: Type.String(),
    status: Type.String(),
    createdAt: Timestamp,
    endedAt: orNull(Timestamp),
    rules: RuleProfile,
    length: Length,
    startingScores: StartingScores,
    players: listOf(
      Type.Object({
        seat: Type.Integer(),
        userId: Id,
        username: Type.String(),
        displayName: Type.String(),
        apart: Apart,
        guest: Type.Boolean(),
        winner: Type.Boolean(),
      }),
    ),
    replaced: listOf(
      Type.Object({
        seat: Type.Integer(),
        userId: Id,
        displayName: Type.String(),
        apart: Apart,
        first: Type.Integer({ description: 'The first round they played in this seat.' }),
        last: Type.Integer({ description: 'The last round.' }),
      }),
      {
        description:
          'Players who gave their seat to another player during the game. The rounds they played stay theirs.',
      },
    ),
    rounds: listOf(FinishedRound),
    totals: listOf(Type.Integer()),
    highlights: listOf(
      Type.Unsafe<Highlight>({ type: 'object', properties: { kind: { enum: highlightKinds } } }),
      {
        description:
          'Highlights of a finished game. Each has its kind, and a seat, points, a count or a round.',
      },
    ),
  },
  { description: 'A game with its players, its finished rounds and its totals.' },
);
export type GamePage = Static<typeof GamePage>;

/** A page of the log of a game, with the room after each entry. */
export const GameLog = Type.Object({
  gameId: Id,
  code: Type.String(),
  last: Type.Integer({ description: 'The version of the last entry of the log.' }),
  steps: listOf(Type.Object({ event: RoomEvent, state: RoomState })),
});
export type GameLog = Static<typeof GameLog>;

/** The highest scores of a round before a game. */
export const Bests = Type.Object({
  players: fourOf(
    orNull(Type.Integer()),
    'In seat order. Null for a player without a finished game before this one.',
  ),
  group: orNull(Type.Integer({ description: 'The best of the group of the game.' })),
});
export type Bests = Static<typeof Bests>;

/** One finished game among others. */
export const GameLine = Type.Object({
  gameId: Id,
  code: Type.String(),
  endedAt: Timestamp,
  rounds: Type.Integer({ minimum: 0, description: 'Rounds played.' }),
  players: listOf(
    Type.Object({
      seat: Type.Integer(),
      userId: Id,
      displayName: Type.String(),
      apart: Apart,
      score: orNull(Type.Integer(), 'Null if no round was complete.'),
      winner: Type.Boolean(),
    }),
  ),
});
export type GameLine = Static<typeof GameLine>;

/** A page of finished games, newest first. */
export const HistoryPage = Type.Object({
  games: listOf(GameLine),
  next: orNull(
    Type.String(),
    'Send it as `before` to get the games before these. Null if there are no more.',
  ),
});
export type HistoryPage = Static<typeof HistoryPage>;

/** Requests about single games. */
export const historyMethods = {
  'game.get': read({
    summary: 'The score table of a game: one you play in or host, or a game of your groups.',
    access: 'user',
    about: 'game',
    limit: 'sync',
    params: { id: GameName },
    result: GamePage,
  }),
  'game.log': read({
    summary:
      'A page of the log of a game that `game.get` shows you, oldest entries first. Clients use it to replay the game.',
    access: 'user',
    about: 'game',
    limit: 'sync',
    params: {
      id: GameName,
      after: Type.Optional(
        Type.Integer({ minimum: 0, description: 'The entries after this version; 0 by default.' }),
      ),
      limit: pageSize(50, 50),
    },
    result: GameLog,
  }),
  'stats.bests': read({
    summary: 'The best round scores before a game that `game.get` shows you.',
    access: 'user',
    about: 'game',
    limit: 'sync',
    params: { id: GameName },
    result: Bests,
  }),
  'stats.history': read({
    summary:
      'The finished games of a player with at least one round, newest first, as far as you may read them. By default, your own; these include games that you hosted without a seat.',
    access: 'user',
    about: 'player',
    limit: 'sync',
    params: { username: Type.Optional(Username), before: Type.Optional(Cursor), limit: pageSize(100, 20) },
    result: HistoryPage,
  }),
} as const;
