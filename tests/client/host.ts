import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startNode } from '../../src/node/node.ts';
import { loadConfig } from '../../src/config/load.ts';

export interface Host {
  readonly url: string;
  readonly port: number;
  /** Stops the server. Its data stay for the next start. */
  stop(): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Stops it for good. */
  close(): Promise<void>;
}

/** A server with a database of its own, as `whist serve` starts it. */
export async function startHost(): Promise<Host> {
  const dataDir = await mkdtemp(join(tmpdir(), 'whist-test-'));
  await cp(inject('templates').dataDir, dataDir, { recursive: true });
  const start = (port: number) => {
    const flags = { dataDir, port: String(port), rateLimits: 'off', logLevel: 'warn' };
    const config = loadConfig({ flags, env: {} });
    if ('error' in config) throw new Error(config.error);
    return startNode({ config: config.ok });
  };
  let node = await start(0);
  const { url, port } = node;
  return {
    url,
    port,
    stop: () => node.close(),
    async start() {
      node = await start(port);
    },
    async close() {
      await node.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
