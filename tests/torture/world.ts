import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../support/port.ts';
import { startRedis, type OwnRedis } from '../support/redis.ts';
import { startPostgres, type OwnPostgres } from './postgres.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { startServer, type Server, type ServerPlace } from './server.ts';

/** A server whose lines to its database and to Redis can be cut. */
interface Node {
  readonly server: Server;
  readonly toDatabase: Proxy;
  /** Null in a world without Redis. */
  readonly toRedis: Proxy | null;
}

/** Nodes on a PostgreSQL and a Redis of their own. */
export interface World {
  readonly postgres: OwnPostgres;
  readonly redis: OwnRedis | null;
  readonly nodes: readonly Node[];
  close(): Promise<void>;
}

export interface WorldOptions extends Pick<ServerPlace, 'hasLimits'> {
  readonly nodes: number;
  readonly hasRedis?: boolean;
}

export const serversOf = ({ nodes }: World): readonly Server[] => nodes.map(({ server }) => server);

/** Starts so many nodes. Everything that they store is in the folder. */
export async function openWorld(
  folder: string,
  { nodes: count, hasRedis = true, hasLimits = false }: WorldOptions,
): Promise<World> {
  const postgres = await startPostgres(folder);
  const redis = hasRedis ? await startRedis() : null;
  const nodes: Node[] = [];
  for (let place = 0; place < count; place += 1) {
    const dataDir = join(folder, `node${place}`);
    await mkdir(dataDir, { mode: 0o700 });
    const toDatabase = await startProxy(postgres.port);
    const toRedis = redis && (await startProxy(Number(new URL(redis.url).port)));
    const server = await startServer({
      dataDir,
      port: await freePort(),
      hasLimits,
      databaseUrl: postgres.url(toDatabase.port),
      ...(toRedis && { redisUrl: `redis://127.0.0.1:${toRedis.port}` }),
    });
    nodes.push({ server, toDatabase, toRedis });
  }
  return {
    postgres,
    redis,
    nodes,
    async close() {
      for (const { server, toDatabase, toRedis } of nodes) {
        await server.end('SIGKILL');
        await toDatabase.close();
        await toRedis?.close();
      }
      await redis?.close();
      await postgres.close();
    },
  };
}
