import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Env = Readonly<Record<string, string>>;

/** A server in a process of its own. */
export interface Served {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a script that prints `{"event":"listening","url":…}`, and waits for that line. */
export async function startServer(script: string, args: readonly string[], env: Env = {}): Promise<Served> {
  const path = new URL(`../${script}`, import.meta.url).pathname;
  const child = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const { event, url } = JSON.parse(line) as { event: string; url: string };
      if (event === 'listening') resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Starts `whist serve` on any free port, without limits. */
export function serveWhist(dataDir: string, env: Env = {}): Promise<Served> {
  const flags = ['--json', '--port', '0', '--rate-limits', 'off', '--log-level', 'warn'];
  return startServer('src/cli/main.ts', ['serve', ...flags, '--data-dir', dataDir], env);
}

/** Runs a command of whist to its end; tells how long it took and how much memory it had at most. */
export async function runWhist(
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: Env; readonly input?: string } = {},
): Promise<{ readonly seconds: number; readonly mebibytes: number }> {
  const program = new URL('../src/cli/main.ts', import.meta.url).pathname;
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(input);
  let peak = 0; // KiB
  const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid ?? 0))), 200);
  const [code] = (await once(child, 'exit')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`whist ${args[0]} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, mebibytes: peak / 1024 };
}

/** The most memory that a process has had, in KiB; 0 where the system does not tell. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Processor time that a process has used, in microseconds; null where the system does not tell. */
export function processorTime(pid: number): number | null {
  const tick = 10_000; // microseconds, on every Linux
  try {
    // The fields after the name in brackets; see proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * tick;
  } catch {
    return null;
  }
}

/** Makes a folder for some work, and removes it afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'whist-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
