import type { Cache } from '../cache/index.ts';
import type { Storage } from '../storage/index.ts';
import { startHeartbeat } from './heartbeat.ts';
import { startRecomputing } from './recomputing.ts';

/** How often games are looked for that nobody plays any more. */
const endAbandonedEvery = 60 * 60 * 1000; // an hour

/** How often an embedded database is looked after. */
const upkeepEvery = 60 * 1000; // a minute

/** Old sessions, commands and notices are deleted this often. */
const forgetEvery = 60 * 60 * 1000; // an hour

export interface BackgroundOptions {
  readonly beat: () => Promise<void>;
  /** Ends games that nobody has played for too long. */
  readonly endAbandoned: () => Promise<void>;
  readonly storage: Storage;
  readonly cache: Cache;
  readonly report: (error: unknown) => void;
}

/**
 * Starts the regular work of a node: catch up with other nodes, recompute, look after the database, end abandoned games,
 * delete old
 * sessions, commands and notices.
 */
export function startBackground({ beat, endAbandoned, storage, cache, report }: BackgroundOptions) {
  const heartbeat = startHeartbeat({ beat, canHear: cache.isUp, onReturn: cache.onReturn, report });
  const recomputing = startRecomputing({ recompute: storage.recompute, report });
  const forget = async () => {
    await storage.accounts.forgetExpired();
    await storage.commands.forgetOld();
    await storage.notices.forgetOld();
  };
  void endAbandoned().catch(report);
  const regular = [
    setInterval(() => void endAbandoned().catch(report), endAbandonedEvery),
    setInterval(() => void forget().catch(report), forgetEvery),
    setInterval(() => void storage.upkeep().catch(report), upkeepEvery),
  ];
  return {
    async stop(): Promise<void> {
      for (const timer of regular) clearInterval(timer);
      await recomputing.stop();
      await heartbeat.stop();
    },
  };
}
