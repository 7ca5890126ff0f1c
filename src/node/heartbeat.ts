/** How often the database is asked for missed news while the other nodes can be heard. */
const steady = 5_000; // ms
/** How often the database is asked for news while the other nodes cannot be heard. */
const deaf = 500; // ms

export interface HeartbeatOptions {
  /** It must be safe to call at any time. */
  readonly beat: () => Promise<void>;
  /** Whether the other nodes can be heard now. */
  readonly canHear: () => boolean;
  /** Calls back once they can be heard again. */
  readonly onReturn: (listener: () => void) => void;
  /** Gets an error, but only the first one when several follow each other. */
  readonly report: (error: unknown) => void;
}

/** Beats until it is stopped; `stop` resolves when the last beat is over. */
export function startHeartbeat({ beat, canHear, onReturn, report }: HeartbeatOptions) {
  let beating: Promise<void> | null = null;
  let isDue = false;
  let isStopped = false;
  let hasFailed = false;
  let sinceLast = 0; // ms

  function beatNow() {
    isDue = !isStopped;
    beating ??= beatWhileDue().finally(() => (beating = null));
  }

  async function beatWhileDue() {
    while (isDue) {
      isDue = false;
      sinceLast = 0;
      try {
        await beat();
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) report(error);
        hasFailed = true;
      }
    }
  }

  const timer = setInterval(() => {
    sinceLast += deaf;
    if (sinceLast >= steady || !canHear()) beatNow();
  }, deaf);
  onReturn(() => beatNow());
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      isStopped = true;
      isDue = false;
      await beating;
    },
  };
}
