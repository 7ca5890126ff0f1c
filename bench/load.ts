import { processorTime } from './process.ts';
import { inOrder, quantile } from './quantiles.ts';
import type { Table } from './table.ts';

/** A server that is measured beside others. */
export interface Contender {
  readonly pid: number;
  /** The processes of its database. */
  readonly databasePids?: () => Promise<number[]>;
  /** The longest gap of its event loop since this was called the last time, in ms. */
  readonly gap?: () => Promise<number>;
  openTables(count: number): Promise<Table[]>;
}

/** One measurement of tables that act again and again. */
export interface Load {
  /** Answered actions a second. */
  readonly rate: number;
  readonly p50: number; // ms
  readonly p99: number; // ms
  /** The longest gap of the event loop of the server in any turn; NaN if it does not tell. */
  readonly gap: number; // ms
  /** Processor time of one action, in microseconds. */
  readonly cpu: { readonly server: number; readonly database: number; readonly generator: number };
}

interface Plan {
  readonly tables: number;
  /** How often each server has its turn. */
  readonly turns: number;
  readonly warmUp: number; // ms
  readonly measured: number; // ms
}

/**
 * The servers take turns, so that other work of the machine slows all of them down. Answers the median turn of each
 * server.
 */
export async function takeTurns(
  contenders: readonly Contender[],
  { tables: count, turns, ...times }: Plan,
): Promise<Load[]> {
  const loads = contenders.map((): Load[] => []);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [i, contender] of contenders.entries()) {
      const tables = await contender.openTables(count);
      loads[i]?.push(await measure(contender, tables, times));
      for (const table of tables) table.close();
    }
  }
  return loads.map(median);
}

function median(loads: readonly Load[]): Load {
  const middle = loads.toSorted((a, b) => a.rate - b.rate)[Math.floor(loads.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return { ...middle, gap: Math.max(...loads.map(({ gap }) => gap)) };
}

type Watch = ReturnType<typeof watchProcessors>;

/** Measures the processor time of some processes. One that begins meanwhile counts. */
function watchProcessors(pidsNow: () => Promise<readonly number[]>) {
  const before = new Map<number, number>();
  return {
    async start(): Promise<void> {
      for (const pid of await pidsNow()) before.set(pid, processorTime(pid) ?? 0);
    },
    async used(): Promise<number> {
      const times = (await pidsNow()).map(
        (pid) => (processorTime(pid) ?? Number.NaN) - (before.get(pid) ?? 0),
      );
      return times.reduce((sum, time) => sum + time, 0);
    },
  };
}

/** Lets every table act as soon as its last action is answered. */
async function measure(
  { pid, databasePids, gap }: Contender,
  tables: readonly Table[],
  { warmUp, measured }: Pick<Plan, 'warmUp' | 'measured'>,
): Promise<Load> {
  const used = {
    server: watchProcessors(async () => [pid]),
    database: watchProcessors(async () => (await databasePids?.()) ?? []),
    generator: watchProcessors(async () => [process.pid]),
  };
  setTimeout(() => {
    void gap?.();
    for (const watch of Object.values(used)) void watch.start();
  }, warmUp);
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
  const each = async (watch: Watch) => (await watch.used()) / sorted.length;
  const generator = await each(used.generator);
  return {
    cpu: { server: await each(used.server), database: await each(used.database), generator },
    rate: sorted.length / (measured / 1000),
    gap: (await gap?.()) ?? Number.NaN,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  };
}
