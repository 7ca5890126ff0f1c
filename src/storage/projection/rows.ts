import type { Bid, Game, GameType, RoundPhase } from '../../rules/index.ts';

/** Rows of the tables, under their column names; `game_id` is in all of them for the fence of a commit. */
export interface GameRow {
  readonly id: string;
  readonly expected_version: number;
  readonly version: number;
  readonly status: Game['status'];
  readonly current_round_number: number;
  readonly admin_id: string;
  readonly ended_at: Date | null;
  readonly winner_id: string | null;
}

export interface RoundRow {
  readonly id: string;
  readonly game_id: string;
  readonly round_number: number;
  readonly phase: RoundPhase;
  readonly trump_suit: Bid['suit'] | null;
  readonly trump_winner_id: string | null;
  readonly trump_bid_amount: number | null;
  readonly frisch_count: number;
  readonly minimum_bid: number;
  readonly game_type: GameType | null;
  readonly total_contracts: number | null;
  readonly current_bidder_seat: number | null;
  readonly consecutive_passes: number;
  readonly total_tricks_played: number;
}

export interface RoundPlayerRow {
  readonly id: string;
  readonly game_id: string;
  readonly round_id: string;
  readonly user_id: string;
  readonly seat_position: number;
  readonly contract_bid: number | null;
  readonly bid_order: number | null;
  readonly tricks_won: number;
  readonly score: number | null;
  readonly made_contract: boolean | null;
}

export interface TrumpBidRow {
  readonly id: string;
  readonly game_id: string;
  readonly round_id: string;
  readonly player_id: string;
  readonly amount: number;
  readonly suit: Bid['suit'] | null;
  readonly is_pass: boolean;
  readonly created_at: Date;
}

export interface GamePlayerRow {
  readonly id: string;
  readonly game_id: string;
  readonly user_id: string;
  readonly display_name: string;
  readonly seat_position: number;
  readonly is_admin: boolean;
  readonly joined_at: Date;
  readonly final_score: number | null;
  readonly is_winner: boolean;
}

/** What one change of a room writes. */
export interface Changes {
  readonly game: GameRow;
  readonly rounds: readonly RoundRow[];
  readonly roundPlayers: readonly RoundPlayerRow[];
  readonly trumpBids: readonly TrumpBidRow[];
  /** Ids of rows of `rounds` that others play now than the tables say. */
  readonly relinedRounds: readonly string[];
  /** Ids of rows of `rounds` that are no more; what belongs to them goes with them. */
  readonly droppedRounds: readonly string[];
  readonly droppedBids: readonly string[];
  /** Who sits where and with what result, all of it; null where nothing of it has changed. */
  readonly gamePlayers: readonly GamePlayerRow[] | null;
  /** Users whose statistics follow from what has changed. */
  readonly statisticsOf: readonly string[];
}
