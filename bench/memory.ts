import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createScratchDatabase } from './database.ts';
import { numberText, plain, ratio, type Bench, type Figure } from './figure.ts';
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
    'Tables of four start a game on a server with PostgreSQL, every player an account and a socket of their own, and then ' +
    'nobody acts. Heap and buffers of the server are measured after a collection of garbage: how much they have grown for ' +
    'a player. The bound is as many sockets of the same library, ws, at a server that does nothing with them. Memory ' +
    'outside JavaScript, such as that of the sockets in the system, is in neither. A server without players is looked at ' +
    'five seconds after it listens; its memory is what the system counts as resident.',
  run: async (scaled) => [await seated(scaled(players / 4) * 4), ...(await idleServers(scaled(5_000)))],
};

/** The bytes that are left in a server after its garbage is collected. */
async function weigh({ process }: Served): Promise<number> {
  // The server gives up closed sockets and old answers a little later.
  await pause(1_000);
  process.send('weigh');
  const [bytes] = (await once(process, 'message')) as [number];
  return bytes;
}

/** The bytes that a server grows by while `open` opens so many sockets, per socket. */
async function growth(served: Served, count: number, open: (from: number, to: number) => Promise<void>) {
  await open(0, before);
  const empty = await weigh(served);
  await open(before, before + count);
  return ((await weigh(served)) - empty) / count;
}

/** The memory of a player in a room, beside that of a socket. */
function seated(count: number): Promise<Figure> {
  return inFolder(async (folder) => {
    await using open = new AsyncDisposableStack();
    const database = await createScratchDatabase();
    open.defer(() => database.drop());
    const whist = await serveWhist(folder, { WHIST_DATABASE_URL: database.url }, weighing);
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
    return ratio({
      name: `memory of a player who does nothing, one of ${numberText(count)}`,
      measured: player / 1024,
      bound: ['a bare WebSocket', bare / 1024],
      unit: 'KiB',
      target: { atMost: 2 },
    });
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
