import { setTimeout as pause } from 'node:timers/promises';
import type { Trust } from './dial.ts';
import { openSocket, type Socket } from './socket.ts';
import type { Unreachable } from './unreachable.ts';

const firstDelay = 250; // ms
const longestDelay = 5_000; // ms

export interface LineEvents {
  readonly trust: Trust;
  onText(text: string): void;
  onUnreachable(outcome: { readonly unreachable: Unreachable }): void;
  /**
   * A socket is open. Resolves with true if it is of use. If not, it is closed, and another one is opened
   * later.
   */
  onOpen(send: Socket['send']): Promise<boolean>;
  /** An open socket has closed. */
  onClosed(): void;
}

/** A line to a server: one socket after another, with longer and longer waits while the server is away. */
export function createLine(url: string, events: LineEvents) {
  const closing = new AbortController();
  let socket: Socket | null = null;
  let restFor = 0; // ms
  let whyAway: Unreachable | null = null;

  /** One socket from its opening to its end. Resolves with true if it was of use. */
  async function live(): Promise<boolean> {
    const ended = Promise.withResolvers<void>();
    const opened = await openSocket(url, {
      onText: events.onText,
      onClosed: ended.resolve,
      trust: events.trust,
    });
    whyAway = 'unreachable' in opened ? opened.unreachable : null;
    if ('unreachable' in opened) {
      events.onUnreachable(opened);
      return false;
    }
    if (closing.signal.aborted) {
      opened.close();
      return false;
    }
    socket = opened;
    void ended.promise.then(events.onClosed);
    const isOfUse = await events.onOpen(opened.send);
    if (!isOfUse) opened.close();
    await ended.promise;
    socket = null;
    return isOfUse;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      if (await live()) failures = 0;
      const delay = Math.min(firstDelay * 2 ** failures, longestDelay) * (0.5 + Math.random() / 2);
      const rest = restFor;
      restFor = 0;
      await pause(rest + delay, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  void run();
  return {
    send: (text: string): void => socket?.send(text),
    /** After the end of this socket, the line waits for so many milliseconds before it opens another one. */
    rest(ms: number): void {
      restFor = ms;
    },
    /** Why the last try failed; null if it did not. */
    whyAway: () => whyAway,
    isClosed: () => closing.signal.aborted,
    /** Closes the line for good. */
    close(): void {
      closing.abort();
      socket?.close();
    },
  };
}
