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

/** Reads finished games, and the figures made from them, from the database. */
export interface HistoryStore {
  /** A game by its id or room code, if this user played in it, hosted it or is in its group; null otherwise. */
  game(userId: string, id: string): Promise<GamePage | null>;
  /** The rooms with a running game that this user may see, the last used first. */
  rooms(userId: string): Promise<readonly RoomLine[]>;
  /** The id of a game that `game` would give; null otherwise. */
  gameId(userId: string, id: string): Promise<string | null>;
  /** The highest scores of a round before the game with this id. */
  bests(gameId: string): Promise<Bests>;
  /** Players by rank; `group_not_found` if the viewer is not in the group. */
  leaderboard(viewerId: string, board: BoardParams): Promise<Leaderboard | Refused>;
  /** Everybody a player finished games with; null if there is no such player. */
  opponents(username: string): Promise<readonly HeadToHead[] | null>;
  /** A page of finished games that the viewer may see, newest first; null if there is no such player. */
  finished(
    viewerId: string,
    username: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<HistoryPage | null>;
  /** The statistics of a player, zeros before the first game; null if there is no such player. */
  player(username: string): Promise<PlayerPage | null>;
}
