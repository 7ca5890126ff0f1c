import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withStorage } from '../../session/database.ts';

const say = words.hosting.migrate;

/** `whist migrate up` */
export const migrateUp: Run = async ({ config, json }) => {
  const names = await withStorage(config, (storage) => storage.migrateUp());
  if (json) writeJson({ up: names });
  else note(names.length === 0 ? say.nothing : say.up(names));
  return exitCodes.ok;
};
