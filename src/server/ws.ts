import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type ServerOptions, type WebSocket } from 'ws';
import { maximumFirstFrame, maximumFrame, notificationText, type CloseCode } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import { addressOf } from './address.ts';
import { createConnection, type Connection, type ConnectionOptions } from './connection.ts';
import { refusedHeader, type Guests } from './door/hosts.ts';
import type { Strangers } from './door/strangers.ts';
import type { Socket } from './socket.ts';

const { pages } = wireWords.server;

/** When the server stops, clients are told to try again after this time. */
const retryAfter = 2; // seconds

/** Sockets are pinged this often; one that has not answered by the next ping is gone. */
const pingEvery = 20_000; // ms

/** A client that does not answer the goodbye of its socket in this time is cut. */
const closeWithin = 2_000; // ms

// The types of the library do not know `closeTimeout` yet.
const libraryOptions: ServerOptions & { readonly closeTimeout: number } = {
  noServer: true,
  maxPayload: maximumFirstFrame,
  perMessageDeflate: false,
  closeTimeout: closeWithin,
};

/** Accepts WebSockets at `/ws` of an HTTP server. The only file that knows the library. */
export function acceptSockets(
  http: Server,
  { onBeat, trustProxy, guests, strangers, ...options }: SocketsOptions,
) {
  const server = new WebSocketServer(libraryOptions);
  const open = new Set<OpenSocket>();
  const pings = startPings(server, onBeat);
  let stopping = false;

  http.on('upgrade', (request, socket, head) => {
    if (stopping || request.url?.split('?', 1)[0] !== '/ws') return turnAway(socket, 404);
    const header = refusedHeader(request.headers, guests);
    if (header) return turnAway(socket, 403, header);
    const address = addressOf(request, trustProxy);
    if (!strangers.mayWait(address)) return turnAway(socket, 429);
    server.handleUpgrade(request, socket, head, (ws) => accept(ws, request, address));
  });

  function accept(ws: WebSocket, { socket: line }: IncomingMessage, address: string) {
    strangers.count(address, 1);
    let isWaiting = true;
    const admit = (isLoggedIn: boolean) => {
      if (isWaiting !== isLoggedIn) return;
      isWaiting = !isLoggedIn;
      strangers.count(address, isLoggedIn ? -1 : 1);
      limitFrames(ws, isLoggedIn ? maximumFrame : maximumFirstFrame);
      if (isLoggedIn) strangers.admit(line);
      else strangers.watch(line);
    };
    const connection = createConnection({ ...options, socket: { ...socketOf(ws, address), admit } });
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
          if (isWaiting) strangers.count(address, -1);
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
  readonly guests: Guests;
  readonly strangers: Strangers;
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

/**
 * Sets the most bytes of the next frames. The library has one limit for all sockets of a server; that of a single one
 * is a field of its receiver, which refuses a frame when it has read its length.
 */
function limitFrames(ws: WebSocket, bytes: number): void {
  const { _receiver: receiver } = ws as unknown as { readonly _receiver: object };
  Object.assign(receiver, { _maxPayload: bytes });
}

const statuses = { 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests' } as const;

/** Answers an upgrade with a page. A client of whist knows by `Whist-Refused` that the page is not that of a proxy. */
function turnAway(socket: Duplex, status: keyof typeof statuses, header?: 'host' | 'origin'): void {
  const text = `${header ? pages.headerRefused[header] : status === 429 ? pages.tooManyWaiting : pages.notFound}\n`;
  const lines = [
    `HTTP/1.1 ${status} ${statuses[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    ...(status === 404 ? [] : [`Whist-Refused: ${header ?? 'waiting'}`]),
  ];
  // Nothing else listens to this socket now, and an error without a listener ends the process.
  socket.on('error', () => undefined);
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}

function socketOf(ws: WebSocket, address: string): Omit<Socket, 'admit'> {
  return {
    address,
    send(frame) {
      if (ws.readyState === ws.OPEN) ws.send(frame, { binary: false });
    },
    close: (code: CloseCode, reason) => ws.close(code, reason),
    buffered: () => ws.bufferedAmount,
  };
}
