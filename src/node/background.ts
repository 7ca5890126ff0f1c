import type { Storage } from '../storage/index.ts';
import { startHeartbeat, type HeartbeatOptions } from './heartbeat.ts';
import { startRecomputing } from './recomputing.ts';

/** How often games are looked for that nobody plays any more. */
const endAbandonedEvery = 60 * 60 * 1000; // an hour

/** How often an embedded database is looked after. */
const upkeepEvery = 60 * 1000; // a minute

/** Old sessions, commands and notices are deleted this often. */
const forgetEvery = 60 * 60 * 1000; // an hour

export interface BackgroundOptions extends HeartbeatOptions {
  /** Ends games that nobody has played for too long. */
  readonly endAbandoned: () => Promise<void>;
  readonly storage: Storage;
}

/**
 * Starts the regular work of a node: catch up with other nodes, recompute, look after the database, end abandoned
 * games, delete old sessions, commands and notices.
 */
export function startBackground({ endAbandoned, storage, ...heartbeating }: BackgroundOptions) {
  const { report } = heartbeating;
  const heartbeat = startHeartbeat(heartbeating);
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
