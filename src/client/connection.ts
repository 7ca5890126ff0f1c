import { setTimeout as pause } from 'node:timers/promises';
import {
  refuse,
  type NotificationName,
  type NotificationParams,
  type Reason,
  type Refused,
  type User,
} from '../protocol/index.ts';
import { createCalls, type Call } from './calls.ts';
import type { Authenticate } from './session.ts';
import { openSocket, type Socket } from './socket.ts';

/** `online` means logged in as well; `logged_out` and `closed` are the end of a connection. */
export type ConnectionStatus = 'connecting' | 'online' | 'reconnecting' | 'logged_out' | 'closed';

export type Notification = {
  [N in NotificationName]: { readonly method: N; readonly params: NotificationParams<N> };
}[NotificationName];

/** What came of the first try to connect and log in. A connection that is not closed goes on trying. */
export type FirstTry = { readonly user: User } | Refused | { readonly unreachable: string };

export interface Connection {
  readonly first: Promise<FirstTry>;
  /** Who is logged in; null before the first time. */
  user(): User | null;
  status(): ConnectionStatus;
  call: Call;
  /** Both return what stops the listening. */
  onNotification(listener: (notification: Notification) => void): () => void;
  onStatus(listener: (status: ConnectionStatus) => void): () => void;
  close(): void;
}

const firstDelay = 250; // ms
const longestDelay = 5_000; // ms

/** Refusals that logging in again later may not meet any more. */
const passing: ReadonlySet<Reason> = new Set(['try_again', 'internal_error', 'rate_limited']);

/**
 * JSON-RPC with a server over a WebSocket that comes back: every new socket is logged in first, then the calls
 * without an answer are sent again where that is safe: they only read, or their command id makes them happen once.
 */
export function createConnection({
  url,
  authenticate,
}: {
  readonly url: string;
  readonly authenticate: Authenticate;
}): Connection {
  const calls = createCalls();
  const logins = createCalls();
  const notified = new Set<(notification: Notification) => void>();
  const watching = new Set<(status: ConnectionStatus) => void>();
  const first = Promise.withResolvers<FirstTry>();
  const closing = new AbortController();
  let socket: Socket | null = null;
  let status: ConnectionStatus = 'connecting';
  let user: User | null = null;
  /** How long a server that has said so is not to be looked for, in milliseconds. */
  let restFor = 0;

  function become(next: ConnectionStatus) {
    if (status === next) return;
    status = next;
    for (const listener of watching) listener(status);
  }

  function receive(text: string) {
    const message = JSON.parse(text) as Record<string, unknown>;
    if (typeof message['method'] === 'string') {
      const notification = message as Notification;
      if (notification.method === 'server.stopping') restFor = notification.params.retryAfter * 1000;
      for (const listener of notified) listener(notification);
    } else if (status === 'online') calls.answer(message);
    else logins.answer(message);
  }

  /** One socket from its opening to its end. Whether it came as far as being logged in. */
  async function live(): Promise<boolean> {
    const ended = Promise.withResolvers<void>();
    const opened = await openSocket(url, { onText: receive, onClosed: ended.resolve });
    if ('unreachable' in opened) {
      first.resolve(opened);
      return false;
    }
    if (closing.signal.aborted) {
      opened.close();
      return false;
    }
    socket = opened;
    void ended.promise.then(() => logins.abandon());
    const entered = await logIn((method, params) => logins.add(method, params, opened.send));
    first.resolve(entered);
    if ('refused' in entered) {
      opened.close();
      if (!passing.has(entered.refused.reason)) end('logged_out', entered);
      return false;
    }
    user = entered.user;
    if (closing.signal.aborted) return false;
    // First what waits from before: listeners may add calls of their own, which are sent as they come.
    calls.resend(opened.send);
    become('online');
    await ended.promise;
    return true;
  }

  async function logIn(call: Call): ReturnType<Authenticate> {
    try {
      return await authenticate(call);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return refuse('unauthenticated', { message: `The session on this machine cannot be used: ${why}` });
    }
  }

  async function run() {
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      if (await live()) failures = 0;
      socket = null;
      calls.drop();
      if (closing.signal.aborted) return;
      if (user) become('reconnecting');
      const delay = Math.min(firstDelay * 2 ** failures, longestDelay) * (0.5 + Math.random() / 2);
      const rest = restFor;
      restFor = 0;
      await pause(rest + delay, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  function end(as: 'logged_out' | 'closed', outcome: Refused) {
    closing.abort();
    first.resolve(outcome);
    socket?.close();
    logins.abandon(outcome);
    calls.abandon(outcome);
    become(as);
  }

  void run();
  return {
    first: first.promise,
    user: () => user,
    status: () => status,
    call: (method, params) => {
      if (closing.signal.aborted) return Promise.resolve(hungUp);
      return calls.add(method, params, (text) => {
        if (status === 'online') socket?.send(text);
      });
    },
    onNotification: (listener) => listen(notified, listener),
    onStatus: (listener) => listen(watching, listener),
    close: () => {
      if (!closing.signal.aborted) end('closed', hungUp);
    },
  };
}

const hungUp = refuse('try_again', { message: 'This terminal has hung up.' });

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
