import { setTimeout as pause } from 'node:timers/promises';

/** The node asks this often whether there is something to recompute. */
const every = 1_000; // ms

export interface RecomputingOptions {
  /** Recomputes one piece; resolves with whether there may be more. */
  readonly recompute: () => Promise<boolean>;
  /** Told of the first failure of a row. */
  readonly report: (error: unknown) => void;
}

/**
 * Recomputes in the background what an import or the correction of an old game has left for later. It rests between
 * two pieces as long as the last one took, so that players get at least half of the database.
 */
export function startRecomputing({ recompute, report }: RecomputingOptions) {
  const stopped = new AbortController();
  const { signal } = stopped;

  async function run() {
    let hasFailed = false;
    while (!signal.aborted) {
      const began = performance.now();
      let isMore = false;
      try {
        isMore = await recompute();
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) report(error);
        hasFailed = true;
      }
      await pause(isMore ? performance.now() - began : every, null, { signal }).catch(() => null);
    }
  }

  const running = run();
  return {
    async stop(): Promise<void> {
      stopped.abort();
      await running;
    },
  };
}
