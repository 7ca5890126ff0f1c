import WebSocket from 'ws';

export interface BenchSocket {
  /** Sends one frame and resolves with the text of the answer with this id. */
  ask(id: number, frame: string): Promise<string>;
  close(): void;
}

/**
 * Opens a socket that reads every frame, and parses only the answers. `heard` gets the size of each frame, and `from` is
 * the address of this end.
 */
export async function openSocket(
  url: string,
  heard: (bytes: number) => void = () => undefined,
  from?: string,
): Promise<BenchSocket> {
  const ws = new WebSocket(url, { perMessageDeflate: false, ...(from && { localAddress: from }) });
  const waiting = new Map<number, PromiseWithResolvers<string>>();
  ws.on('message', (data: Buffer) => {
    heard(data.length);
    const text = data.toString('utf8');
    // Answers begin with their id; notifications have none.
    const id = /^\{"jsonrpc":"2\.0","id":(\d+)/.exec(text.slice(0, 40))?.[1];
    if (id === undefined) return;
    waiting.get(Number(id))?.resolve(text);
    waiting.delete(Number(id));
  });
  ws.on('close', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the socket was closed with ${code}`));
  });
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  return {
    ask(id, frame) {
      if (ws.readyState !== ws.OPEN) throw new Error('the socket is closed');
      const answer = Promise.withResolvers<string>();
      waiting.set(id, answer);
      ws.send(frame);
      return answer.promise;
    },
    close: () => ws.terminate(),
  };
}
