import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { withStorage } from '../../session/database.ts';

const say = words.hosting.migrate;

/** `whist migrate status` */
export const migrationStatus: Run = async ({ config, json }) => {
  const migrations = await withStorage(config, (storage) => storage.migrationStatus());
  const lines = migrations.map(({ name, executedAt }) => `${name}  ${executedAt ? say.done : say.pending}`);
  if (json) writeJson({ migrations });
  else write(lines.join('\n'));
  return exitCodes.ok;
};
