import WebSocket from 'ws';
import { whyRefused, whyUnreachable, type Unreachable } from './unreachable.ts';

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

/** An open socket, or why there is none. */
export async function openSocket(
  url: string,
  events: SocketEvents,
): Promise<Socket | { unreachable: Unreachable }> {
  let ws: WebSocket;
  try {
    ws = new WebSocket(url, { maxPayload: largestFrame, perMessageDeflate: false });
  } catch (error) {
    return { unreachable: await whyUnreachable(error as Error, url) };
  }
  const { promise, resolve } = Promise.withResolvers<Socket | { unreachable: Unreachable }>();
  const silence = setTimeout(() => ws.terminate(), silentFor);
  const heard = () => silence.refresh();
  /** Whether it is known how the opening ends. */
  let isDecided = false;
  const fail = (unreachable: Unreachable) => {
    isDecided = true;
    clearTimeout(late);
    resolve({ unreachable });
    ws.terminate();
  };
  // The whole opening has this time: a server that sends its answer byte by byte is never idle.
  const late = setTimeout(fail, connectWithin, { why: 'timeout', detail: '' });

  ws.on('open', () => {
    isDecided = true;
    clearTimeout(late);
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
  ws.on('unexpected-response', (_, response) => {
    isDecided = true;
    response.resume();
    void whyRefused(response, url).then(fail);
  });
  ws.on('error', (failure) => {
    if (!isDecided) void whyUnreachable(failure, url).then(fail);
    isDecided = true;
  });
  ws.on('close', () => clearTimeout(silence));
  return promise;
}
