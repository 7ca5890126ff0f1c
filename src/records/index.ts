import {
  refuse,
  type GameRecord,
  type History,
  type Leaderboard,
  type PlayerPage,
  type Refused,
} from '../protocol/index.ts';
import type { RecordStore } from './ports.ts';

export { createGroups, type Groups } from './groups.ts';
export type { GroupStore, RecordStore } from './ports.ts';

type Page = Parameters<RecordStore['history']>[2];

/** What a person may read of the record. */
export interface Records {
  /** A game by its id or room code; refuses `game_not_found`, whether it is not there or not theirs to see. */
  game(userId: string, id: string): Promise<{ result: GameRecord } | Refused>;
  leaderboard(limit: number): Promise<Leaderboard>;
  /** Finished games, newest first; refuses `user_not_found`. */
  history(viewerId: string, username: string, page: Page): Promise<{ result: History } | Refused>;
  /** Refuses `user_not_found`. */
  player(username: string): Promise<{ result: PlayerPage } | Refused>;
}

export function createRecords(store: RecordStore): Records {
  return {
    async game(userId, id) {
      const result = await store.game(userId, id);
      return result ? { result } : refuse('game_not_found');
    },
    leaderboard: (limit) => store.leaderboard(limit),
    async history(viewerId, username, page) {
      const result = await store.history(viewerId, username, page);
      return result ? { result } : refuse('user_not_found');
    },
    async player(username) {
      const result = await store.player(username);
      return result ? { result } : refuse('user_not_found');
    },
  };
}
