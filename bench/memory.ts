import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { plain, ratio, type Bench, type Figure } from './figure.ts';
import { inFolder, memoryOf, serveRelay, serveWhist, type Served } from './process.ts';
import { openSocket } from './socket.ts';
import { registerPlayers, whistTable } from './table.ts';

const players = 2_000;
/** The first tables make the server load code and grow its tables; they do not count. */
const before = 100; // players

/** Lets a server collect its garbage and tell its memory. */
const weighing = ['--expose-gc', '--import', fileURLToPath(new URL('weigh.ts', import.meta.url))];

export const memory: Bench = {
  title: 'Memory',
  how:
    'Tables of four start a game, every player an account and a socket of their own, and then nobody acts. The growth of ' +
    'the memory of the server is measured after a collection of garbage. The bound is as many sockets ' +
    'of the same library, ws, at a server that does nothing with them. A server without players is looked at five seconds ' +
    'after it listens; what the system counts as resident is its memory.',
  run: async (scaled) => [...(await seated(scaled(players / 4) * 4)), ...(await idleServers(scaled(5_000)))],
};

interface Weight {
  readonly heap: number; // bytes
  readonly rss: number; // bytes
}

async function weigh({ process }: Served): Promise<Weight> {
  // What has just been closed or answered is given up a little later.
  await pause(1_000);
  process.send('weigh');
  const [weight] = (await once(process, 'message')) as [Weight];
  return weight;
}

/** The growth of a server while `open` opens so many sockets, per socket. */
async function growth(served: Served, count: number, open: (from: number, to: number) => Promise<void>) {
  await open(0, before);
  const empty = await weigh(served);
  await open(before, before + count);
  const full = await weigh(served);
  return { heap: (full.heap - empty.heap) / count, rss: (full.rss - empty.rss) / count };
}

/** The memory of a player in a room, beside that of a socket. */
function seated(count: number): Promise<Figure[]> {
  return inFolder(async (folder) => {
    await using open = new AsyncDisposableStack();
    const whist = await serveWhist(folder, {}, weighing);
    open.defer(() => whist.stop());
    const relay = await serveRelay(weighing);
    open.defer(() => relay.stop());
    const tokens = await registerPlayers(whist.url, before + count);
    const player = await growth(whist, count, async (from, to) => {
      for (let n = from; n < to; n += 4) await whistTable(whist.url, tokens.slice(n, n + 4));
    });
    const bare = await growth(relay, count, async (from, to) => {
      for (let n = from; n < to; n += 1) await openSocket(relay.url);
    });
    const perPlayer = (
      name: string,
      [measured, bound]: readonly [number, number],
      target?: { atMost: number },
    ) =>
      ratio({
        name: `${name} of a player who does nothing, one of ${count}`,
        measured: measured / 1024,
        bound: ['a bare WebSocket', bound / 1024],
        unit: 'KiB',
        ...(target && { target }),
      });
    return [
      perPlayer('heap and buffers', [player.heap, bare.heap], { atMost: 2 }),
      perPlayer('resident memory', [player.rss, bare.rss]),
    ];
  });
}

/** The resident memory of a server without players on the embedded database, for the first time and again. */
function idleServers(ms: number): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const figures = [];
    for (const name of ['first start', 'later start']) {
      const served = await serveWhist(folder);
      await pause(ms);
      figures.push(
        plain({
          name: `memory of a server without players, embedded database, ${name}`,
          value: memoryOf(served.pid, 'VmRSS'),
          unit: 'MiB',
          detail: `at most ${memoryOf(served.pid, 'VmHWM').toFixed(0)} MiB until then`,
          target: { atMost: 250 },
        }),
      );
      await served.stop();
    }
    return figures;
  });
}
