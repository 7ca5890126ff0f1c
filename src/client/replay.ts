import type { GameLog, RoomState } from '../protocol/index.ts';
import { nothingYet, type RoomSnapshot, type RoomStore } from './snapshot.ts';
import { createStore } from './store.ts';

/** The number of steps in one answer of `game.log`. */
const pageSize = 50;

/** Where to go in a log. */
export type Step = 'first' | 'back' | 'forth' | 'last';

/** A past game, shown as if it were played again. */
export interface ReplayStore extends RoomStore {
  step(step: Step): void;
}

/**
 * Steps through the log of a game, from its first entry on. `load` gives a page: some steps after a version.
 * Pages are kept. `entered` rejects if the first page cannot be loaded. If keys come faster than pages, only
 * the last place is shown.
 */
export function createReplayStore(load: (after: number, limit: number) => Promise<GameLog>): ReplayStore {
  const store = createStore<RoomSnapshot>(nothingYet);
  const entered = Promise.withResolvers<{ readonly state: RoomState }>();
  /** The steps that have been loaded, by their version. */
  const known = new Map<number, GameLog['steps'][number]>();
  let queue: Promise<void> = Promise.resolve();
  let last = 1;
  let wanted = 1;

  /** Loads the page of the wanted place, and shows it. */
  async function show() {
    const version = wanted;
    if (!known.has(version)) {
      const page = await load(version - 1 - ((version - 1) % pageSize), pageSize);
      last = page.last;
      for (const step of page.steps) known.set(step.event.version, step);
    }
    const step = known.get(version);
    if (store.isClosed() || version !== wanted || !step) return;
    const { state, event } = step;
    store.change({ state, events: [event], fault: null, steps: last });
    entered.resolve({ state });
  }

  /** Says that a page could not be loaded. The next step asks for it again. */
  function failed(error: unknown) {
    entered.reject(error);
    store.change({ fault: error instanceof Error ? error.message : String(error) });
  }

  function go(version: number) {
    wanted = Math.min(Math.max(1, version), last);
    queue = queue.then(show).catch(failed);
  }

  go(wanted);
  return {
    entered: entered.promise,
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    // A replay cannot be changed.
    act: () => Promise.resolve(false),
    step(step) {
      go({ first: 1, back: wanted - 1, forth: wanted + 1, last }[step]);
    },
    close: store.close,
  };
}
