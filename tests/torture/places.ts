import { join } from 'node:path';
import { freePort } from '../support/port.ts';
import { startServer, type Server, type ServerPlace } from './server.ts';
import { struck, type Findings, type Struck, type Trial } from './trial.ts';
import { openWorld, serversOf, type World, type WorldOptions } from './world.ts';

/** How the servers of a place are struck. */
export type Plan = Omit<Struck, 'servers' | 'place'>;

/** Strikes a server with an embedded database. Its data folder is in the folder of the trial. */
export async function onOneServer(
  trial: Trial,
  plan: (server: Server) => Plan,
  options: Pick<ServerPlace, 'handles'> = {},
): Promise<Findings> {
  const dataDir = join(trial.folder, 'data');
  const server = await startServer({ ...options, dataDir, port: await freePort() });
  try {
    return await struck(trial, { servers: [server], place: { dataDir }, ...plan(server) });
  } finally {
    await server.end('SIGKILL');
  }
}

/** Strikes two nodes on a PostgreSQL and a Redis of their own. */
export async function onTwoNodes(
  trial: Trial,
  plan: (world: World) => Plan | Promise<Plan>,
  options: Pick<WorldOptions, 'hasRedis'> = {},
): Promise<Findings> {
  const world = await openWorld(trial.folder, { ...options, nodes: 2 });
  try {
    const place = { databaseUrl: world.postgres.url() };
    return await struck(trial, { servers: serversOf(world), place, ...(await plan(world)) });
  } finally {
    await world.close();
  }
}
