import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { timestamp } from './columns.ts';
import { Game } from './game.ts';
import { Group } from './group.ts';
import { User } from './user.ts';

/** Derived from the rounds of a finished game, in the transaction that ends or corrects it. */
export const GameResult = defineEntity({
  name: 'GameResult',
  tableName: 'results',
  comment: 'The result of a finished game for one of its players',
  properties: {
    game: () =>
      p
        .manyToOne(Game)
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_results_game_id_games')
        .comment('The finished game'),
    user: () =>
      p
        .manyToOne(User)
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_results_user_id_users')
        .comment('The player'),
    endedAt: timestamp().comment('When the game ended'),
    profile: p.uuid().comment('The rule profile of the game, as the md5 of games.rules'),
    score: p
      .integer()
      .nullable()
      .comment('Final score (null for a player who gave the seat to a substitute)'),
    place: p.integer().nullable().comment('Place in the game, ties share one (null without a final score)'),
    isWinner: p.boolean().comment('Whether the game was won, alone or shared'),
    rounds: p.integer().comment('Rounds played by this player'),
    bestRound: p.integer().nullable().comment('Highest score of a round (null without one)'),
    contractsAttempted: p.integer().comment('Contracts above zero'),
    contractsMade: p.integer().comment('Contracts above zero made'),
    zerosAttempted: p.integer().comment('Contracts of zero'),
    zerosMade: p.integer().comment('Contracts of zero made'),
    deficit: p.integer().comment('Most points behind the leader at the end of a round'),
    frischSurvived: p.boolean().comment('Whether a contract was made as declarer after three frisch'),
    group: () =>
      p
        .manyToOne(Group)
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_results_group_id_groups')
        .index('ix_results_group_id')
        .comment('The group of the game'),
    contractsTotal: p.integer().comment('Sum of the contracts of all rounds'),
    wonClubs: p.integer().comment('Auctions won in clubs'),
    wonDiamonds: p.integer().comment('Auctions won in diamonds'),
    wonHearts: p.integer().comment('Auctions won in hearts'),
    wonSpades: p.integer().comment('Auctions won in spades'),
    wonNoTrump: p.integer().comment('Auctions won in no trump'),
    opponents: p
      .array()
      .columnType('uuid[]')
      .comment('The others with a final score, by seat; none if the player has none'),
    opponentScores: p.array<number>().columnType('integer[]').comment('Their final scores'),
  },
  indexes: [
    { name: 'ix_results_user_id_ended_at', properties: ['user', 'endedAt', 'game'] },
    { name: 'ix_results_ended_at_game_id', properties: ['endedAt', 'game'] },
  ],
});
export type GameResult = InferEntity<typeof GameResult>;

/** Derived from the results. One row holds all players of a game, so that a replay reads and writes little. */
export const GameRatings = defineEntity({
  name: 'GameRatings',
  tableName: 'game_ratings',
  comment: 'The ratings of the players after a game',
  properties: {
    game: () =>
      p
        .oneToOne(Game)
        .owner()
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_game_ratings_game_id_games')
        .comment('The finished game'),
    endedAt: timestamp().comment('When the game ended; ratings follow this order'),
    userIds: p
      .array()
      .columnType('uuid[]')
      .comment('The players with a final score, in the order of their ids'),
    scores: p.array<number>().columnType('integer[]').comment('Their final scores'),
    ratings: p
      .array<number>()
      .columnType('double precision[]')
      .nullable()
      .comment('Their Elo ratings after the game (null if they are not computed yet)'),
  },
  indexes: [{ name: 'ix_game_ratings_ended_at_game_id', properties: ['endedAt', 'game'] }],
});
export type GameRatings = InferEntity<typeof GameRatings>;

/** Ratings of earlier games are right. If no game is named, all ratings are right. */
export const PendingRatings = defineEntity({
  name: 'PendingRatings',
  tableName: 'pending_ratings',
  comment: 'The first game whose ratings are pending; one row',
  properties: {
    id: p.integer().primary().autoincrement(false),
    endedAt: timestamp()
      .nullable()
      .comment('When the first game ended whose ratings are to be recomputed (null if none are)'),
    gameId: p.uuid().nullable().comment('The first game whose ratings are to be recomputed'),
  },
});
export type PendingRatings = InferEntity<typeof PendingRatings>;
