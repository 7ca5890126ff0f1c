import type { GameRecord, Leaderboard, PlayerPage } from '../protocol/index.ts';

/** What the record can be asked for. */
export interface RecordStore {
  /** A game by its id or room code, if this user played in it, hosted it or is in its group; null otherwise. */
  game(userId: string, id: string): Promise<GameRecord | null>;
  /** The players with the most wins, then points. */
  leaderboard(limit: number): Promise<Leaderboard>;
  /** The statistics of a player, zeros before the first game; null for nobody. */
  player(username: string): Promise<PlayerPage | null>;
}
