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
  Visible,
} from '../protocol/index.ts';

/** Somebody who asks about other players. */
export interface Viewer {
  readonly userId: string;
  /** The people who see a player that has not chosen any. */
  readonly visible: Visible;
}

export type BoardParams = Params<'stats.leaderboard'>;

/** Reads finished games, and the figures made from them, from the database. */
export interface HistoryStore {
  /** A game by its id or room code, if this user may read it; null otherwise. */
  game(userId: string, id: string): Promise<GamePage | null>;
  /** The rooms with a running game that this user may see, the last used first. */
  rooms(userId: string): Promise<readonly RoomLine[]>;
  /** The id of a game that `game` would give; null otherwise. */
  gameId(userId: string, id: string): Promise<string | null>;
  /** The highest scores of a round before the game with this id. */
  bests(gameId: string): Promise<Bests>;
  /**
   * Players by rank; `group_not_found` if the viewer is not in the group. Outside of a group it leaves out the players
   * whom the viewer may not see.
   */
  leaderboard(viewer: Viewer, board: BoardParams): Promise<Leaderboard | Refused>;
  /** The people a player finished games with, as far as the viewer may see them; null if there is no such player. */
  opponents(viewer: Viewer, username: string): Promise<readonly HeadToHead[] | null>;
  /** A page of finished games that the viewer may see, newest first; null if there is no such player, or
   * the viewer may not see them. */
  finished(
    viewer: Viewer,
    username: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<HistoryPage | null>;
  /** The statistics of a player, zeros before the first game. Games that the viewer may not read have no
   * id and no code. Null if there is no such player. */
  player(viewer: Viewer, username: string): Promise<PlayerPage | null>;
}
