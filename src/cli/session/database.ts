import type { Config } from '../../config/load.ts';
import { openConfigured } from '../../node/storage.ts';
import type { Storage } from '../../storage/index.ts';

/** Whether a command that also works over a server is given a database itself. */
export function isDirect(options: Readonly<Record<string, unknown>>): boolean {
  return options['databaseUrl'] !== undefined || options['dataDir'] !== undefined;
}

/** To look at a database takes no account. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** Opens the database of these settings with the schema it has, and closes it when `work` is done. */
export async function withStorage<T>(config: Config, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openConfigured(config);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** The same with a schema that is up to date. */
export function withDatabase<T>(config: Config, work: (storage: Storage) => Promise<T>): Promise<T> {
  return withStorage(config, async (storage) => {
    await storage.migrateUp();
    return work(storage);
  });
}
