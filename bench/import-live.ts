import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { registerFour, whistTable } from './actions.ts';
import { createScratchDatabase } from './database.ts';
import { startServer } from './process.ts';
import { drawSheets } from './sheets.ts';

const tables = 10;
/** How often a table does something. */
const every = 100; // ms
const quiet = 10_000; // ms

/** How long players wait for an answer, in ms. */
interface Waits {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LiveImport {
  readonly server: 'pglite' | 'postgresql';
  readonly games: number;
  /** Seconds of the import, over the server where the tables play. */
  readonly seconds: number;
  readonly before: Waits;
  readonly during: Waits;
}

/** Measures how long players at ten tables wait during an import over their server. */
export async function benchLiveImport(server: LiveImport['server'], games: number): Promise<LiveImport> {
  await using open = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'whist-bench-'));
  open.defer(() => rm(folder, { recursive: true, force: true }));
  const env: Record<string, string> = { WHIST_CONFIG_DIR: join(folder, 'config') };
  if (server === 'postgresql') {
    const database = await createScratchDatabase();
    open.defer(() => database.drop());
    env['WHIST_DATABASE_URL'] = database.url;
  }
  const args = ['serve', '--json', '--port', '0', '--rate-limits', 'off', '--log-level', 'warn'];
  const served = await startServer('src/cli/main.ts', [...args, '--data-dir', join(folder, 'data')], env);
  open.defer(() => served.stop());
  env['WHIST_SERVER'] = served.url;
  const file = join(folder, 'sheets.ndjson');
  await writeFile(file, [...drawSheets(games)].join(''));
  const account = ['--username', 'archive', '--email', 'a@example.org', '--display-name', 'Archive'];
  await whist(['register', ...account], env, 'correct horse\n');

  const tokens = await registerFour(served.url);
  const played = await Promise.all(
    Array.from({ length: tables }, () => whistTable(served.url, tokens, () => undefined)),
  );
  let waits: number[] = [];
  let isOver = false;
  const playing = played.map(async (table, i) => {
    await pause((i * every) / tables);
    while (!isOver) {
      const asked = performance.now();
      await table.act();
      const waited = performance.now() - asked;
      waits.push(waited);
      await pause(Math.max(0, every - waited));
    }
  });
  await pause(1_000);
  waits = [];
  await pause(quiet);
  const before = waitsOf(waits);
  waits = [];
  const start = performance.now();
  await whist(['import', file], env);
  const seconds = (performance.now() - start) / 1000;
  const during = waitsOf(waits);
  isOver = true;
  await Promise.all(playing);
  for (const table of played) table.close();
  return { server, games, seconds, before, during };
}

function waitsOf(waits: readonly number[]): Waits {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

async function whist(args: readonly string[], env: Record<string, string>, input = ''): Promise<void> {
  const program = new URL('../src/cli/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`whist ${args[0]} ended with ${code}`);
}
