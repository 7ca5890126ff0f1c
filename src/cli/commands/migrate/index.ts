import { words } from '../../../words/index.ts';
import type { CommandFamily } from '../../command.ts';
import { serverOptions } from '../../options/settings.ts';

const say = words.commands.summaries.migrate;

/** `whist migrate …`: the schema of the database. */
export const migrate: CommandFamily = {
  name: 'migrate',
  summary: say.family,
  options: serverOptions,
  standard: null,
  unknownReason: 'bad_direction',
  subcommands: [
    {
      name: 'up',
      summary: say.up,
      load: async () => (await import('./up.ts')).migrateUp,
    },
    {
      name: 'down',
      summary: say.down,
      load: async () => (await import('./down.ts')).migrateDown,
    },
    {
      name: 'status',
      summary: say.status,
      load: async () => (await import('./status.ts')).migrationStatus,
    },
    {
      name: 'sql',
      summary: say.sql,
      load: async () => (await import('./sql.ts')).writeMigrationSql,
    },
  ],
};
