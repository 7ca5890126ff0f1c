import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { maximumFrame, notificationText, type CloseCode } from '../protocol/index.ts';
import { createConnection, type Connection, type ConnectionOptions } from './connection.ts';
import type { Socket } from './socket.ts';

/** When clients of a server that stops are to look for it again. */
const retryAfter = 2; // seconds

/** Sockets are pinged this often, and one that has not answered by the next time is gone. */
const heartbeat = 20_000; // ms

/** Accepts WebSockets at `/ws` of an HTTP server. The only file that knows the library. */
export function acceptSockets(
  http: Server,
  {
    onBeat,
    trustProxy,
    ...options
  }: Omit<ConnectionOptions, 'socket'> & { readonly onBeat: () => void; readonly trustProxy: boolean },
) {
  const server = new WebSocketServer({ noServer: true, maxPayload: maximumFrame, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();
  const open = new Set<{ readonly connection: Connection; readonly closed: Promise<void> }>();
  let stopping = false;

  http.on('upgrade', (request, socket, head) => {
    if (stopping || request.url?.split('?', 1)[0] !== '/ws') {
      // Nobody else listens to this socket any more, and an error that nobody hears ends the process.
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n', () => socket.destroy());
      return;
    }
    server.handleUpgrade(request, socket, head, (ws) => accept(ws, addressOf(request, trustProxy)));
  });

  function accept(ws: WebSocket, address: string) {
    const connection = createConnection({ ...options, socket: socketOf(ws, address) });
    alive.add(ws);
    ws.on('pong', () => alive.add(ws));
    ws.on('message', (data: RawData, isBinary: boolean) => {
      alive.add(ws);
      // What cannot be answered any more is not done either.
      if (stopping || ws.readyState !== ws.OPEN) return;
      if (isBinary) return connection.close(1003);
      void connection.receive(String(data)).then(() => {
        if (ws.isPaused && !connection.isBusy()) ws.resume();
      });
      if (connection.isBusy()) ws.pause();
    });
    // A frame that is too large, or not WebSocket at all: the library closes the socket with the code that says so.
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

  const beat = setInterval(() => {
    onBeat();
    for (const ws of server.clients) {
      if (!alive.has(ws)) ws.terminate();
      alive.delete(ws);
      if (ws.readyState === ws.OPEN) ws.ping();
    }
  }, heartbeat);

  return {
    count: () => open.size,
    /** Says when to come back, answers what every socket has asked and closes it; after `withinMs` those that are left are cut. */
    async close(withinMs: number): Promise<void> {
      clearInterval(beat);
      const cut = setTimeout(() => {
        for (const ws of server.clients) ws.terminate();
      }, withinMs);
      stopping = true;
      const goodbye = notificationText('server.stopping', JSON.stringify({ retryAfter }));
      const goodbyes = [...open].map(async ({ connection, closed }) => {
        connection.send(goodbye);
        await connection.answered();
        connection.close(1001);
        await closed;
      });
      await Promise.all(goodbyes);
      clearTimeout(cut);
      server.close();
    },
  };
}

/** Behind a proxy that is trusted, the address it names last; IPv4 in its usual form. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? String(request.headers['x-forwarded-for'] ?? '') : '';
  const address = forwarded.split(',').at(-1)?.trim() || (request.socket.remoteAddress ?? '');
  return address.replace(/^::ffff:/, '');
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
