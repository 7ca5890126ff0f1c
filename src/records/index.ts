import {
  refuse,
  type GameRecord,
  type Leaderboard,
  type PlayerPage,
  type Refused,
} from '../protocol/index.ts';
import type { RecordStore } from './ports.ts';

export type { RecordStore } from './ports.ts';

/** What a person may read of the record. */
export interface Records {
  /** A game by its id or room code; refuses `game_not_found`, whether it is not there or not theirs to see. */
  game(userId: string, id: string): Promise<{ result: GameRecord } | Refused>;
  leaderboard(limit: number): Promise<Leaderboard>;
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
    async player(username) {
      const result = await store.player(username);
      return result ? { result } : refuse('user_not_found');
    },
  };
}
