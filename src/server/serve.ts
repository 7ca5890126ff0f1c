import { X509Certificate } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Delays } from '../accounts/index.ts';
import type { Config } from '../config/load.ts';
import type { Whereabouts } from '../rooms/index.ts';
import { createHandler } from './dispatch.ts';
import { inTurn } from './door/share.ts';
import { createStrangers, usualBounds } from './door/strangers.ts';
import { createPages } from './http.ts';
import { limited } from './limited.ts';
import { listen } from './listen.ts';
import type { Metrics } from './metrics.ts';
import type { Broadcasts, Limits } from './ports.ts';
import { createReadiness } from './readiness.ts';
import type { Services } from './services.ts';
import { createTerminals, mostOfUser } from './terminals.ts';
import { acceptSockets } from './ws.ts';

/** A server that stops waits so long for clients to close, and then cuts them. */
const stopWithin = 3_000; // ms
/**
 * A connection that has not sent a whole request in this time is closed, also if it sends nothing at all. With TLS it
 * has the same time for its handshake before that.
 */
const requestWithin = 10_000; // ms
const timeouts = {
  headersTimeout: requestWithin,
  requestTimeout: requestWithin,
  connectionsCheckingInterval: 1_000, // ms
};

export interface ServeOptions {
  readonly config: Pick<
    Config,
    | 'host'
    | 'port'
    | 'trustProxy'
    | 'metricsForAll'
    | 'allowedHosts'
    | 'allowedOrigins'
    | 'limits'
    | 'databaseUrl'
  >;
  /** With a certificate, everything goes over TLS. */
  readonly pair: Pair | null;
  readonly services: Omit<Services, 'broadcasts'>;
  readonly cache: ServerCache;
  readonly storage: ServerStorage;
  readonly metrics: Metrics;
  /** Gets every error. */
  readonly report: (error: unknown) => void;
}

/** A certificate with those above it, and its key, in PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** The part of the cache that the server itself needs. */
interface ServerCache {
  readonly broadcasts: Broadcasts;
  readonly whereabouts: Whereabouts;
  readonly limits: Limits;
  readonly delays: Delays;
  /** Whether the other nodes can be heard now. */
  readonly isUp: () => boolean;
}

/** The part of the storage that the server itself needs. */
interface ServerStorage {
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  /** Whether an error only means that the database is away for a while. */
  readonly isUnavailable: (error: unknown) => boolean;
  /** Whether an error means that the disk has damaged what was to be read. */
  readonly isDamage: (error: unknown) => boolean;
}

export interface RunningServer {
  readonly port: number;
  /** The number of users who are connected. */
  readonly users: () => number;
  /** Whether the database answers in time. */
  readonly isDatabaseUp: () => Promise<boolean>;
  /** Closes the sockets of sessions that ended without news reaching this node. Call it often. */
  recheck(): Promise<void>;
  /** Gives new connections another certificate. Those that are open go on with theirs. */
  renew(pair: Pair): void;
  /** Tells clients when to come back, answers their open requests, then closes every socket. */
  close(): Promise<void>;
}

/** Listens for players. Rejects with the error of the operating system if it cannot. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { config, services, cache, storage, metrics, report } = options;
  let stopping = false;
  let certificate = options.pair && new X509Certificate(options.pair.cert);
  const guests = {
    ...config,
    isCertified: (name: string) => certificate?.checkHost(name) !== undefined,
  };
  const answers = createReadiness(() => storage.ping());
  const pages = createPages({
    metrics,
    metricsForAll: config.metricsForAll,
    guests,
    isReady: async () => !stopping && (await answers()),
  });
  const { http, setPair } = createWeb(options.pair, (request, response) => {
    pages(request, response).catch((error: unknown) => {
      report(error);
      response.destroy();
    });
  });
  const hasLimits = config.limits !== null;
  const strangers = createStrangers(usualBounds({ hasLimits }));
  // Before TLS takes the socket, which then knows its ports no longer.
  http.prependListener('connection', strangers.watch);
  const terminals = createTerminals(services.accounts, cache.whereabouts, hasLimits ? mostOfUser : Infinity);
  const unfollow = cache.broadcasts.follow((message) =>
    terminals.tell('admin.broadcast', { message, at: new Date().toISOString() }),
  );
  const handleAll = createHandler({ ...services, broadcasts: cache.broadcasts });
  // An embedded database answers one question after the other.
  const handle = config.limits ? inTurn(handleAll, config.databaseUrl === null ? 2 : 4) : handleAll;
  const counters = { limits: cache.limits, delays: cache.delays, accounts: services.accounts };
  const sockets = acceptSockets(http, {
    handle: metrics.measured(limited(handle, counters)),
    terminals,
    gone: (member) => services.rooms.disconnect(member),
    report,
    failures: { isPassing: storage.isUnavailable, isDamage: storage.isDamage },
    trustProxy: config.trustProxy,
    guests,
    strangers,
    onBeat: terminals.alive,
  });
  metrics.watch({ connections: sockets.count, openRooms: services.rooms.count, isCacheUp: cache.isUp });
  const { port, close: stopListening } = await listen(http, config).catch(async (error: unknown) => {
    unfollow();
    await sockets.close(0);
    throw error;
  });
  return {
    port,
    users: terminals.users,
    isDatabaseUp: answers,
    recheck: terminals.recheck,
    renew(pair) {
      setPair(pair);
      certificate = new X509Certificate(pair.cert);
    },
    async close() {
      stopping = true;
      unfollow();
      const closed = stopListening();
      await sockets.close(stopWithin);
      http.closeAllConnections();
      strangers.cutAll();
      await closed;
    },
  };
}

/** A web server, over TLS if there is a certificate. */
function createWeb(pair: Pair | null, answer: RequestListener) {
  if (!pair) return { http: createServer(timeouts, answer), setPair: () => undefined };
  const http = createTlsServer({ ...timeouts, handshakeTimeout: requestWithin, ...pair }, answer);
  return { http, setPair: (next: Pair) => http.setSecureContext(next) };
}
