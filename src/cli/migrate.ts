import { exitCodes, Failure } from './exit.ts';
import type { Run } from './main.ts';
import { openConfigured } from './node.ts';
import { note, write, writeJson } from './output.ts';

/** `whist migrate up|down|status`: the schema of the database. `down` takes the last migration back, with what is in its tables. */
export const migrateCommand: Run = async ({ config, json }, direction = '') => {
  if (direction !== 'up' && direction !== 'down' && direction !== 'status') {
    throw new Failure(
      exitCodes.usage,
      'bad_direction',
      `There is no \`whist migrate ${direction}\`; there are up, down and status.`,
    );
  }
  const storage = await openConfigured(config);
  try {
    if (direction === 'status') {
      const migrations = await storage.migrationStatus();
      if (json) writeJson({ migrations });
      else
        write(
          migrations.map(({ name, executedAt }) => `${name}  ${executedAt ? 'done' : 'pending'}`).join('\n'),
        );
    } else {
      const names = await (direction === 'up' ? storage.migrateUp() : storage.migrateDown());
      if (json) writeJson({ [direction]: names });
      else
        note(
          names.length === 0
            ? 'There is nothing to do.'
            : `${direction === 'up' ? 'Done' : 'Taken back'}: ${names.join(', ')}.`,
        );
    }
  } finally {
    await storage.close();
  }
  return exitCodes.ok;
};
