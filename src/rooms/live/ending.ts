import { refuse, type Refused } from '../../protocol/index.ts';
import { entryAfter } from '../decide.ts';
import type { RoomStore } from '../ports.ts';
import { evolve } from '../room.ts';
import type { Saving } from './saving.ts';
import type { Standing } from './standing.ts';

/** Why a game ends without its table: the operator closed the room, or nobody played for too long. */
export type EndReason = 'closed' | 'abandoned';

interface Context {
  readonly store: Pick<RoomStore, 'drop'>;
  readonly now: () => Date;
}

interface Parts {
  readonly standing: Standing;
  readonly save: Saving;
}

/**
 * Ends a game as it stands. A lobby in which nothing began is dropped. Refuses `wrong_phase` if the game is
 * over, or if it has an entry since `quietSince`; `room_not_found`, `try_again`. Call it only inside the queue of the room.
 */
export function createEnding({ store, now }: Context, { standing, save }: Parts) {
  return async (reason: EndReason, quietSince?: Date): Promise<{ readonly dropped: boolean } | Refused> => {
    for (;;) {
      const room = standing.room();
      const { status } = room.timeline.game;
      const isPlayed = quietSince !== undefined && room.lastEntryAt >= quietSince;
      if (status === 'finished' || isPlayed) return refuse('wrong_phase');
      const entry = entryAfter(room, { action: { type: 'room.close', reason }, seat: null }, now());
      const outcome = evolve(room, entry);
      if ('error' in outcome) throw new Error(`room ${room.code} cannot be closed: ${outcome.error}`);
      const saved = await save({ entry, after: outcome.ok }, null);
      if (saved === 'unknown') return refuse('try_again');
      if (saved === 'gone') return refuse('room_not_found');
      if (saved === 'moved_on') continue;
      const dropped = status === 'waiting';
      if (dropped) await store.drop(room.gameId);
      return { dropped };
    }
  };
}
