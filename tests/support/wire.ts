import WebSocket from 'ws';
import type { MethodName, Params, Reason, Result, RoomEvent, RoomState } from '../../src/protocol/index.ts';

interface Update {
  readonly code: string;
  readonly version: number;
  readonly event: RoomEvent;
  readonly state: RoomState;
}

/** A result of a terminal that did not ask for events alone: the answer to a change has the state. */
export type Stated<M extends MethodName> =
  Result<M> extends { state?: RoomState | undefined } ? Result<M> & { state: RoomState } : Result<M>;

interface Reply {
  readonly id: number | null;
  readonly result?: unknown;
  readonly error?: { code: number; message: string; data: { reason: Reason } & Record<string, unknown> };
}

/** The refusal of a request. */
export class Refused extends Error {
  readonly code: number;
  readonly reason: Reason;
  readonly data: Record<string, unknown>;

  constructor(error: NonNullable<Reply['error']>) {
    super(error.message);
    this.code = error.code;
    this.reason = error.data.reason;
    this.data = error.data;
  }
}

export type Wire = Awaited<ReturnType<typeof connect>>;

/** A client that shows a test every frame. */
export async function connect(url: string) {
  const ws = new WebSocket(url, {
    perMessageDeflate: false,
    // The tests of certificates look at them themselves.
    rejectUnauthorized: false,
  });
  const inbox = openInbox(ws);
  /** The versions in the answers to changes of this terminal. */
  const answers: number[] = [];
  let nextId = 1;

  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  ws.on('error', () => undefined);

  async function ask(method: string, params: unknown): Promise<unknown> {
    const id = nextId++;
    const reply = inbox.reply(id, method);
    ws.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const { result, error } = await reply;
    if (error) throw new Refused(error);
    const { version } = (result ?? {}) as { version?: unknown };
    if (method !== 'room.state' && method !== 'room.watch' && typeof version === 'number')
      answers.push(version);
    return result;
  }

  const { updates, frames, until, closed } = inbox;
  return {
    updates,
    frames,
    answers,
    until,
    ask,
    call: <M extends MethodName>(method: M, params: Params<M>) => ask(method, params) as Promise<Stated<M>>,
    /** The first update that `look` accepts. */
    updated: (look: (update: Update) => boolean) => until(() => updates.find(look)),
    /** The reason of a refusal; fails if the call is not refused. */
    async refused<M extends MethodName>(method: M, params: Params<M>): Promise<Reason> {
      try {
        await ask(method, params);
      } catch (error) {
        if (error instanceof Refused) return error.reason;
        throw error;
      }
      throw new Error(`${method} was accepted`);
    },
    send: (frame: string | Buffer) => ws.send(frame),
    /** The code that the server closed the socket with. */
    closed,
    close(): Promise<number> {
      ws.close();
      return closed;
    },
    terminate: () => ws.terminate(),
    /** Stops reading from the server. */
    pause: () => ws.pause(),
  };
}

/** Everything that comes in on a socket. */
function openInbox(ws: WebSocket) {
  const replies = new Map<number, (reply: Reply) => void>();
  const updates: Update[] = [];
  const frames: string[] = [];
  const watchers = new Set<() => void>();
  const closed = Promise.withResolvers<number>();

  ws.on('message', (data) => {
    const frame = String(data);
    frames.push(frame);
    const message = JSON.parse(frame) as Reply & { method?: string; params?: Update };
    if (message.method === 'room.updated' && message.params) updates.push(message.params);
    else if (message.id !== null) replies.get(message.id)?.(message);
    for (const look of watchers) look();
  });
  ws.on('close', (code) => closed.resolve(code));

  return {
    updates,
    frames,
    closed: closed.promise,
    /** The reply with this id; rejects when the socket closes first. */
    reply(id: number, method: string): Promise<Reply> {
      return new Promise((resolve, reject) => {
        replies.set(id, resolve);
        void closed.promise.then((code) =>
          reject(new Error(`${method}: the socket was closed with ${code}`)),
        );
      });
    },
    /** Resolves with the first value of `look` that is not undefined; rejects when the socket closes first. */
    until<T>(look: () => T | undefined): Promise<T> {
      return new Promise((resolve, reject) => {
        const check = () => {
          const value = look();
          if (value === undefined) return;
          watchers.delete(check);
          resolve(value);
        };
        watchers.add(check);
        void closed.promise.then((code) => reject(new Error(`the socket was closed with ${code}`)));
        check();
      });
    },
  };
}
