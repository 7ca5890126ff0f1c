import { setImmediate } from 'node:timers/promises';
import type { Commit, RoomStore } from './ports.ts';

/** The most changes in one transaction. There are so few that no change waits long for the others. */
const batchSize = 256;

/** While the database works on one transaction, this process prepares the next one. */
const transactionsAtOnce = 2;

interface Waiting {
  readonly commit: Commit;
  readonly resolve: (outcome: 'saved' | 'moved_on') => void;
  readonly reject: (error: unknown) => void;
}

export interface Journal {
  /**
   * Resolves with `saved` after the commit, or with `moved_on` if another node was first. Rejects if the
   * outcome is unknown.
   */
  save(commit: Commit): Promise<'saved' | 'moved_on'>;
}

/**
 * Saves the changes of all rooms in at most two transactions at once. Changes that arrive in the meantime wait together
 * for the next one, so the more rooms are busy, the more of them share a commit.
 */
export function createJournal(store: Pick<RoomStore, 'commit'>): Journal {
  let waiting: Waiting[] = [];
  let saving = 0;

  async function saveAll() {
    saving += 1;
    while (waiting.length > 0) {
      // First let Node read from the sockets, because the embedded database works in this thread.
      await setImmediate();
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      // The other transaction may have taken all changes in the meantime.
      if (batch.length > 0) await saveTogether(batch);
    }
    saving -= 1;
  }

  async function saveTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await store.commit(batch.map(({ commit }) => commit));
      batch.forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i];
        if (outcome) resolve(outcome);
        else reject(new Error('the store answered for fewer changes than it was given'));
      });
    } catch (error) {
      // One bad change must not stop the others, so try each one alone. If this transaction was committed after
      // all, the store answers that the room has moved on.
      const [only, ...others] = batch;
      if (others.length === 0) only?.reject(error);
      else for (const one of batch) await saveTogether([one]);
    }
  }

  return {
    save(commit) {
      const { promise, resolve, reject } = Promise.withResolvers<'saved' | 'moved_on'>();
      waiting.push({ commit, resolve, reject });
      if (saving < transactionsAtOnce) void saveAll();
      return promise;
    },
  };
}
