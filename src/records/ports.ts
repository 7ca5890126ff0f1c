import type { GameRecord, History, Leaderboard, PlayerPage } from '../protocol/index.ts';

/** What the record can be asked for. */
export interface RecordStore {
  /** A game by its id or room code, if this user played in it, hosted it or is in its group; null otherwise. */
  game(userId: string, id: string): Promise<GameRecord | null>;
  /** The players with the most wins, then points. */
  leaderboard(limit: number): Promise<Leaderboard>;
  /** The finished games of a player that `viewerId` may look at, newest first, from a cursor on; null for nobody. */
  history(
    viewerId: string,
    username: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<History | null>;
  /** The statistics of a player, zeros before the first game; null for nobody. */
  player(username: string): Promise<PlayerPage | null>;
}
