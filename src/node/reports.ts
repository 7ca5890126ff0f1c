import type { Log } from '../config/log.ts';

/** Whether what the server stands on is there. */
export interface Supports {
  /** Whether an error is the database being away, which passes by itself. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly isCacheUp: () => boolean;
}

/** What a server tells its operator of failures. What is away is told once, and once when it is back. */
export function createReports(log: Log, { isUnavailable, isCacheUp }: Supports) {
  let hasDatabase = true;
  let hasCache = true;
  return {
    report(err: unknown): void {
      if (!isUnavailable(firstCause(err))) return log.error({ err }, 'Something failed.');
      if (hasDatabase) log.warn({ err }, 'The database does not answer; players are told to try again.');
      hasDatabase = false;
    },
    /** To be called whenever the database has just answered. */
    answered(): void {
      if (!hasDatabase) log.info('The database is there.');
      hasDatabase = true;
    },
    /** To be called often. */
    lookAtCache(): void {
      if (isCacheUp() === hasCache) return;
      hasCache = !hasCache;
      if (hasCache) log.info('Redis is there.');
      else log.warn('Redis does not answer; this node goes on without it.');
    },
  };
}

function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? firstCause(error.cause) : error;
}
