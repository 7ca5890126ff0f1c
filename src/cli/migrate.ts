import { exitCodes, Failure } from './exit.ts';
import type { Run } from './main.ts';
import { openConfigured } from './node.ts';
import { note, write, writeJson } from './output.ts';

/** `whist migrate up|down|status`: the schema of the database. `down` takes every table away with what is in it. */
export const migrateCommand: Run = async ({ config, json }, direction = '') => {
  if (!['up', 'down', 'status'].includes(direction)) {
    throw new Failure(
      exitCodes.usage,
      'bad_direction',
      `\`whist migrate ${direction}\` is not known; there are up, down and status.`,
    );
  }
  const storage = await openConfigured(config);
  try {
    if (direction === 'up') await storage.migrateUp();
    if (direction === 'down') await storage.migrateDown();
    const status = await storage.migrationStatus();
    if (json) writeJson(status);
    else if (direction === 'status')
      write(
        [
          ...status.executed.map((name) => `${name}  done`),
          ...status.pending.map((name) => `${name}  pending`),
        ].join('\n'),
      );
    else note(direction === 'up' ? 'The database is up to date.' : 'The database is empty.');
  } finally {
    await storage.close();
  }
  return exitCodes.ok;
};
