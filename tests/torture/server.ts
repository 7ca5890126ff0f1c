import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built program, because that is what people run. */
export const program = fileURLToPath(new URL('../../bin/whist.js', import.meta.url));

export interface ServerPlace {
  readonly dataDir: string;
  readonly port: number;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** It may have so many files and sockets open; by default as many as this process. */
  readonly handles?: number;
  /** Whether the usual limits hold. */
  readonly hasLimits?: boolean;
}

/** A server in a process of its own, which can be killed and started again. */
export interface Server {
  readonly dataDir: string;
  readonly port: number;
  readonly url: () => string;
  pid(): number;
  /** Everything that the server has written, before and after every start. */
  output(): string;
  /** Ends it and waits until it has ended; with SIGTERM it must end by itself. Resolves with its exit code. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Resolves with its exit code when it ends by itself. */
  ended(): Promise<number | null>;
  /** Starts it again, and waits until it listens. There may be flags of Node itself. */
  start(node?: readonly string[]): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

export async function startServer(place: ServerPlace): Promise<Server> {
  const written: string[] = [];
  let child = run([]);

  function run(node: readonly string[]) {
    const { dataDir, port, databaseUrl, redisUrl, hasLimits = false, handles } = place;
    const flags = ['--json', '--port', String(port), '--data-dir', dataDir];
    if (!hasLimits) flags.push('--rate-limits', 'off');
    if (databaseUrl !== undefined) flags.push('--database-url', databaseUrl);
    if (redisUrl !== undefined) flags.push('--redis-url', redisUrl);
    const command = [process.execPath, ...node, program, 'serve', ...flags];
    const started = spawnLimited(command, handles, fewerLimits);
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (data: Buffer) => written.push(data.toString('utf8')));
    return started;
  }

  async function listening(): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.includes('"event":"listening"')) resolve();
      });
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${String(code)}:\n${written.slice(-20).join('')}`);
    });
    await Promise.race([heard, ended]);
    ended.catch(() => undefined);
  }

  await listening();
  return {
    dataDir: place.dataDir,
    port: place.port,
    url: () => `ws://127.0.0.1:${place.port}/ws`,
    pid: () => child.pid ?? 0,
    output: () => written.join(''),
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
    async ended() {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.exitCode;
    },
    async start(node = []) {
      child = run(node);
      await listening();
    },
    signal: (signal) => void child.kill(signal),
  };
}

/** A table of the torture plays more games in an hour than people do. */
const fewerLimits = { WHIST_LIMITS: 'create=100000/3600' };

/** Starts a process that may have only so many files and sockets open. `env` is added to the variables of this one. */
export function spawnLimited(
  command: readonly string[],
  handles: number | null = null,
  env: Readonly<Record<string, string>> = {},
) {
  const limit = handles === null ? '' : `ulimit -n ${handles} && `;
  return spawn('bash', ['-c', `${limit}exec "$@"`, 'bash', ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The open files and sockets of a process, and its memory in MiB. */
export function resourcesOf(pid: number): { readonly handles: number; readonly memory: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    handles: readdirSync(`/proc/${pid}/fd`).length,
    memory: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024),
  };
}
