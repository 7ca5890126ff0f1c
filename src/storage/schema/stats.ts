import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Suit } from '../../rules/index.ts';
import { counter, createdAndUpdated, id } from './columns.ts';
import { User } from './user.ts';

/** Lifetime statistics of one player. */
export const PlayerStats = defineEntity({
  name: 'PlayerStats',
  tableName: 'player_stats',
  comment: 'Aggregated player statistics updated after each game',
  properties: {
    id: id(),
    user: () =>
      p
        .oneToOne(User)
        .owner()
        .unique('uq_player_stats_user_id')
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_player_stats_user_id_users')
        .comment('The user these stats belong to'),
    totalGames: counter('Total games played').index('ix_player_stats_total_games'),
    totalRounds: counter('Total rounds played'),
    totalWins: counter('Total games won').index('ix_player_stats_total_wins'),
    totalPoints: counter('Total lifetime points scored').index('ix_player_stats_total_points'),
    highestScore: counter('Highest single-game score'),
    lowestScore: counter('Lowest single-game score'),
    highestRoundScore: counter('Highest single-round score'),
    contractsAttempted: counter('Total non-zero contracts attempted'),
    contractsMade: counter('Total contracts successfully made'),
    zerosAttempted: counter('Total zero bids attempted'),
    zerosMade: counter('Total zero bids successfully made'),
    trumpWins: counter('Times won the trump bid'),
    suitWins: p.json<Partial<Record<Suit, number>>>().defaultRaw(`'{}'`).comment('Trump wins by suit'),
    recentForm: p
      .json<readonly ('W' | 'L')[]>()
      .defaultRaw(`'[]'`)
      .comment('Win/loss results of last 10 games'),
    currentStreak: counter('Current win streak (negative for loss streak)'),
    bestStreak: counter('Best ever win streak'),
    rating: p
      .double()
      .$type<number>()
      .default(1000)
      .index('ix_player_stats_rating')
      .comment('Elo rating after the last game'),
    ...createdAndUpdated,
    isPending: p.boolean().default(false).comment('Whether the counters are to be recomputed'),
  },
  indexes: [
    {
      name: 'ix_player_stats_pending',
      expression: 'create index ix_player_stats_pending on player_stats (user_id) where is_pending',
    },
  ],
});

export type PlayerStats = InferEntity<typeof PlayerStats>;

/** The part of the lifetime statistics that leaderboards of one rule profile show. */
export const ProfileStats = defineEntity({
  name: 'ProfileStats',
  tableName: 'profile_stats',
  comment: 'Lifetime statistics of a player under one rule profile',
  properties: {
    user: () =>
      p
        .manyToOne(User)
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_profile_stats_user_id_users')
        .comment('The user these stats belong to'),
    profile: p.uuid().primary().comment('The rule profile, as the md5 of games.rules'),
    games: p.integer().comment('Games with a final score'),
    wins: p.integer().comment('Games won, alone or shared'),
    points: p.integer().comment('Points of these games'),
    contractsAttempted: p.integer().comment('Contracts above zero'),
    contractsMade: p.integer().comment('Contracts above zero made'),
  },
  indexes: [{ name: 'ix_profile_stats_profile', properties: ['profile'] }],
});
export type ProfileStats = InferEntity<typeof ProfileStats>;
