import { setTimeout as pause } from 'node:timers/promises';
import { newestIn } from './folder.ts';

/** A clock may be set, and a machine may sleep, so that the time is looked at again and again. */
const lookEvery = 60_000; // ms
/** After a failure it is tried again no later than this. */
const retryWithin = 10 * 60 * 1000; // 10 minutes

export interface ScheduleOptions {
  readonly folder: string;
  /** Milliseconds from one backup to the next. */
  readonly every: number;
  /** Adds a backup to the folder, and checks it. */
  readonly add: (signal: AbortSignal) => Promise<unknown>;
  /** Gets the time of the newest backup, also of one that was there before; null if there is none. */
  readonly tell: (newest: Date | null) => void;
  /** Gets every error. The next backup is tried nevertheless. */
  readonly report: (error: unknown) => void;
}

/** Adds a backup to a folder whenever the newest one is old enough, until it is stopped. */
export function startBackups({ folder, every, add, tell, report }: ScheduleOptions) {
  const stopped = new AbortController();
  const { signal } = stopped;
  let failedAt = -Infinity;

  /** The milliseconds until the next backup. */
  async function left(): Promise<number> {
    const newest = await newestIn(folder);
    tell(newest);
    // A file from the future would stop everything until then.
    const age = newest ? Math.max(0, Date.now() - newest.getTime()) : Infinity;
    return Math.max(every - age, failedAt + Math.min(every, retryWithin) - Date.now());
  }

  async function run() {
    while (!signal.aborted) {
      try {
        const wait = await left();
        if (wait > 0) await pause(Math.min(wait, lookEvery), null, { signal });
        else await add(signal);
      } catch (error) {
        if (signal.aborted) return;
        report(error);
        failedAt = Date.now();
        await pause(Math.min(every, lookEvery), null, { signal }).catch(() => null);
      }
    }
  }

  const running = run();
  return {
    /** Ends a backup that is being made, and resolves when nothing is left of it. */
    async stop(): Promise<void> {
      stopped.abort();
      await running;
    },
  };
}
