import WebSocket from 'ws';
import { words } from '../words/index.ts';

const connectWithin = 5_000; // ms
/** The server pings about every twenty seconds. If nothing comes for this long, the line is dead. */
const silentFor = 45_000; // ms
/** A state with 99 rounds has about thirty kilobytes; missed events may come with it. */
const largestFrame = 4 * 1024 * 1024; // bytes

/** The part of a WebSocket that the client uses. */
export interface Socket {
  send(text: string): void;
  /** Closes at once. `onClosed` is called as for any other end. */
  close(): void;
}

export interface SocketEvents {
  onText(text: string): void;
  /** Called once, when an open socket has closed. */
  onClosed(): void;
}

/** An open socket, or a sentence that says why there is none. */
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
      send: (text) => ws.send(text, () => undefined), // after a failed send the socket closes
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
