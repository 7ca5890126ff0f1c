import type { Server as WebServer } from 'node:http';
import { createServer, type AddressInfo, type ListenOptions, type Server } from 'node:net';
import type { Config } from '../config/load.ts';

/** A free port of IPv4 may be in use in IPv6. So often another one is tried. */
const mostTries = 20;

/** Errors of a machine without IPv6. */
const noIpv6: ReadonlySet<unknown> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'EPROTONOSUPPORT']);

export interface Listening {
  readonly port: number;
  /** Takes no new connections, and resolves when the last one has closed. */
  close(): Promise<void>;
}

/**
 * Listens over IPv4 and IPv6, or over IPv4 alone on a machine without IPv6. Rejects with the error of the operating
 * system if it cannot.
 */
export async function listen(
  http: WebServer,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Listening> {
  if (host === '::') {
    // Without a host, Node takes both families on one socket, or IPv4 if there is no other.
    await start(http, { port });
    return { port: portOf(http), close: () => stop(http) };
  }
  for (let tries = 1; ; tries += 1) {
    await start(http, { host: '127.0.0.1', port });
    // Loopback has two addresses, and one socket takes only one of them.
    const second = createServer({ noDelay: true, allowHalfOpen: true }, (socket) =>
      http.emit('connection', socket),
    );
    try {
      await start(second, { host: '::1', port: portOf(http) });
      return {
        port: portOf(http),
        close: async () => void (await Promise.all([stop(http), stop(second)])),
      };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (noIpv6.has(code)) return { port: portOf(http), close: () => stop(http) };
      await stop(http);
      if (code !== 'EADDRINUSE' || port !== 0 || tries === mostTries) throw error;
    }
  }
}

function start(server: Server, where: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const stop = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
