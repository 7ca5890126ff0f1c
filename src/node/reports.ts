import type { Log } from '../config/log.ts';
import { wireWords } from '../words/index.ts';

/** Tells whether the database and the cache can be reached. */
export interface Supports {
  /** Whether an error only means that the database is away for a while. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly isCacheUp: () => boolean;
}

/**
 * Tells the operator about failures: once when the database or Redis is away, and once when it is back; and once when
 * there are other nodes and no Redis.
 */
export function createReports(log: Log, { isUnavailable, isCacheUp }: Supports) {
  let hasDatabase = true;
  let hasCache = true;
  let wasDeaf = false;
  return {
    report(err: unknown): void {
      if (!isUnavailable(firstCause(err))) return log.error({ err }, wireWords.server.log.failed);
      if (hasDatabase) log.warn({ err }, wireWords.server.log.databaseAway);
      hasDatabase = false;
    },
    /** Call it whenever the database has just answered. */
    answered(): void {
      if (!hasDatabase) log.info(wireWords.server.log.databaseBack);
      hasDatabase = true;
    },
    /** Call it often. */
    lookAtCache(): void {
      if (isCacheUp() === hasCache) return;
      hasCache = !hasCache;
      if (hasCache) log.info(wireWords.server.log.redisBack);
      else log.warn(wireWords.server.log.redisAway);
    },
    /** Call it often, with whether there are other nodes that this one hears only through the database. */
    lookAtNodes(isDeaf: boolean): void {
      if (isDeaf && !wasDeaf) log.warn(wireWords.server.log.nodesWithoutRedis);
      wasDeaf = isDeaf;
    },
  };
}

function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? firstCause(error.cause) : error;
}
