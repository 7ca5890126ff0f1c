import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoomState } from '../src/protocol/index.ts';
import { createScratchDatabase } from './database.ts';
import { startServer } from './process.ts';
import { openSocket, type BenchSocket } from './socket.ts';

const warmUp = 1_000; // ms
const measured = 3_000; // ms
/** The servers take turns, so that other work of the machine affects all of them. The median counts. */
const turns = 3;
const roomCounts = [1, 50];

export interface Measurement {
  readonly server: 'relay' | 'pglite' | 'postgresql';
  readonly rooms: number;
  /** Answered actions a second. They are durable, except for the relay. */
  readonly actionsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** One room of four sockets; `act` asks for one action and resolves when its answer is there. */
interface Table {
  act(): Promise<void>;
  close(): void;
}

interface Contender {
  readonly server: Measurement['server'];
  openTable(): Promise<Table>;
}

/**
 * Measures durable actions a second over real sockets, and the time of one. A relay of the same state is
 * measured too, to compare.
 */
export async function benchActions(): Promise<Measurement[]> {
  await using open = new AsyncDisposableStack();
  let state: RoomState | null = null;
  const seen = (next: RoomState) => (state = next);

  async function whist(server: Contender['server'], env: Record<string, string> = {}): Promise<Contender> {
    const dataDir = await mkdtemp(join(tmpdir(), 'whist-bench-'));
    open.defer(() => rm(dataDir, { recursive: true, force: true }));
    const args = ['serve', '--json', '--port', '0', '--rate-limits', 'off', '--log-level', 'warn'];
    const served = await startServer('src/cli/main.ts', [...args, '--data-dir', dataDir], env);
    open.defer(() => served.stop());
    const tokens = await registerFour(served.url);
    return { server, openTable: () => whistTable(served.url, tokens, seen) };
  }

  async function relay(): Promise<Contender> {
    const served = await startServer('bench/relay.ts', []);
    open.defer(() => served.stop());
    return {
      server: 'relay',
      openTable() {
        if (!state) throw new Error('the relay needs a state, and no server has sent one yet');
        return relayTable(served.url, state);
      },
    };
  }

  const database = await createScratchDatabase();
  open.defer(() => database.drop());
  const contenders = [
    await whist('pglite'),
    await whist('postgresql', { WHIST_DATABASE_URL: database.url }),
    await relay(),
  ];
  const runs: Measurement[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    for (const rooms of roomCounts) {
      for (const { server, openTable } of contenders) {
        const tables = await Promise.all(Array.from({ length: rooms }, openTable));
        runs.push({ server, rooms, ...(await measure(tables)) });
        for (const table of tables) table.close();
      }
    }
  }
  return contenders.flatMap(({ server }) =>
    roomCounts.map((rooms) => median(runs.filter((run) => run.server === server && run.rooms === rooms))),
  );
}

/** The run in the middle, by speed. */
function median(runs: readonly Measurement[]): Measurement {
  const sorted = runs.toSorted((a, b) => a.actionsPerSecond - b.actionsPerSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

/** Every table acts as soon as its last action is answered. */
async function measure(
  tables: readonly Table[],
): Promise<Pick<Measurement, 'actionsPerSecond' | 'p50' | 'p99'>> {
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
  latencies.sort((a, b) => a - b);
  const quantile = (q: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? Number.NaN;
  return {
    actionsPerSecond: Math.round(latencies.length / (measured / 1000)),
    p50: quantile(0.5),
    p99: quantile(0.99),
  };
}

/** The next action of a game: in the auction, a contract, a trick, or the next deal. */
export function nextAction({ status, round }: RoomState): { seat: number; method: string; params: object } {
  const seat = round?.turn ?? 0;
  switch (status) {
    case 'bidding_trump':
      return round?.highestBid === null
        ? { seat, method: 'auction.bid', params: { amount: 5, suit: 'hearts' } }
        : { seat, method: 'auction.pass', params: {} };
    case 'bidding_contract':
      return { seat, method: 'contract.set', params: { amount: round?.trump?.seat === seat ? 5 : 2 } };
    case 'playing': {
      const claimed = round?.tricks.reduce((sum, tricks) => sum + tricks, 0) ?? 0;
      return { seat: claimed % 4, method: 'trick.claim', params: {} };
    }
    case 'round_complete':
      return { seat: 0, method: 'round.next', params: {} };
    default:
      throw new Error(`nothing to do in ${status}`);
  }
}

export async function registerFour(url: string): Promise<string[]> {
  const socket = await openSocket(url);
  const tokens = [];
  for (const seat of [0, 1, 2, 3]) {
    const name = `bench${seat}`;
    const params = {
      username: name,
      email: `${name}@example.org`,
      password: randomUUID(),
      displayName: name,
    };
    const session = await call<{ accessToken: string }>(socket, 'auth.register', params);
    tokens.push(session.accessToken);
  }
  socket.close();
  return tokens;
}

let lastId = 0;

export async function call<T>(socket: BenchSocket, method: string, params: object): Promise<T> {
  const id = (lastId += 1);
  const text = await socket.ask(id, JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  const { result, error } = JSON.parse(text) as { result: T; error?: { message: string } };
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

export async function whistTable(
  url: string,
  tokens: readonly string[],
  seen: (state: RoomState) => void,
): Promise<Table> {
  const sockets = await Promise.all(
    tokens.map(async (accessToken) => {
      const socket = await openSocket(url);
      await call(socket, 'auth.resume', { accessToken });
      return socket;
    }),
  );
  const [host, ...others] = sockets;
  if (!host) throw new Error('a table needs four sockets');
  const { code } = await call<RoomState>(host, 'room.create', { commandId: randomUUID() });
  for (const socket of others) await call(socket, 'room.join', { code, commandId: randomUUID() });
  let { state } = await call<{ state: RoomState }>(host, 'room.start', { code, commandId: randomUUID() });
  return {
    async act() {
      const { seat, method, params } = nextAction(state);
      const socket = sockets[seat] ?? host;
      const changed = { code, commandId: randomUUID(), version: state.version, ...params };
      ({ state } = await call<{ state: RoomState }>(socket, method, changed));
      seen(state);
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

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
    const id = (lastId += 1);
    return JSON.parse(await socket.ask(id, JSON.stringify({ jsonrpc: '2.0', id, room, ...message })));
  }
}
