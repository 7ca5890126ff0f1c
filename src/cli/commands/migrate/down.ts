import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withStorage } from '../../session/database.ts';

const say = words.hosting.migrate;

/** `whist migrate down`: takes the last migration back, with the data in its tables. */
export const migrateDown: Run = async ({ config, json }) => {
  const names = await withStorage(config, (storage) => storage.migrateDown());
  if (json) writeJson({ down: names });
  else note(names.length === 0 ? say.nothing : say.down(names));
  return exitCodes.ok;
};
