import type { Config } from '../../../config/load.ts';
import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, write, writeJson } from '../../output.ts';
import { withStorage } from '../../session/database.ts';

/** `whist migrate sql`: what `up` would do to the database of --database-url, or to a new one without it. */
export const writeMigrationSql: Run = async ({ config, json }) => {
  const sql = await sqlFor(config);
  if (json) writeJson({ sql });
  else if (sql === '') note(words.hosting.migrate.nothing);
  else write(sql);
  return exitCodes.ok;
};

async function sqlFor(config: Config): Promise<string> {
  if (config.databaseUrl !== null) return withStorage(config, (storage) => storage.migrationSql());
  const { migrationSql } = await import('../../../storage/index.ts');
  return migrationSql();
}
