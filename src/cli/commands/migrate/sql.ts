import type { Config } from '../../../config/load.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeData, writeJson } from '../../output.ts';
import { withStorage } from '../../session/database.ts';

/**
 * `whist migrate sql`: the SQL that `up` would run on the database of --database-url, or on a new database.
 */
export const writeMigrationSql: Run = async ({ config, json }) => {
  const sql = await sqlFor(config);
  if (json) writeJson({ sql });
  else if (sql === '') note(words.hosting.migrate.nothing);
  else writeData(sql);
  return exitCodes.ok;
};

async function sqlFor(config: Config): Promise<string> {
  if (config.databaseUrl !== null) return withStorage(config, (storage) => storage.migrationSql());
  const { migrationSql } = await import('../../../storage/index.ts');
  return migrationSql(config.databaseSchema);
}
