import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './port.ts';

export interface OwnRedis {
  readonly url: string;
  readonly client: Redis;
  freeze(): void;
  thaw(): void;
  /** Ends it at once; its data are lost. */
  kill(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** Starts a Redis for one test, which may freeze it, kill it and start it again. */
export async function startRedis(): Promise<OwnRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  let process: ChildProcess;

  async function start() {
    process = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
    await Promise.race([
      client.ping(),
      once(process, 'error').then(([error]) => Promise.reject(error as Error)),
    ]);
  }

  async function kill() {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    url,
    client,
    freeze: () => process.kill('SIGSTOP'),
    thaw: () => process.kill('SIGCONT'),
    kill,
    start,
    async close() {
      client.disconnect();
      await kill();
    },
  };
}

/** Resolves when `look` returns true. */
export async function eventually(look: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await look())) await pause(10);
}
