import WebSocket from 'ws';
import { silentFor } from '../../src/client/socket.ts';

/** A refusal that came as an answer. */
export class Refused extends Error {
  readonly reason: string;

  constructor(method: string, reason: string) {
    super(`${method} was refused: ${reason}`);
    this.reason = reason;
  }
}

/** Harm that a line does to the requests of a player who is logged in. Shares are of all frames, from 0 to 1. */
export interface Harm {
  readonly twice: number;
  /** The share of frames that later ones may overtake. */
  readonly late: number;
  readonly lateBy: number; // ms, at most
}

export interface LineOptions {
  readonly url: string;
  readonly roll: () => number;
  readonly harm?: Harm | undefined;
  readonly onNews?: (method: string, params: unknown) => void;
}

/** A person gives up on an answer after this time, and connects again. */
const patience = 15_000; // ms

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly data: { readonly reason: string } };
}

export type Line = Awaited<ReturnType<typeof openLine>>;

/** One socket. Rejects if there is no connection. */
export async function openLine({ url, roll, harm, onNews = () => undefined }: LineOptions) {
  const ws = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: patience });
  const waiting = new Map<number, (reply: Reply | null) => void>();
  let lastId = 0;
  const lost = Promise.withResolvers<void>();

  ws.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as Reply;
    if (message.method !== undefined) return onNews(message.method, message.params);
    // A frame that was sent twice has two answers, and the second finds nobody who waits.
    const { id = 0 } = message;
    waiting.get(id)?.(message);
    waiting.delete(id);
  });
  const silence = setTimeout(() => ws.terminate(), silentFor);
  for (const sign of ['message', 'ping']) ws.on(sign, () => silence.refresh());
  ws.on('error', () => undefined);
  ws.on('close', () => {
    clearTimeout(silence);
    for (const hear of waiting.values()) hear(null);
    waiting.clear();
    lost.resolve();
  });
  const opened = new Promise<'open'>((resolve) => ws.once('open', () => resolve('open')));
  if ((await Promise.race([opened, lost.promise])) !== 'open') throw new Error(`no connection to ${url}`);

  function send(frame: string) {
    if (ws.readyState === ws.OPEN) ws.send(frame);
  }

  function sendThrough({ twice, late, lateBy }: Harm, frame: string) {
    if (roll() < twice) setTimeout(() => send(frame), roll() * lateBy);
    if (roll() < late) setTimeout(() => send(frame), roll() * lateBy);
    else send(frame);
  }

  return {
    /** Sends one request. Rejects with a `Refused`, or because the line was lost before the answer came. */
    async ask(method: string, params: object): Promise<unknown> {
      if (ws.readyState !== ws.OPEN) throw new Error('the line is lost');
      const id = (lastId += 1);
      const answered = Promise.withResolvers<Reply | null>();
      waiting.set(id, answered.resolve);
      const late = setTimeout(() => ws.terminate(), patience);
      const frame = JSON.stringify({ jsonrpc: '2.0', id, method, params });
      if (harm && !method.startsWith('auth.')) sendThrough(harm, frame);
      else send(frame);
      const reply = await answered.promise;
      clearTimeout(late);
      if (reply === null) throw new Error('the line is lost');
      if (reply.error) throw new Refused(method, reply.error.data.reason);
      return reply.result;
    },
    isLost: () => ws.readyState !== ws.OPEN,
    /** Resolves when the line is lost. */
    lost: lost.promise,
    /** Ends the line at once, as a terminal does that goes to sleep. */
    cut: () => ws.terminate(),
    /** Reads nothing for a while. */
    deafen(ms: number): void {
      ws.pause();
      setTimeout(() => ws.resume(), ms);
    },
  };
}
