import {
  refuse,
  type Bests,
  type GamePage,
  type HistoryPage,
  type Leaderboard,
  type Opponents,
  type PlayerPage,
  type Refused,
  type RoomLine,
  type Visible,
} from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import { nemesisAmong } from './nemesis.ts';
import type { BoardParams, HistoryStore } from './ports.ts';

type Page = Parameters<HistoryStore['finished']>[2];

/** Finished games, and the figures made from them, as far as a user may see them. */
export interface History {
  /** A game by its id or room code. Refuses `game_not_found`, also if the user may not see the game. */
  game(userId: string, id: string): Promise<{ result: GamePage } | Refused>;
  rooms(userId: string): Promise<{ readonly rooms: readonly RoomLine[] }>;
  /** The id of a game that this user may look at; refuses as `game` does. */
  gameId(userId: string, id: string): Promise<{ result: string } | Refused>;
  /** The bests before a game; refuses as `game` does. */
  bests(userId: string, id: string): Promise<{ result: Bests } | Refused>;
  /** Refuses `group_not_found`. */
  leaderboard(viewerId: string, board: BoardParams): Promise<{ result: Leaderboard } | Refused>;
  /** Refuses `user_not_found`. */
  opponents(viewerId: string, username: string): Promise<{ result: Opponents } | Refused>;
  /** Finished games, newest first; refuses `user_not_found`. */
  finished(viewerId: string, username: string, page: Page): Promise<{ result: HistoryPage } | Refused>;
  /** Refuses `user_not_found`. */
  player(viewerId: string, username: string): Promise<{ result: PlayerPage } | Refused>;
}

/** `visible`: the people who see a player that has not chosen any. */
export function createHistory(store: HistoryStore, visible: Visible): History {
  const viewer = (userId: string) => ({ userId, visible });
  // One answer, so that nobody learns from it whether there is such a player.
  const notShown = () => refuse('user_not_found', { message: wireWords.explanations.playerNotShown });

  return {
    async game(userId, id) {
      const result = await store.game(userId, id);
      return result ? { result } : refuse('game_not_found');
    },
    rooms: async (userId) => ({ rooms: await store.rooms(userId) }),
    async gameId(userId, id) {
      const result = await store.gameId(userId, id);
      return result === null ? refuse('game_not_found') : { result };
    },
    async bests(userId, id) {
      const gameId = await store.gameId(userId, id);
      return gameId === null ? refuse('game_not_found') : { result: await store.bests(gameId) };
    },
    async leaderboard(viewerId, board) {
      const result = await store.leaderboard(viewer(viewerId), board);
      return 'refused' in result ? result : { result };
    },
    async opponents(viewerId, username) {
      const opponents = await store.opponents(viewer(viewerId), username);
      return opponents ? { result: { opponents, nemesis: nemesisAmong(opponents) } } : notShown();
    },
    async finished(viewerId, username, page) {
      const result = await store.finished(viewer(viewerId), username, page);
      return result ? { result } : notShown();
    },
    async player(viewerId, username) {
      const result = await store.player(viewer(viewerId), username);
      return result ? { result } : notShown();
    },
  };
}
