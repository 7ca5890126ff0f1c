import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { gameTypes, roundPhases, suits } from '../../rules/index.ts';
import { counter, createdAndUpdated, id, timestampNow } from './columns.ts';
import { Game } from './game.ts';
import { User } from './user.ts';

export const Round = defineEntity({
  name: 'Round',
  tableName: 'rounds',
  comment: 'Rounds within games with bidding and play state',
  properties: {
    id: id(),
    game: () =>
      p
        .manyToOne(Game)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_rounds_game_id_games')
        .comment('The game this round belongs to'),
    roundNumber: p.integer().comment('Round number within the game (1-indexed)'),
    phase: p
      .enum(roundPhases)
      .nativeEnumName('round_phase')
      .default('trump_bidding')
      .comment('Current phase of the round'),
    trumpSuit: p
      .enum(suits)
      .nativeEnumName('trump_suit')
      .nullable()
      .comment('The winning trump suit (null during bidding)'),
    trumpWinner: () =>
      p
        .manyToOne(User)
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_rounds_trump_winner_id_users')
        .index('ix_rounds_trump_winner')
        .comment('User who won the trump bid'),
    trumpBidAmount: p.integer().nullable().comment('The winning trump bid amount'),
    frischCount: counter('Number of frisch rounds (0-3)'),
    minimumBid: p.integer().default(5).comment('Current minimum bid (increases after frisch)'),
    gameType: p
      .enum(gameTypes)
      .nativeEnumName('game_type')
      .nullable()
      .comment('Over/under based on contract sum (set after all bids)'),
    totalContracts: p.integer().nullable().comment('Sum of all contract bids'),
    currentBidderSeat: p.integer().nullable().comment('Seat position of current bidder (0-3)'),
    consecutivePasses: counter('Number of consecutive passes in trump bidding'),
    totalTricksPlayed: counter('Total tricks completed (0-13)'),
    version: p.integer().version().default(1).comment('Version for optimistic locking'),
    ...createdAndUpdated,
    players: () =>
      p.oneToMany(RoundPlayer).mappedBy('round').orphanRemoval().orderBy({ seatPosition: 'asc' }),
    trumpBids: () => p.oneToMany(TrumpBid).mappedBy('round').orphanRemoval().orderBy({ createdAt: 'asc' }),
  },
  uniques: [{ name: 'uq_rounds_game_round', properties: ['game', 'roundNumber'] }],
  checks: [
    { name: 'ck_rounds_round_number_positive', expression: 'round_number > 0' },
    { name: 'ck_rounds_frisch_count_valid', expression: 'frisch_count >= 0 and frisch_count <= 3' },
    { name: 'ck_rounds_minimum_bid_valid', expression: 'minimum_bid >= 5 and minimum_bid <= 8' },
    {
      name: 'ck_rounds_tricks_valid',
      expression: 'total_tricks_played >= 0 and total_tricks_played <= 13',
    },
  ],
  indexes: [{ name: 'ix_rounds_game_number', properties: ['game', 'roundNumber'] }],
});
export type Round = InferEntity<typeof Round>;

export const RoundPlayer = defineEntity({
  name: 'RoundPlayer',
  tableName: 'round_players',
  comment: 'Player state within rounds including contracts and tricks',
  properties: {
    id: id(),
    round: () =>
      p
        .manyToOne(Round)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_round_players_round_id_rounds')
        .index('ix_round_players_round_id')
        .comment('The round this record belongs to'),
    user: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_round_players_user_id_users')
        .comment('The user this record is for'),
    seatPosition: p.integer().comment('Seat position (0-3), denormalized for easy access'),
    contractBid: p.integer().nullable().comment("Player's contract bid (0-13, null if not yet bid)"),
    bidOrder: p.integer().nullable().comment('Order in which player bid (1-4, for last bidder rule)'),
    tricksWon: counter('Number of tricks won this round (0-13)'),
    score: p.integer().nullable().comment('Score for this round (calculated from contract/tricks)'),
    madeContract: p.boolean().nullable().comment('Whether player made their contract'),
  },
  uniques: [
    { name: 'uq_round_players_round_user', properties: ['round', 'user'] },
    { name: 'uq_round_players_round_seat', properties: ['round', 'seatPosition'] },
  ],
  checks: [
    {
      name: 'ck_round_players_seat_position_valid',
      expression: 'seat_position >= 0 and seat_position <= 3',
    },
    {
      name: 'ck_round_players_contract_bid_valid',
      expression: 'contract_bid is null or (contract_bid >= 0 and contract_bid <= 13)',
    },
    { name: 'ck_round_players_tricks_won_valid', expression: 'tricks_won >= 0 and tricks_won <= 13' },
  ],
  indexes: [
    { name: 'ix_round_players_round_user', properties: ['round', 'user'] },
    { name: 'ix_round_players_user_id', properties: ['user'] },
  ],
});
export type RoundPlayer = InferEntity<typeof RoundPlayer>;

export const TrumpBid = defineEntity({
  name: 'TrumpBid',
  tableName: 'trump_bids',
  comment: 'Trump bid history during bidding phase',
  properties: {
    id: id(),
    round: () =>
      p
        .manyToOne(Round)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_trump_bids_round_id_rounds')
        .comment('The round this bid was made in'),
    player: () =>
      p
        .manyToOne(User)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_trump_bids_player_id_users')
        .index('ix_trump_bids_player')
        .comment('The user who made the bid'),
    amount: p.integer().comment('Bid amount (0 for pass, 5-13 for actual bids)'),
    suit: p.enum(suits).nativeEnumName('trump_suit').nullable().comment('Bid suit (null for pass)'),
    isPass: p.boolean().default(false).comment('Whether this was a pass (for clarity in queries)'),
    createdAt: timestampNow().comment('When the bid was made'),
  },
  checks: [
    {
      name: 'ck_trump_bids_bid_valid',
      expression:
        '(is_pass = true and amount = 0 and suit is null) or ' +
        '(is_pass = false and amount >= 5 and amount <= 13 and suit is not null)',
    },
  ],
  indexes: [{ name: 'ix_trump_bids_round_created', properties: ['round', 'createdAt'] }],
});
export type TrumpBid = InferEntity<typeof TrumpBid>;
