import {
  refuse,
  type NotificationName,
  type NotificationParams,
  type Reason,
  type Refused,
  type User,
} from '../protocol/index.ts';
import { words } from '../words/index.ts';
import { createCalls, type Call } from './calls.ts';
import { createListeners } from './listeners.ts';
import { createLine } from './line.ts';
import { nothingAgreed, type Trust } from './dial.ts';
import type { Authenticate } from './session.ts';
import type { Unreachable } from './unreachable.ts';

/** `online` means connected and logged in. A connection ends as `logged_out` or `closed`. */
export type ConnectionStatus = 'connecting' | 'online' | 'reconnecting' | 'logged_out' | 'closed';

type Notification = {
  [N in NotificationName]: { readonly method: N; readonly params: NotificationParams<N> };
}[NotificationName];

/** The outcome of the first try to connect and log in. The connection tries again until it is closed. */
type FirstTry = { readonly user: User } | Refused | { readonly unreachable: Unreachable };

export interface Connection {
  readonly first: Promise<FirstTry>;
  /** The user who is logged in; null before the first time. */
  user(): User | null;
  status(): ConnectionStatus;
  /** Why the last try to connect failed; null while there is a line. */
  whyAway(): Unreachable | null;
  call: Call;
  /** Both return a function that removes the listener. */
  onNotification(listener: (notification: Notification) => void): () => void;
  onStatus(listener: (status: ConnectionStatus) => void): () => void;
  close(): void;
}

interface ConnectionOptions {
  readonly url: string;
  readonly authenticate: Authenticate;
  /** By default nobody can be asked. */
  readonly trust?: Trust;
}

/** After one of these refusals a later login may succeed. */
const passing: ReadonlySet<Reason> = new Set(['try_again', 'internal_error', 'rate_limited']);

/**
 * JSON-RPC with a server over a WebSocket that reconnects. Every new socket is logged in first. Then the
 * calls without an answer are sent again if that is safe: if they only read, or if their command id lets them
 * happen only once.
 */
export function createConnection({
  url,
  authenticate,
  trust = nothingAgreed,
}: ConnectionOptions): Connection {
  const calls = createCalls();
  const logins = createCalls();
  const notified = createListeners<Notification>();
  const watching = createListeners<ConnectionStatus>();
  const first = Promise.withResolvers<FirstTry>();
  let status: ConnectionStatus = 'connecting';
  let user: User | null = null;

  function become(next: ConnectionStatus) {
    if (status === next) return;
    status = next;
    watching.tell(status);
  }

  const line = createLine(url, {
    trust,
    onText(text) {
      const message = messageIn(text);
      if (typeof message['method'] === 'string') notified.tell(message as Notification);
      else if (status === 'online') calls.answer(message);
      else logins.answer(message);
    },
    onUnreachable: first.resolve,
    async onOpen(send) {
      const entered = await logIn(authenticate, (method, params) => logins.add(method, params, send));
      first.resolve(entered);
      if ('refused' in entered) {
        if (!passing.has(entered.refused.reason)) end('logged_out', entered);
        return false;
      }
      user = entered.user;
      if (line.isClosed()) return false;
      // Waiting calls first. Listeners of `online` may add new calls, which are sent at once.
      calls.resend(send);
      become('online');
      return true;
    },
    onClosed() {
      logins.abandon();
      calls.drop();
      if (user && !line.isClosed()) become('reconnecting');
    },
  });
  notified.listen(({ method, params }) => {
    if (method === 'server.stopping') line.rest(params.retryAfter * 1000);
  });

  function end(as: 'logged_out' | 'closed', outcome: Refused) {
    line.close();
    first.resolve(outcome);
    logins.abandon(outcome);
    calls.abandon(outcome);
    become(as);
  }

  return {
    first: first.promise,
    user: () => user,
    status: () => status,
    whyAway: line.whyAway,
    call: (method, params) => {
      if (line.isClosed()) return Promise.resolve(hungUp);
      return calls.add(method, params, (text) => {
        if (status === 'online') line.send(text);
      });
    },
    onNotification: notified.listen,
    onStatus: watching.listen,
    close: () => {
      if (!line.isClosed()) end('closed', hungUp);
    },
  };
}

/** The message in a frame. Another program than whist may send anything, which says nothing here. */
function messageIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const hungUp = refuse('try_again', { message: words.explanations.hungUp });

async function logIn(authenticate: Authenticate, call: Call): ReturnType<Authenticate> {
  try {
    return await authenticate(call);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse('unauthenticated', { message: words.explanations.sessionUnusable(why) });
  }
}
