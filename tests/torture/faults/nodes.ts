import { struck, type Fault } from '../trial.ts';
import { openWorld } from '../world.ts';

export const withoutRedis: Fault = {
  title: 'Two nodes share a PostgreSQL and have no Redis',
  times: { full: 30, quick: 0 },
  async run(trial) {
    const world = await openWorld(trial.folder, { nodes: 2, hasRedis: false });
    try {
      return await struck(trial, {
        servers: world.nodes.map(({ server }) => server),
        place: { databaseUrl: world.postgres.url() },
        strike: () => Promise.resolve(),
      });
    } finally {
      await world.close();
    }
  },
};
