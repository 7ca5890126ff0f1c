import { setImmediate } from 'node:timers/promises';
import type { Commit, RoomStore } from './ports.ts';

/** Changes saved by one transaction; enough for any node, and few enough that nobody waits long for the others. */
const batchSize = 256;

/** While the database works on one transaction, this process makes the next one ready. */
const transactionsAtOnce = 2;

interface Waiting {
  readonly commit: Commit;
  readonly resolve: (outcome: 'saved' | 'moved_on') => void;
  readonly reject: (error: unknown) => void;
}

export interface Journal {
  /** Resolves once the change is committed, or with `moved_on` where another node was first. Rejects where it is not known to be saved. */
  save(commit: Commit): Promise<'saved' | 'moved_on'>;
}

/**
 * Saves the changes of all rooms, at most two transactions at once: what comes in while they are under way waits
 * together for the next, so the more rooms are busy, the more of them share a commit.
 */
export function createJournal(store: Pick<RoomStore, 'commit'>): Journal {
  let waiting: Waiting[] = [];
  let saving = 0;

  async function saveAll() {
    saving += 1;
    while (waiting.length > 0) {
      // Lets what other sockets have sent come in first; the embedded database works in this thread.
      await setImmediate();
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      // The other transaction may have taken them all meanwhile.
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
      // One room's change that cannot be saved must not take the others with it. Where this transaction was
      // committed after all, the fence tells: the room has moved on.
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
