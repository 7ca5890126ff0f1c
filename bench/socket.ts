import WebSocket from 'ws';

export interface BenchSocket {
  /** Sends one frame and resolves with the text of the answer with this id. */
  ask(id: number, frame: string): Promise<string>;
  close(): void;
}

/** A socket that reads every frame, but parses only the id of an answer. */
export async function openSocket(url: string): Promise<BenchSocket> {
  const ws = new WebSocket(url, { perMessageDeflate: false });
  const waiting = new Map<number, (text: string) => void>();
  ws.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    // Answers begin with their id; notifications have none.
    const id = /^\{"jsonrpc":"2\.0","id":(\d+)/.exec(text.slice(0, 40))?.[1];
    if (id === undefined) return;
    waiting.get(Number(id))?.(text);
    waiting.delete(Number(id));
  });
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  return {
    ask: (id, frame) =>
      new Promise((resolve) => {
        waiting.set(id, resolve);
        ws.send(frame);
      }),
    close: () => ws.terminate(),
  };
}
