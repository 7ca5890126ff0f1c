import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Handle } from './handlers.ts';

/** What is asked when the metrics are read. */
export interface Gauges {
  readonly connections: () => number;
  readonly openRooms: () => number;
  /** Whether the other nodes can be heard. */
  readonly isCacheUp: () => boolean;
}

export type Metrics = ReturnType<typeof createMetrics>;

/** What an operator watches, in the format of Prometheus. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'whist_requests_total',
    help: 'Requests by method, and by the reason they were refused for or ok',
    labelNames: ['method', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'whist_request_seconds',
    help: 'From a request to its answer',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const commits = new Histogram({
    name: 'whist_commit_seconds',
    help: 'Transactions that save changes of rooms',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const changes = new Counter({
    name: 'whist_changes_total',
    help: 'Changes of rooms that those transactions were to save',
    registers,
  });

  return {
    /** Counts what a handler is asked and how long it takes. */
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
    /** Adds what is asked only when somebody reads. */
    watch({ connections, openRooms, isCacheUp }: Gauges): void {
      const gauge = (name: string, help: string, value: () => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(value());
          },
        });
      gauge('whist_connections', 'Open sockets', connections);
      gauge('whist_rooms_open', 'Rooms that somebody on this node is in', openRooms);
      gauge('whist_cache_up', 'Whether Redis answers, or 1 where there is none', () => Number(isCacheUp()));
    },
    contentType: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
  };
}
