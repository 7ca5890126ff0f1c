import { setTimeout as pause } from 'node:timers/promises';
import {
  answerText,
  closeCodes,
  parseRequest,
  refuse,
  refusalText,
  type CloseCode,
  type Refused,
  type Request,
} from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import { createCaller, type CallerOptions } from './caller.ts';
import type { Handle } from './dispatch.ts';
import type { Handled } from './services.ts';
import type { Socket } from './socket.ts';

/** If so many requests of a socket wait, it is not read until some are answered. */
const requestsWaiting = 64;
/** The same for a socket on which nobody is logged in. */
const firstRequestsWaiting = 4;
/** The rest after a request of somebody who is not logged in: nonsense without a pause must not delay the players. */
const strangersRest = 10; // ms
/** Bytes that may wait to be sent to one socket. A client that reads more slowly has to connect again. */
const bufferLimit = 4 * 1024 * 1024; // bytes

export interface ConnectionOptions extends Pick<CallerOptions, 'terminals' | 'gone'> {
  readonly socket: Socket;
  readonly handle: Handle;
  /** Tells the operator about an error. The client is told only that there was one. */
  readonly report: (error: unknown) => void;
  readonly failures: Failures;
}

/** The kinds of errors for which a client is told more than that there was one. */
interface Failures {
  /** Whether an error passes by itself, such as a database that is away. The client is told to try again. */
  readonly isPassing: (error: unknown) => boolean;
  /** Whether an error means that the disk has damaged what was to be read. */
  readonly isDamage: (error: unknown) => boolean;
}

export type Connection = ReturnType<typeof createConnection>;

/** One socket. Its frames are answered one after the other, in their order. */
export function createConnection({ socket, handle, report, failures, ...options }: ConnectionOptions) {
  const { address, admit } = socket;
  const { caller, leave } = createCaller({ ...options, address, send, close, admit, late });
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let isLate = false;

  function send(frame: string | Uint8Array) {
    if (socket.buffered() > bufferLimit) close(1013);
    else socket.send(frame);
  }

  function close(code: CloseCode) {
    socket.close(code, closeCodes[code]);
  }

  /** A login that is being answered now may still succeed. */
  function late() {
    isLate = true;
    if (waiting === 0) close(1008);
  }

  async function take(frame: string) {
    if (!isLate) await answer(frame);
    if (!caller.identity && !isLate) await pause(strangersRest);
    if (caller.identity) isLate = false;
    else if (isLate) close(1008);
  }

  async function answer(frame: string) {
    const parsed = parseRequest(frame);
    if ('refused' in parsed) return send(refusalText(parsed.id, parsed.refused));
    const { request } = parsed;
    const result = await outcome(request);
    if ('refused' in result) send(refusalText(request.id, result.refused));
    else send(answerText(request.id, result.json));
    if ('answered' in result) result.answered?.();
  }

  async function outcome(request: Request): Promise<Handled> {
    try {
      return await handle(caller, request);
    } catch (error) {
      report(new Error(`${request.method} failed`, { cause: error }));
      return refusalOf(error, failures);
    }
  }

  return {
    /** Takes one text frame, and resolves when it is answered. */
    receive(frame: string): Promise<void> {
      waiting += 1;
      queue = queue.then(() => take(frame)).finally(() => (waiting -= 1));
      return queue;
    },
    /** Resolves when every frame taken until now is answered. */
    answered: (): Promise<void> => queue,
    /** Whether too many frames wait, so that the socket should not be read for a while. */
    isBusy: () => waiting >= (caller.identity ? requestsWaiting : firstRequestsWaiting),
    /** The socket has closed. */
    async closed(): Promise<void> {
      await queue;
      await leave();
    },
    /** Sends a frame that answers no request. */
    send,
    close,
  };
}

function refusalOf(error: unknown, { isPassing, isDamage }: Failures): Refused {
  if (isPassing(error)) return refuse('try_again');
  if (isDamage(error)) return refuse('internal_error', { message: wireWords.explanations.damaged });
  return refuse('internal_error');
}
