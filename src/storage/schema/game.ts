import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { gameStatuses, type Length, type PerSeat, type RuleProfile } from '../../rules/index.ts';
import { counter, createdAndUpdated, id, timestamp, timestampNow } from './columns.ts';
import { Group } from './group.ts';
import { User } from './user.ts';

export const Game = defineEntity({
  name: 'Game',
  tableName: 'games',
  comment: 'Game sessions with room codes and state tracking',
  properties: {
    id: id(),
    roomCode: p.string().length(6).comment("6-character room code for joining (e.g., 'ABC123')"),
    admin: () =>
      p
        .manyToOne(User)
        .deleteRule('restrict')
        .updateRule('no action')
        .foreignKeyName('fk_games_admin_id_users')
        .index('ix_games_admin_id')
        .comment('User who created and controls the game'),
    group: () =>
      p
        .manyToOne(Group)
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_games_group_id_groups')
        .index('ix_games_group_id')
        .comment('Optional group this game belongs to (for group stats)'),
    status: p
      .enum(gameStatuses)
      .nativeEnumName('game_status')
      .default('waiting')
      .index('ix_games_status')
      .comment('Current game lifecycle state'),
    currentRoundNumber: counter('Current round number (0 = not started)'),
    version: p.integer().version().default(1).comment('Version for optimistic locking'),
    endedAt: timestamp().nullable().comment('When the game ended (null if in progress)'),
    winner: () =>
      p
        .manyToOne(User)
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_games_winner_id_users')
        .comment('User who won the game (null if not finished or tie)'),
    ...createdAndUpdated,
    rules: p.json<Partial<RuleProfile>>().defaultRaw(`'{}'`).comment('Rule profile of the table'),
    length: p
      .json<Exclude<Length, null>>()
      .nullable()
      .comment('When the game ends by itself: {"rounds": n} or {"points": n} (null = open)'),
    startingScores: p
      .json<PerSeat<number>>()
      .defaultRaw(`'[0,0,0,0]'`)
      .comment('Scores the game begins with, in seat order'),
    sheetScope: p
      .uuid()
      .nullable()
      .comment('The group or user whose sheets are told apart by sheet_id (null if played here)'),
    sheetId: p
      .string()
      .length(200)
      .nullable()
      .comment('Tells the score sheet from others of its scope (null if played here)'),
    sheetDigest: p
      .uuid()
      .nullable()
      .comment('MD5 of the score sheet as it was imported last (null if played here)'),
    players: () => p.oneToMany(GamePlayer).mappedBy('game').orphanRemoval().orderBy({ seatPosition: 'asc' }),
  },
  checks: [
    { name: 'ck_games_room_code_uppercase', expression: 'room_code = upper(room_code)' },
    { name: 'ck_games_round_number_non_negative', expression: 'current_round_number >= 0' },
  ],
  indexes: [
    { name: 'ix_games_group_status', properties: ['group', 'status'] },
    { name: 'ix_games_admin_created', properties: ['admin', 'createdAt'] },
    {
      name: 'ix_games_ended_at',
      expression: 'create index ix_games_ended_at on games (ended_at) where ended_at is not null',
    },
    {
      name: 'ix_games_room_code',
      expression: 'create unique index ix_games_room_code on games (room_code)',
    },
    {
      name: 'uq_games_sheet',
      expression:
        'create unique index uq_games_sheet on games (sheet_id, sheet_scope) where sheet_id is not null',
    },
    {
      name: 'ix_games_active_room_code',
      expression: `create index ix_games_active_room_code on games (room_code) where status <> 'finished'`,
    },
  ],
});
export type Game = InferEntity<typeof Game>;

export const GamePlayer = defineEntity({
  name: 'GamePlayer',
  tableName: 'game_players',
  comment: 'Players participating in games with seating and scores',
  properties: {
    id: id(),
    game: () =>
      p
        .manyToOne(Game)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_game_players_game_id_games')
        .index('ix_game_players_game_id')
        .comment('The game this player is in'),
    user: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_game_players_user_id_users')
        .index('ix_game_players_user_id')
        .comment('The user playing'),
    displayName: p.string().length(64).comment("Player's display name at time of joining"),
    seatPosition: p.integer().comment('Seat position (0-3, clockwise from dealer)'),
    isAdmin: p.boolean().default(false).comment('Whether this player is the room admin'),
    isConnected: p.boolean().default(true).comment('Current WebSocket connection status'),
    finalScore: p.integer().nullable().comment('Total score at game end'),
    isWinner: p.boolean().default(false).comment('Whether this player won the game'),
    joinedAt: timestampNow().comment('When the player joined the room'),
  },
  uniques: [
    { name: 'uq_game_players_game_user', properties: ['game', 'user'] },
    { name: 'uq_game_players_game_seat', properties: ['game', 'seatPosition'] },
  ],
  checks: [
    {
      name: 'ck_game_players_seat_position_valid',
      expression: 'seat_position >= 0 and seat_position <= 3',
    },
  ],
  indexes: [{ name: 'ix_game_players_game_user', properties: ['game', 'user'] }],
});
export type GamePlayer = InferEntity<typeof GamePlayer>;
