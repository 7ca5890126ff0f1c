/**
 * The rows of a game. They are made only from the room that the log leads to.
 */
import type { Room } from '../../rooms/index.ts';
import {
  minimumBidAfter,
  passesSince,
  perSeat,
  seats,
  total,
  type Bid,
  type GameType,
  type PerSeat,
  type RoundPhase,
  type Seat,
} from '../../rules/index.ts';
import type { Row } from '../schema/db.ts';
import { gamePlayerId, roundId, roundPlayerId } from './ids.ts';

export type GameRow = Omit<Row<'games'>, 'updated_at' | 'sheet_scope' | 'sheet_id' | 'sheet_digest'>;
export type GamePlayerRow = Row<'game_players'>;
export type RoundRow = Omit<Row<'rounds'>, 'version' | 'created_at' | 'updated_at'>;
export type RoundPlayerRow = Row<'round_players'>;
export type TrumpBidRow = Row<'trump_bids'>;

/** The rows of games, table by table. */
export interface GameRows {
  readonly games: readonly GameRow[];
  readonly game_players: readonly GamePlayerRow[];
  readonly rounds: readonly RoundRow[];
  readonly round_players: readonly RoundPlayerRow[];
  readonly trump_bids: readonly TrumpBidRow[];
}

/** Columns that are not made from the log. They keep the value that was written first. */
export const decidedOnce: { readonly [T in keyof GameRows]?: readonly (keyof GameRows[T][number])[] } = {
  games: ['created_at'],
  game_players: ['joined_at', 'is_connected'],
};

/** All rows of a room, except its bids, which are collected entry by entry. */
export function rowsOf(room: Room): Omit<GameRows, 'trump_bids'> {
  const held = Array.from({ length: heldRounds(room) }, (_, i) => ({
    id: roundId(room.gameId, i + 1),
    round: heldRound(room, i + 1),
  }));
  return {
    games: [gameRow(room)],
    game_players: gamePlayerRows(room),
    rounds: held.flatMap(({ id, round }) => (round ? roundRow(room, id, round) : [])),
    round_players: held.flatMap(({ id, round }) => (round ? roundPlayerRows(id, round, seats) : [])),
  };
}

export function gameRow(room: Room): GameRow {
  const { game } = room.timeline;
  const [winner, ...others] = game.winners ?? [];
  return {
    id: room.gameId,
    room_code: room.code,
    admin_id: room.hostId,
    group_id: room.groupId,
    status: game.status,
    version: room.version,
    current_round_number: isOver(room) ? game.rounds.length : (game.round?.number ?? 0),
    rules: game.rules,
    length: game.length,
    starting_scores: game.startingScores,
    winner_id: winner !== undefined && others.length === 0 ? (room.seats[winner]?.userId ?? null) : null,
    created_at: room.createdAt,
    ended_at: room.endedAt,
  };
}

export function gamePlayerRows(room: Room): GamePlayerRow[] {
  const { totals, winners } = room.timeline.game;
  return seats.flatMap((seat) => {
    const player = room.seats[seat];
    if (!player) return [];
    return {
      id: gamePlayerId(room.gameId, seat),
      game_id: room.gameId,
      user_id: player.userId,
      display_name: player.displayName,
      seat_position: seat,
      is_admin: player.userId === room.hostId,
      is_connected: !isOver(room),
      final_score: winners && totals[seat],
      is_winner: winners?.includes(seat) ?? false,
      joined_at: room.lastEntryAt,
    };
  });
}

/** A round that the tables hold: finished, or on the table. */
export interface HeldRound {
  readonly number: number;
  readonly phase: RoundPhase;
  readonly frischCount: number;
  readonly trump: Bid | null;
  readonly turn: Seat | null;
  /** Passes in a row at the end of the auction, while it goes on. */
  readonly passes: number;
  readonly contracts: PerSeat<number | null>;
  readonly tricks: PerSeat<number>;
  readonly type: GameType | null;
  readonly scores: PerSeat<number> | null;
  readonly lineup: PerSeat<string | null>;
}

/** The number of rounds in the tables. They are numbered from 1. */
export function heldRounds(room: Room): number {
  const { rounds, round } = room.timeline.game;
  return rounds.length + (round && round.number > rounds.length && !isOver(room) ? 1 : 0);
}

/** A finished round, or the one on the table unless the game was ended in the middle of it. */
export function heldRound(room: Room, number: number): HeldRound | undefined {
  const { rounds, round } = room.timeline.game;
  const finished = rounds[number - 1];
  if (finished) {
    const lineup = room.lineups[number - 1];
    if (!lineup) throw new Error(`nobody played round ${number} of game ${room.gameId}`);
    return { ...finished, phase: 'complete', turn: null, passes: 0, lineup };
  }
  if (round?.number !== number || isOver(room)) return undefined;
  const lineup = perSeat((seat) => room.seats[seat]?.userId ?? null);
  const passes = round.phase === 'trump_bidding' ? passesSince(round.bids) : 0;
  return { ...round, passes, scores: null, lineup };
}

export function roundRow(room: Room, id: string, round: HeldRound): RoundRow {
  return {
    id,
    game_id: room.gameId,
    minimum_bid: minimumBidAfter(room.timeline.game.rules, round.frischCount),
    ...roundValues(round),
  };
}

/** The values of a row of `rounds` that a turn can change. */
export function roundValues(round: HeldRound) {
  const { trump, contracts, type } = round;
  return {
    round_number: round.number,
    phase: round.phase,
    trump_suit: trump?.suit ?? null,
    trump_winner_id: trump && round.lineup[trump.seat],
    trump_bid_amount: trump?.amount ?? null,
    frisch_count: round.frischCount,
    game_type: type,
    total_contracts: type && total(contracts),
    current_bidder_seat: round.turn,
    consecutive_passes: round.passes,
    total_tricks_played: total(round.tricks),
  };
}

/** The rows of these seats of a round. Seats without a player are left out. */
export function roundPlayerRows(id: string, round: HeldRound, which: readonly Seat[]): RoundPlayerRow[] {
  return which.flatMap((seat) => {
    const { user_id, ...values } = seatValues(round, seat);
    return user_id === null ? [] : { id: roundPlayerId(id, seat), round_id: id, user_id, ...values };
  });
}

/** The values of a row of `round_players`. The seat may be free. */
export function seatValues(round: HeldRound, seat: Seat) {
  const { trump, contracts, tricks, scores, lineup } = round;
  const contract = contracts[seat];
  return {
    user_id: lineup[seat],
    seat_position: seat,
    contract_bid: contract,
    bid_order: contract === null || !trump ? null : 1 + ((seat - trump.seat + 4) % 4),
    tricks_won: tricks[seat],
    score: scores && scores[seat],
    made_contract: scores && tricks[seat] === contract,
  };
}

/** Whether the game of a room has ended. */
export function isOver(room: Room): boolean {
  return room.timeline.game.status === 'finished';
}
