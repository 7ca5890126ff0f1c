const steady = 5_000; // ms
/** While the other nodes cannot be heard, the database is asked as often as this for what they do. */
const deaf = 500; // ms

export interface HeartbeatOptions {
  /** What is to be done again and again; it must be safe to do at any time. */
  readonly beat: () => Promise<void>;
  /** Whether the other nodes can be heard now. */
  readonly canHear: () => boolean;
  /** Calls back once they can be heard again. */
  readonly onReturn: (listener: () => void) => void;
  /** Told of the first failure of a row. */
  readonly report: (error: unknown) => void;
}

/** Beats until it is stopped. */
export function startHeartbeat({ beat, canHear, onReturn, report }: HeartbeatOptions) {
  let isBeating = false;
  let isDue = false;
  let hasFailed = false;
  let sinceLast = 0; // ms

  async function beatNow() {
    isDue = true;
    if (isBeating) return;
    isBeating = true;
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
    isBeating = false;
  }

  const timer = setInterval(() => {
    sinceLast += deaf;
    if (sinceLast >= steady || !canHear()) void beatNow();
  }, deaf);
  onReturn(() => void beatNow());
  return {
    stop(): Promise<void> {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
