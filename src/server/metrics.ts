import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { wireWords } from '../words/index.ts';
import type { Handle } from './dispatch.ts';

const help = wireWords.server.metrics;
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]; // seconds

/** Values that are asked for when somebody reads the metrics. */
export interface Gauges {
  readonly connections: () => number;
  readonly openRooms: () => number;
  /** Whether the other nodes can be heard. */
  readonly isCacheUp: () => boolean;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** The figures that an operator watches, in the format of Prometheus. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'whist_requests_total',
    help: help.requests,
    labelNames: ['method', 'outcome'],
    registers,
  });
  const timer = (name: string, text: string) => new Histogram({ name, help: text, buckets, registers });
  const seconds = timer('whist_request_seconds', help.requestSeconds);
  const commits = timer('whist_commit_seconds', help.commitSeconds);
  const changes = new Counter({
    name: 'whist_changes_total',
    help: help.changes,
    registers,
  });

  return {
    /** Counts the requests of a handler, and how long each takes. */
    measured(handle: Handle): Handle {
      return async (caller, request) => {
        const stop = seconds.startTimer();
        const answer = await handle(caller, request);
        stop();
        requests.inc({
          method: request.method,
          outcome: 'refused' in answer ? answer.refused.reason : 'ok',
        });
        return answer;
      };
    },
    /** Counts the transactions that `commit` makes. */
    measuredCommit<C, R>(commit: (batch: readonly C[]) => Promise<R>): (batch: readonly C[]) => Promise<R> {
      return async (batch) => {
        const stop = commits.startTimer();
        changes.inc(batch.length);
        try {
          return await commit(batch);
        } finally {
          stop();
        }
      };
    },
    /** Adds the values that are asked for when somebody reads. */
    watch({ connections, openRooms, isCacheUp }: Gauges): void {
      const gauge = (name: string, text: string, value: () => number) =>
        new Gauge({
          name,
          help: text,
          registers,
          collect() {
            this.set(value());
          },
        });
      gauge('whist_connections', help.connections, connections);
      gauge('whist_rooms_open', help.openRooms, openRooms);
      gauge('whist_cache_up', help.cacheUp, () => Number(isCacheUp()));
    },
    /** Adds the time of the newest backup. Call the function that it returns whenever it changes. */
    watchBackups(): (newest: Date | null) => void {
      const gauge = new Gauge({
        name: 'whist_backup_last_success_timestamp_seconds',
        help: help.lastBackup,
        registers,
      });
      return (newest) => gauge.set((newest?.getTime() ?? 0) / 1000);
    },
    /** The changes of rooms since the start. */
    changes: async (): Promise<number> => (await changes.get()).values[0]?.value ?? 0,
    contentType: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
  };
}
