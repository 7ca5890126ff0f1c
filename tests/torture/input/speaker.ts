import WebSocket from 'ws';
import { faultOf, type Answer, type Frame } from './answers.ts';

export interface SpeakerOptions {
  readonly url: string;
  /** The address that this socket comes from. */
  readonly from: string;
  /** So many frames may wait for their answers. A server reads no further at 64. */
  readonly most: number;
  /** Gets what is wrong with an answer. */
  readonly onFault: (fault: string, frame: Frame, answer: string) => void;
  /** Gets the reason of each refusal, and `ok` for each result. */
  readonly onAnswer: (outcome: string) => void;
  readonly onResult: (frame: Frame, result: unknown) => void;
}

/** An answer must come in this time, also from a machine that does much else. */
const patience = 60_000; // ms

export type Speaker = Awaited<ReturnType<typeof openSpeaker>>;

/** A socket that sends frame after frame without waiting, and compares each answer with its frame. */
export async function openSpeaker(options: SpeakerOptions) {
  const { url, from, most } = options;
  const ws = new WebSocket(url, { perMessageDeflate: false, localAddress: from });
  const inbox = openInbox(ws, options);
  let lastId = 0;
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
    ws.once('close', () => reject(new Error(`no connection from ${from} to ${url}`)));
  });

  return {
    nextId: () => (lastId += 1),
    isClosed: inbox.isClosed,
    /** The code that the server closed it with. */
    closed: inbox.closed,
    /** Sends a frame as soon as not too many wait. */
    async send(frame: Frame): Promise<void> {
      await inbox.hasRoom(most - 1);
      if (inbox.isClosed()) return;
      inbox.expect(frame);
      ws.send(frame.text);
    },
    /** Asks for something and resolves with the result; null if it was refused. */
    async ask(method: string, params: object): Promise<unknown> {
      if (inbox.isClosed()) return null;
      const id = (lastId += 1);
      const text = JSON.stringify({ jsonrpc: '2.0', id, method, params });
      const answer = new Promise<Answer | null>((hear) =>
        inbox.expect({ text, id: String(id), method }, hear),
      );
      ws.send(text);
      return (await answer)?.result ?? null;
    },
    /** Resolves when every frame is answered, or the socket is closed. */
    answered: () => inbox.hasRoom(0),
    /** Says goodbye, which the server answers. */
    leave: () => ws.close(1000),
    close: () => ws.terminate(),
  };
}

/** The frames that wait for their answers. Answers come in the order of the frames. */
function openInbox(ws: WebSocket, { onFault, onAnswer, onResult }: SpeakerOptions) {
  const waiting: { readonly frame: Frame; readonly hear?: (answer: Answer | null) => void }[] = [];
  const closed = Promise.withResolvers<number>();
  let isClosed = false;
  let wake: () => void = () => undefined;
  let answers = 0;
  let answersBefore = 0;

  const watchdog = setInterval(() => {
    const [first] = waiting;
    if (first && answers === answersBefore) {
      onFault('no answer in a minute', first.frame, '');
      ws.terminate();
    }
    answersBefore = answers;
  }, patience);

  ws.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.startsWith('{"jsonrpc":"2.0","method":')) return;
    const first = waiting.shift();
    answers += 1;
    if (!first) return onFault('an answer to nothing', { text: '', id: null, method: null }, text);
    wake();
    const answer = JSON.parse(text) as Answer;
    const { frame, hear } = first;
    const fault = faultOf(frame, answer);
    if (fault !== null) onFault(fault, frame, text);
    onAnswer(answer.error ? String(answer.error.data?.reason) : 'ok');
    if (!answer.error) onResult(frame, answer.result);
    hear?.(answer);
  });
  ws.on('error', () => undefined);
  ws.on('close', (code) => {
    isClosed = true;
    clearInterval(watchdog);
    for (const { hear } of waiting) hear?.(null);
    wake();
    closed.resolve(code);
  });

  return {
    isClosed: () => isClosed,
    closed: closed.promise,
    expect(frame: Frame, hear?: (answer: Answer | null) => void): void {
      waiting.push({ frame, ...(hear && { hear }) });
    },
    async hasRoom(most: number): Promise<void> {
      while (waiting.length > most && !isClosed) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}
