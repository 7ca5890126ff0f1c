import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { maximumFrame, notificationText, type CloseCode } from '../protocol/index.ts';
import { addressOf } from './address.ts';
import { createConnection, type Connection, type ConnectionOptions } from './connection.ts';
import type { Socket } from './socket.ts';

/** When the server stops, clients are told to try again after this time. */
const retryAfter = 2; // seconds

/** Sockets are pinged this often; one that has not answered by the next ping is gone. */
const pingEvery = 20_000; // ms

/** Accepts WebSockets at `/ws` of an HTTP server. The only file that knows the library. */
export function acceptSockets(http: Server, { onBeat, trustProxy, ...options }: SocketsOptions) {
  const server = new WebSocketServer({ noServer: true, maxPayload: maximumFrame, perMessageDeflate: false });
  const open = new Set<OpenSocket>();
  const pings = startPings(server, onBeat);
  let stopping = false;

  http.on('upgrade', (request, socket, head) => {
    if (stopping || request.url?.split('?', 1)[0] !== '/ws') return notFound(socket);
    server.handleUpgrade(request, socket, head, (ws) => accept(ws, addressOf(request, trustProxy)));
  });

  function accept(ws: WebSocket, address: string) {
    const connection = createConnection({ ...options, socket: socketOf(ws, address) });
    pings.watch(ws);
    ws.on('message', (data: RawData, isBinary: boolean) => {
      // Do not handle a request that can no longer be answered.
      if (stopping || ws.readyState !== ws.OPEN) return;
      if (isBinary) return connection.close(1003);
      void connection.receive(String(data)).then(() => {
        if (ws.isPaused && !connection.isBusy()) ws.resume();
      });
      if (connection.isBusy()) ws.pause();
    });
    // The library closes a socket by itself when a frame is too large or is not WebSocket at all.
    ws.on('error', () => undefined);
    const closed = Promise.withResolvers<void>();
    const one = { connection, closed: closed.promise };
    open.add(one);
    ws.on('close', () => {
      void connection
        .closed()
        .catch(options.report)
        .finally(() => {
          open.delete(one);
          closed.resolve();
        });
    });
  }

  return {
    count: () => open.size,
    /**
     * Tells clients when to come back, answers every request and closes the sockets. Cuts those still open
     * after `withinMs`.
     */
    async close(withinMs: number): Promise<void> {
      pings.stop();
      const cut = setTimeout(() => {
        for (const ws of server.clients) ws.terminate();
      }, withinMs);
      stopping = true;
      await Promise.all([...open].map(sayGoodbye));
      clearTimeout(cut);
      server.close();
    },
  };
}

interface SocketsOptions extends Omit<ConnectionOptions, 'socket'> {
  /** Called with every round of pings. */
  readonly onBeat: () => void;
  /** Whether X-Forwarded-For says where a socket comes from. */
  readonly trustProxy: boolean;
}

interface OpenSocket {
  readonly connection: Connection;
  readonly closed: Promise<void>;
}

async function sayGoodbye({ connection, closed }: OpenSocket): Promise<void> {
  connection.send(notificationText('server.stopping', JSON.stringify({ retryAfter })));
  await connection.answered();
  connection.close(1001);
  await closed;
}

/** Pings the sockets, and cuts each that has not answered the ping before. */
function startPings(server: WebSocketServer, onBeat: () => void) {
  const alive = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    onBeat();
    for (const ws of server.clients) {
      if (!alive.has(ws)) ws.terminate();
      alive.delete(ws);
      if (ws.readyState === ws.OPEN) ws.ping();
    }
  }, pingEvery);
  return {
    watch(ws: WebSocket): void {
      alive.add(ws);
      for (const event of ['pong', 'message']) ws.on(event, () => alive.add(ws));
    },
    stop: () => clearInterval(timer),
  };
}

function notFound(socket: Duplex): void {
  // Nothing else listens to this socket now, and an error without a listener ends the process.
  socket.on('error', () => undefined);
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n', () => socket.destroy());
}

function socketOf(ws: WebSocket, address: string): Socket {
  return {
    address,
    send(frame) {
      if (ws.readyState === ws.OPEN) ws.send(frame, { binary: false });
    },
    close: (code: CloseCode, reason) => ws.close(code, reason),
    buffered: () => ws.bufferedAmount,
  };
}
