import { setTimeout as pause } from 'node:timers/promises';

/** Whether there is something to settle is asked as often as this. */
const every = 1_000; // ms

export interface SettlingOptions {
  /** Settles one piece; whether there may be more. */
  readonly settle: () => Promise<boolean>;
  /** Told of the first failure of a row. */
  readonly report: (error: unknown) => void;
}

/**
 * Settles in the background what an import or the correction of an old game has left for later, and rests between
 * two pieces as long as the last one took, so that players get at least half of the database. Until it is stopped.
 */
export function startSettling({ settle, report }: SettlingOptions) {
  const stopped = new AbortController();
  const { signal } = stopped;

  async function run() {
    let hasFailed = false;
    while (!signal.aborted) {
      const began = performance.now();
      let isMore = false;
      try {
        isMore = await settle();
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
