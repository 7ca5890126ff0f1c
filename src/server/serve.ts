import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Whereabouts } from '../rooms/index.ts';
import type { ConnectionOptions } from './connection.ts';
import { createHandler, type Services } from './handlers.ts';
import { createPages } from './http.ts';
import { limited } from './limited.ts';
import type { Metrics } from './metrics.ts';
import type { Broadcasts, Limits } from './ports.ts';
import { createTerminals } from './terminals.ts';
import { acceptSockets } from './ws.ts';

/** How long a stop waits for clients that do not close. */
const stopWithin = 3_000; // ms
/** A database that has not answered by then is not ready. */
const readyWithin = 1_000; // ms

export interface ServeOptions extends Services, Pick<ConnectionOptions, 'report' | 'isPassing'> {
  readonly broadcasts: Broadcasts;
  readonly whereabouts: Whereabouts;
  readonly limits: Limits;
  readonly metrics: Metrics;
  /** Whether the metrics are for everybody who can reach the port. */
  readonly metricsForAll: boolean;
  /** Whether X-Forwarded-For says where a socket comes from. */
  readonly trustProxy: boolean;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly isCacheUp: () => boolean;
}

export interface RunningServer {
  readonly port: number;
  /** Closes the sockets of sessions that have ended unheard; to be called again and again. */
  recheck(): Promise<void>;
  /** Says when to come back, answers what was asked, then closes every socket. */
  close(): Promise<void>;
}

/** Listens for players; rejects with the error of the operating system where it cannot. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { accounts, rooms, broadcasts, limits, metrics, report } = options;
  let stopping = false;
  const pages = createPages({
    metrics,
    metricsForAll: options.metricsForAll,
    isReady: async () => !stopping && (await isInTime(options.ping())),
  });
  const http = createServer((request, response) => {
    pages(request, response).catch((error: unknown) => {
      report(error);
      response.destroy();
    });
  });
  const terminals = createTerminals(accounts, options.whereabouts);
  const unfollow = broadcasts.follow((message) =>
    terminals.tell('admin.broadcast', { message, at: new Date().toISOString() }),
  );
  const sockets = acceptSockets(http, {
    handle: metrics.measured(limited(createHandler(options), limits)),
    terminals,
    gone: (member) => rooms.disconnect(member),
    report,
    isPassing: options.isPassing,
    trustProxy: options.trustProxy,
    onBeat: terminals.alive,
  });
  metrics.watch({ connections: sockets.count, openRooms: rooms.count, isCacheUp: options.isCacheUp });
  const listening = new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port, options.host, resolve);
  });
  await listening.catch(async (error: unknown) => {
    await sockets.close(0);
    throw error;
  });
  return {
    port: (http.address() as AddressInfo).port,
    recheck: terminals.recheck,
    async close() {
      stopping = true;
      unfollow();
      const closed = new Promise((resolve) => http.close(resolve));
      await sockets.close(stopWithin);
      http.closeAllConnections();
      await closed;
    },
  };
}

async function isInTime(answer: Promise<void>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, readyWithin, false);
  const inTime = answer.then(
    () => true,
    () => false,
  );
  return Promise.race([inTime, late.promise]).finally(() => clearTimeout(timer));
}
