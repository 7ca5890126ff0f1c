import type { Config } from '../../config/load.ts';
import { note } from '../output.ts';
import { openConfigured } from '../../node/storage.ts';
import type { Storage } from '../../storage/index.ts';

/** Whether a command works on a database itself, and not over a server. */
export function isDirect(options: Readonly<Record<string, unknown>>): boolean {
  return options['databaseUrl'] !== undefined || options['dataDir'] !== undefined;
}

/** Reading a database needs no account: this id stands for nobody. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** Opens the database of these settings without a change of its schema, and closes it when `work` is done. */
export async function withStorage<T>(config: Config, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openConfigured(config, { tell: note });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** The same, but first brings the schema up to date. */
export function withDatabase<T>(config: Config, work: (storage: Storage) => Promise<T>): Promise<T> {
  return withStorage(config, async (storage) => {
    await storage.migrateUp();
    return work(storage);
  });
}
