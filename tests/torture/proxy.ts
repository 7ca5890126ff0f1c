import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between two programs that can be cut. */
export interface Proxy {
  readonly port: number;
  /** Cuts every connection and takes no new ones, as when the cable is pulled and the system notices. */
  cut(): void;
  /** Passes nothing on and closes nothing: both sides think that the other is there. */
  silence(): void;
  /**
   * Works again. Connections that were silent stay half-open and pass nothing on, or everything comes late: what was
   * said, and that a side has closed.
   */
  mend(silent?: 'half-open' | 'late'): void;
  /** So many times, passes on what comes from the near side, and cuts the connection before the answer. */
  loseAnswers(times: number): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a port of loopback and passes everything on to another one. */
export async function startProxy(target: number): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'works' | 'cut' | 'silent' = 'works';
  const toLose: (() => void)[] = [];

  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('error', () => undefined);
      from.on('data', (data) => {
        if (from === far) {
          const lost = toLose.pop();
          if (lost) {
            lost();
            from.destroy();
            return;
          }
        }
        to.write(data);
      });
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
    }
    if (state === 'silent') hold(pair);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function destroyAll() {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  }

  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      destroyAll();
    },
    silence() {
      state = 'silent';
      for (const pair of pairs) hold(pair);
    },
    mend(silent = 'half-open') {
      state = 'works';
      if (silent === 'late') for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    async loseAnswers(times) {
      for (let n = 0; n < times; n += 1) {
        const { promise, resolve } = Promise.withResolvers<void>();
        toLose.push(resolve);
        await promise;
      }
    },
    async close() {
      destroyAll();
      server.close();
      await once(server, 'close');
    },
  };
}

function hold(pair: readonly [Socket, Socket]) {
  for (const socket of pair) socket.pause();
}
