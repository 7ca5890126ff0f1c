import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Env = Readonly<Record<string, string>>;

/** The built program, because that is what people run. */
export const program = fileURLToPath(new URL('../bin/whist.js', import.meta.url));

/** A server in a process of its own. */
export interface Served {
  readonly url: string;
  readonly pid: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a server that prints `{"event":"listening","url":…}`, and waits for that line. */
async function startServer(args: readonly string[], env: Env = {}): Promise<Served> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const { event, url } = JSON.parse(line) as { event: string; url: string };
        if (event === 'listening') resolve(url);
      });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Starts `whist serve` on any free port, without limits unless `env` turns them on. `node` has flags of Node itself. */
export function serveWhist(dataDir: string, env: Env = {}, node: readonly string[] = []): Promise<Served> {
  const flags = ['--json', '--port', '0', '--log-level', 'warn', '--data-dir', dataDir];
  return startServer([...node, program, 'serve', ...flags], { WHIST_RATE_LIMITS: 'off', ...env });
}

/**
 * The longest gap of the event loop of a server since this was asked the last time, in ms. The server looks every 10 ms,
 * and counts these too.
 */
export async function longestGap(url: string): Promise<number> {
  const page = await (await fetch(new URL('/metrics', url.replace(/^ws/, 'http')))).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (.+)$/m.exec(page)?.[1]) * 1000;
}

/** Starts the yardstick of the servers. */
export function serveRelay(node: readonly string[] = []): Promise<Served> {
  return startServer([...node, fileURLToPath(new URL('relay.ts', import.meta.url))]);
}

/** Runs a command of whist to its end; tells how long it took and how much memory it had at most. */
export async function runWhist(
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: Env; readonly input?: string } = {},
): Promise<{ readonly seconds: number; readonly mebibytes: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(input);
  let peak = 0; // MiB
  const watch = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid ?? 0, 'VmHWM') || 0)), 200);
  const [code] = (await once(child, 'exit')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`whist ${args[0]} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, mebibytes: peak };
}

/** Registers an account, and keeps its login where other commands with this environment find it. */
export async function registerKeeper(env: Env): Promise<void> {
  const names = ['--username', 'keeper', '--email', 'keeper@example.org', '--display-name', 'Keeper'];
  await runWhist(['register', ...names], { env, input: 'correct horse\n' });
}

/** The memory that a process has, or has had at most, in MiB; NaN where the system does not tell. */
export function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
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
