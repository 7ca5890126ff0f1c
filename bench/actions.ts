import { randomUUID } from 'node:crypto';
import type { RoomState } from '../src/protocol/index.ts';
import { createScratchDatabase } from './database.ts';
import { inFolder, processorTime, serveWhist, startServer } from './process.ts';
import { inOrder, quantile } from './quantiles.ts';
import { openSocket, type BenchSocket } from './socket.ts';
import { newId, registerFour, whistTable, type Table } from './table.ts';

const warmUp = 1_000; // ms
const measured = 3_000; // ms
/** The servers take turns, so that other work of the machine slows all of them down; the median counts. */
const turns = 3;
const roomCounts = [1, 50];

export interface Measurement {
  readonly server: 'relay' | 'pglite' | 'postgresql';
  readonly rooms: number;
  /** Answered actions a second. They are durable, except those of the relay. */
  readonly actionsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of one action, in microseconds. */
  readonly cpu: { readonly server: number; readonly database: number; readonly generator: number };
}

interface Contender {
  readonly server: Measurement['server'];
  readonly pid: number;
  /** The processes of its database. */
  databasePids(): Promise<number[]>;
  openTable(): Promise<Table>;
}

/** Measures durable actions a second over real sockets, and how long one takes, beside a relay of the same state. */
export function benchActions(): Promise<Measurement[]> {
  return inFolder(async (folder) => {
    await using open = new AsyncDisposableStack();
    let state: RoomState | null = null;

    async function whist(
      server: Contender['server'],
      env: Record<string, string> = {},
      databasePids: Contender['databasePids'] = async () => [],
    ): Promise<Contender> {
      const served = await serveWhist(`${folder}/${server}`, env);
      open.defer(() => served.stop());
      const tokens = await registerFour(served.url);
      const { pid } = served;
      return {
        server,
        pid,
        databasePids,
        openTable: () => whistTable(served.url, tokens, (seen) => (state = seen)),
      };
    }

    async function relay(): Promise<Contender> {
      const served = await startServer('bench/relay.ts', []);
      open.defer(() => served.stop());
      return {
        server: 'relay',
        pid: served.pid,
        databasePids: async () => [],
        openTable() {
          if (!state) throw new Error('the relay has no state before a server has told one');
          return relayTable(served.url, state);
        },
      };
    }

    const database = await createScratchDatabase();
    open.defer(() => database.drop());
    // Awaited here, because the servers stop when this function returns.
    return await takeTurns([
      await whist('pglite'),
      await whist('postgresql', { WHIST_DATABASE_URL: database.url }, database.pids),
      await relay(),
    ]);
  });
}

async function takeTurns(contenders: readonly Contender[]): Promise<Measurement[]> {
  const runs: Measurement[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    for (const rooms of roomCounts) {
      for (const contender of contenders) {
        const tables = await Promise.all(Array.from({ length: rooms }, contender.openTable));
        runs.push({ server: contender.server, rooms, ...(await measure(contender, tables)) });
        for (const table of tables) table.close();
      }
    }
  }
  return contenders.flatMap(({ server }) =>
    roomCounts.map((rooms) => median(runs.filter((run) => run.server === server && run.rooms === rooms))),
  );
}

/** The run in the middle of several. */
function median(runs: readonly Measurement[]): Measurement {
  const sorted = runs.toSorted((a, b) => a.actionsPerSecond - b.actionsPerSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

type Watch = ReturnType<typeof watchProcessors>;

/** Measures the processor time of some processes. One that ends meanwhile does not count. */
function watchProcessors(pids: readonly number[]) {
  const before = new Map<number, number>();
  return {
    start(): void {
      for (const pid of pids) before.set(pid, processorTime(pid) ?? 0);
    },
    used(): number {
      const times = pids.map((pid) => (processorTime(pid) ?? before.get(pid) ?? 0) - (before.get(pid) ?? 0));
      return times.reduce((sum, time) => sum + time, 0);
    },
  };
}

/** Lets every table act as soon as its last action is answered. */
async function measure(
  { pid, databasePids }: Contender,
  tables: readonly Table[],
): Promise<Omit<Measurement, 'server' | 'rooms'>> {
  const used = {
    server: watchProcessors([pid]),
    database: watchProcessors(await databasePids()),
    generator: watchProcessors([process.pid]),
  };
  setTimeout(() => Object.values(used).forEach((watch) => watch.start()), warmUp);
  const latencies: number[] = [];
  const start = performance.now() + warmUp;
  const end = start + measured;
  await Promise.all(
    tables.map(async (table) => {
      for (;;) {
        const asked = performance.now();
        if (asked >= end) return;
        await table.act();
        if (asked >= start) latencies.push(performance.now() - asked);
      }
    }),
  );
  const sorted = inOrder(latencies);
  const each = (watch: Watch) => Math.round(watch.used() / sorted.length);
  return {
    cpu: { server: each(used.server), database: each(used.database), generator: each(used.generator) },
    actionsPerSecond: Math.round(sorted.length / (measured / 1000)),
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  };
}

/** A table at the relay, which is given the state once. */
async function relayTable(url: string, state: RoomState): Promise<Table> {
  const room = randomUUID();
  const sockets = await Promise.all([0, 1, 2, 3].map(() => openSocket(url)));
  for (const socket of sockets) await ask(socket, { state });
  let turn = 0;
  return {
    async act() {
      turn += 1;
      const socket = sockets[turn % 4];
      if (!socket) throw new Error('a table needs four sockets');
      await ask(socket, { method: 'trick.claim', params: { commandId: randomUUID(), version: turn } });
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };

  async function ask(socket: BenchSocket, message: object): Promise<unknown> {
    const id = newId();
    return JSON.parse(await socket.ask(id, JSON.stringify({ jsonrpc: '2.0', id, room, ...message })));
  }
}
