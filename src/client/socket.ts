import WebSocket from 'ws';
import { dial, nothingAgreed, type Trust } from './dial.ts';
import { whyRefused, whyUnreachable, type Unreachable } from './unreachable.ts';

const connectWithin = 5_000; // ms
/** The server pings about every twenty seconds. If nothing comes for this long, the line is dead. */
export const silentFor = 45_000; // ms
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
  { trust = nothingAgreed, ...events }: SocketEvents & { readonly trust?: Trust },
): Promise<Socket | { unreachable: Unreachable }> {
  // The whole opening has this time: a server that sends its answer byte by byte is never idle.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), connectWithin);
  const opened = await openWithin(url, { trust, events, late: late.signal });
  clearTimeout(timer);
  return opened;
}

interface Opening {
  readonly trust: Trust;
  readonly events: SocketEvents;
  readonly late: AbortSignal;
}

async function openWithin(
  url: string,
  { trust, events, late }: Opening,
): Promise<Socket | { unreachable: Unreachable }> {
  const dialled = await dial(url, trust, late);
  if ('unreachable' in dialled) return dialled;
  let ws: WebSocket;
  try {
    ws = new WebSocket(url, {
      maxPayload: largestFrame,
      perMessageDeflate: false,
      createConnection: () => dialled,
    });
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
    resolve({ unreachable });
    ws.terminate();
  };
  late.addEventListener('abort', () => fail({ why: 'timeout', detail: '' }));

  ws.on('open', () => {
    isDecided = true;
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
