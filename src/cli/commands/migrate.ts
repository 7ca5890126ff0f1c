import type { Config } from '../../config/load.ts';
import type { Storage } from '../../storage/index.ts';
import { exitCodes, Failure } from '../exit.ts';
import type { Run } from '../main.ts';
import { openConfigured } from '../../node/storage.ts';
import { note, write, writeJson } from '../output.ts';

/**
 * `whist migrate up|down|status|sql`: the schema of the database. `down` takes the last migration back, with what is
 * in its tables; `sql` writes what `up` would do to the database of --database-url, or to a new one without it.
 */
export const migrateCommand: Run = async ({ config, json }, direction = '') => {
  switch (direction) {
    case 'up':
    case 'down':
      return withStorage(config, async (storage) => {
        const names = await (direction === 'up' ? storage.migrateUp() : storage.migrateDown());
        if (json) writeJson({ [direction]: names });
        else
          note(names.length === 0 ? 'There is nothing to do.' : `${done[direction]}: ${names.join(', ')}.`);
      });
    case 'status':
      return withStorage(config, async (storage) => {
        const migrations = await storage.migrationStatus();
        const lines = migrations.map(({ name, executedAt }) => `${name}  ${executedAt ? 'done' : 'pending'}`);
        if (json) writeJson({ migrations });
        else write(lines.join('\n'));
      });
    case 'sql': {
      if (config.databaseUrl !== null)
        return withStorage(config, async (storage) => tell(await storage.migrationSql()));
      const { migrationSql } = await import('../../storage/index.ts');
      tell(await migrationSql());
      return exitCodes.ok;
    }
    default:
      throw new Failure(
        exitCodes.usage,
        'bad_direction',
        `There is no \`whist migrate ${direction}\`; there are up, down, status and sql.`,
      );
  }

  function tell(sql: string) {
    if (json) writeJson({ sql });
    else if (sql !== '') write(sql);
    else note('There is nothing to do.');
  }
};

const done = { up: 'Done', down: 'Taken back' } as const;

async function withStorage(config: Config, task: (storage: Storage) => Promise<void>): Promise<number> {
  const storage = await openConfigured(config);
  try {
    await task(storage);
  } finally {
    await storage.close();
  }
  return exitCodes.ok;
}
