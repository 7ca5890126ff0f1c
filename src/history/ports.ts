import type {
  Bests,
  GamePage,
  HeadToHead,
  HistoryPage,
  Leaderboard,
  Params,
  PlayerPage,
  Refused,
  RoomLine,
} from '../protocol/index.ts';

export type BoardParams = Params<'stats.leaderboard'>;

/** Games of the past, and figures about them, as a database has them. */
export interface HistoryStore {
  /** A game by its id or room code, if this user played in it, hosted it or is in its group; null otherwise. */
  game(userId: string, id: string): Promise<GamePage | null>;
  /** The rooms that are not over and that this user may look at, the last used first. */
  rooms(userId: string): Promise<readonly RoomLine[]>;
  /** The id of a game that `game` would give; null otherwise. */
  gameId(userId: string, id: string): Promise<string | null>;
  /** The highest scores of a round before the game with this id. */
  bests(gameId: string): Promise<Bests>;
  /** Players by rank; `group_not_found` where the group is not one of the viewer's. */
  leaderboard(viewerId: string, board: BoardParams): Promise<Leaderboard | Refused>;
  /** Everybody a player finished games with; null for nobody. */
  opponents(username: string): Promise<readonly HeadToHead[] | null>;
  /** The finished games of a player that `viewerId` may look at, newest first, from a cursor on; null for nobody. */
  finished(
    viewerId: string,
    username: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<HistoryPage | null>;
  /** The statistics of a player, zeros before the first game; null for nobody. */
  player(username: string): Promise<PlayerPage | null>;
}
