import WebSocket from 'ws';
import { words } from '../words/index.ts';

const connectWithin = 5_000; // ms
/** The server pings every twenty seconds or so; after this long without a sound the line is dead. */
const silentFor = 45_000; // ms
/** A state with 99 rounds has some thirty kilobytes; missed events may come with it. */
const largestFrame = 4 * 1024 * 1024; // bytes

/** All the client knows of a WebSocket. */
export interface Socket {
  send(text: string): void;
  /** Hangs up at once. `onClosed` is called as for any other end. */
  close(): void;
}

export interface SocketEvents {
  onText(text: string): void;
  /** Once, when a socket that was open has come to its end. */
  onClosed(): void;
}

/** An open socket, or in words why there is none. */
export function openSocket(url: string, events: SocketEvents): Promise<Socket | { unreachable: string }> {
  const { promise, resolve } = Promise.withResolvers<Socket | { unreachable: string }>();
  let ws: WebSocket;
  try {
    ws = new WebSocket(url, {
      handshakeTimeout: connectWithin,
      maxPayload: largestFrame,
      perMessageDeflate: false,
    });
  } catch (error) {
    return Promise.resolve({ unreachable: error instanceof Error ? error.message : String(error) });
  }
  const silence = setTimeout(() => ws.terminate(), silentFor);
  const heard = () => silence.refresh();

  ws.on('open', () => {
    heard();
    ws.on('close', events.onClosed);
    resolve({
      send: (text) => ws.send(text, () => undefined), // a failed send is followed by the end of the socket
      close: () => ws.terminate(),
    });
  });
  ws.on('ping', heard);
  ws.on('message', (data, isBinary) => {
    heard();
    if (!isBinary) events.onText(String(data));
  });
  ws.on('error', (error) => resolve({ unreachable: error.message || words.explanations.noConnection }));
  ws.on('close', () => clearTimeout(silence));
  return promise;
}
