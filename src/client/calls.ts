import { randomUUID } from 'node:crypto';
import {
  isReason,
  methods,
  refuse,
  takesCommandId,
  type MethodName,
  type Params,
  type Refused,
  type Result,
} from '../protocol/index.ts';
import { refusalSentence, words } from '../words/index.ts';

/** A call waits this long for its answer, also over reconnects. */
const answerWithin = 15_000; // ms

export type Answered<M extends MethodName> = { readonly result: Result<M> } | Refused;

/** Asks the server; resolves with its answer, its refusal, or `try_again` if none came in time. */
export type Call = <M extends MethodName>(method: M, params: Params<M>) => Promise<Answered<M>>;

interface Waiting {
  readonly text: string;
  /**
   * Whether it may be sent again on another socket: it only reads, or its command id lets it happen only
   * once.
   */
  readonly repeatable: boolean;
  finish(outcome: { readonly result: unknown } | Refused): void;
}

const noAnswer = refuse('try_again', { message: words.explanations.noAnswer });

/** The calls that wait for an answer. */
export function createCalls() {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  return {
    /** Makes a call. `send` is called at once with its frame; it sends only if the line is open. */
    add<M extends MethodName>(
      method: M,
      params: Params<M>,
      send: (text: string) => void,
    ): Promise<Answered<M>> {
      const id = (lastId += 1);
      // The caller may give a command id: that of an earlier try of the same command.
      const all = takesCommandId(method) ? { commandId: randomUUID(), ...params } : params;
      const text = JSON.stringify({ jsonrpc: '2.0', id, method, params: all });
      return new Promise((resolve) => {
        const finish = (outcome: { readonly result: unknown } | Refused) => {
          waiting.delete(id);
          clearTimeout(timer);
          resolve(outcome as Answered<M>);
        };
        const timer = setTimeout(finish, answerWithin, noAnswer);
        waiting.set(id, { text, repeatable: methods[method].effect !== 'session', finish });
        send(text);
      });
    },
    /** Gives an answer to its call. If the answer comes too late, nothing happens. */
    answer(message: Readonly<Record<string, unknown>>): void {
      const { id, result, error } = message;
      const call = typeof id === 'number' ? waiting.get(id) : undefined;
      call?.finish(error === undefined ? { result } : refusedBy(error));
    },
    /** The line is lost: calls that must not be sent again are answered with a refusal. */
    drop(): void {
      for (const call of waiting.values()) if (!call.repeatable) call.finish(noAnswer);
    },
    /** A new line is open: all waiting calls are sent on it. */
    resend(send: (text: string) => void): void {
      for (const { text } of waiting.values()) send(text);
    },
    /** Answers all waiting calls with this refusal; they are not sent again. */
    abandon(outcome: Refused = noAnswer): void {
      for (const call of waiting.values()) call.finish(outcome);
    },
  };
}

function refusedBy(error: unknown): Refused {
  const { message, data } = error as { message?: unknown; data?: Record<string, unknown> };
  const { reason, ...details } = data ?? {};
  const known = isReason(reason) ? reason : 'internal_error';
  const sentence = refusalSentence({
    reason: known,
    message: typeof message === 'string' ? message : undefined,
    data: details,
  });
  return refuse(known, { message: sentence, data: details });
}
