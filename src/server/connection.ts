import { randomUUID } from 'node:crypto';
import type { Identity } from '../accounts/index.ts';
import {
  answerText,
  closeCodes,
  parseRequest,
  refuse,
  refusalText,
  type CloseCode,
  type Request,
  type Refused,
} from '../protocol/index.ts';
import type { Answer, Member } from '../rooms/index.ts';
import type { Handle } from './handlers.ts';
import type { Socket } from './socket.ts';
import type { Terminal, Terminals } from './terminals.ts';

/** A socket that says nothing is not kept. */
const loginWithin = 10_000; // ms
/** Requests of one socket that may wait; past that the socket is not read until they are done. */
const requestsWaiting = 64;
/** What may wait to be sent to one socket; a client that reads more slowly starts over. */
const bufferLimit = 4 * 1024 * 1024; // bytes

/** What a request is asked by: who is logged in on this socket, if anybody. */
export interface Caller {
  readonly identity: Identity | null;
  /** Where the socket comes from. */
  readonly address: string;
  /** Logs the socket in or, with null, out. */
  identify(identity: Identity | null): Promise<void>;
  /** The socket as a terminal in a room; there once somebody is logged in. */
  readonly member: Member | null;
}

export interface ConnectionOptions {
  readonly socket: Socket;
  readonly handle: Handle;
  readonly terminals: Pick<Terminals, 'add' | 'remove'>;
  /** Called with the member when it is gone, by closing, by logging out or by logging in as somebody else. */
  readonly gone: (member: Member) => Promise<void>;
  /** Told to the operator; the client is told only that there was something. */
  readonly report: (error: unknown) => void;
  /** Whether an error is no bug but passes by itself, as when the database is away: the client is told to try again. */
  readonly isPassing: (error: unknown) => boolean;
}

export type Connection = ReturnType<typeof createConnection>;

/** One socket: its frames are answered one after the other, in their order. */
export function createConnection({ socket, handle, terminals, gone, report, isPassing }: ConnectionOptions) {
  const id = randomUUID();
  let identity: Identity | null = null;
  let member: Member | null = null;
  let terminal: Terminal | null = null;
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  const deadline = setTimeout(() => close(1008), loginWithin);

  const caller: Caller = {
    address: socket.address,
    get identity() {
      return identity;
    },
    get member() {
      return member;
    },
    async identify(next) {
      clearTimeout(deadline);
      if (terminal) terminals.remove(terminal);
      terminal = next && { id, identity: next, send, close };
      if (member && next?.user.id !== member.user.id) {
        await gone(member);
        member = null;
      }
      identity = next;
      if (next) member ??= { id, user: next.user, send };
      if (terminal) terminals.add(terminal);
    },
  };

  function send(frame: string | Uint8Array) {
    if (socket.buffered() > bufferLimit) close(1013);
    else socket.send(frame);
  }

  function close(code: CloseCode) {
    socket.close(code, closeCodes[code]);
  }

  async function answer(frame: string) {
    const parsed = parseRequest(frame);
    if ('refused' in parsed) return send(refusalText(parsed.id, parsed.refused));
    const { request } = parsed;
    const result = await outcome(request);
    if ('refused' in result) send(refusalText(request.id, result.refused));
    else send(answerText(request.id, result.json));
  }

  async function outcome(request: Request): Promise<Answer> {
    try {
      return await handle(caller, request);
    } catch (error) {
      report(new Error(`${request.method} failed`, { cause: error }));
      return refuse(isPassing(error) ? 'try_again' : 'internal_error') satisfies Refused;
    }
  }

  return {
    /** Takes one text frame; the promise resolves when it is answered. */
    receive(frame: string): Promise<void> {
      waiting += 1;
      queue = queue.then(() => answer(frame)).finally(() => (waiting -= 1));
      return queue;
    },
    /** Resolves when everything taken until now is answered. */
    answered: (): Promise<void> => queue,
    /** Whether the socket should not be read for a while. */
    isBusy: () => waiting >= requestsWaiting,
    /** The socket has closed. */
    async closed(): Promise<void> {
      clearTimeout(deadline);
      await queue;
      if (terminal) terminals.remove(terminal);
      if (member) await gone(member);
      member = null;
    },
    /** Tells the client something that it has not asked for. */
    send,
    close,
  };
}
