import { setTimeout as pause } from 'node:timers/promises';

/** How often the node asks whether there is something to recompute. */
const every = 1_000; // ms

export interface RecomputingOptions {
  /** Recomputes one piece; resolves with whether there may be more. */
  readonly recompute: () => Promise<boolean>;
  /** Gets an error, but only the first one when several follow each other. */
  readonly report: (error: unknown) => void;
}

/** The rest after each piece. Players who have waited for the piece come before the next one. */
const rest = 2; // ms

/** Recomputes in the background what an import, or the correction of an old game, has left for later. */
export function startRecomputing({ recompute, report }: RecomputingOptions) {
  const stopped = new AbortController();
  const { signal } = stopped;

  async function run() {
    let hasFailed = false;
    while (!signal.aborted) {
      let isMore = false;
      try {
        isMore = await recompute();
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) report(error);
        hasFailed = true;
      }
      await pause(isMore ? rest : every, null, { signal }).catch(() => null);
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
