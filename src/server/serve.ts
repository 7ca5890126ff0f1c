import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConnectionOptions } from './connection.ts';
import type { Whereabouts } from '../rooms/index.ts';
import { createHandler, type Services } from './handlers.ts';
import type { Broadcasts } from './ports.ts';
import { createTerminals } from './terminals.ts';
import { acceptSockets } from './ws.ts';

/** How long a stop waits for clients that do not close. */
const stopWithin = 3_000; // ms

export interface ServeOptions extends Services {
  readonly broadcasts: Broadcasts;
  readonly whereabouts: Whereabouts;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly report: ConnectionOptions['report'];
  readonly isPassing: ConnectionOptions['isPassing'];
}

export interface RunningServer {
  readonly port: number;
  /** Closes the sockets of sessions that have ended unheard; to be called again and again. */
  recheck(): Promise<void>;
  /** Answers what was asked, then closes every socket. */
  close(): Promise<void>;
}

/** Listens for players; rejects with the error of the operating system where it cannot. */
export async function serve({
  host,
  port,
  report,
  isPassing,
  whereabouts,
  ...services
}: ServeOptions): Promise<RunningServer> {
  const http = createServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('whist speaks WebSocket at /ws\n');
  });
  const terminals = createTerminals(services.accounts, whereabouts);
  const deafen = services.broadcasts.follow((message) =>
    terminals.tell('admin.broadcast', { message, at: new Date().toISOString() }),
  );
  const handle = createHandler(services);
  const gone = (member: Parameters<typeof services.rooms.disconnect>[0]) => services.rooms.disconnect(member);
  const sockets = acceptSockets(http, {
    handle,
    terminals,
    gone,
    report,
    isPassing,
    onBeat: terminals.alive,
  });
  const listening = new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  await listening.catch(async (error: unknown) => {
    await sockets.close(0);
    throw error;
  });
  return {
    port: (http.address() as AddressInfo).port,
    recheck: terminals.recheck,
    async close() {
      deafen();
      const closed = new Promise((resolve) => http.close(resolve));
      await sockets.close(stopWithin);
      http.closeAllConnections();
      await closed;
    },
  };
}
