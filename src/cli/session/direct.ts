import type { Config } from '../../config/load.ts';
import type { Storage } from '../../storage/index.ts';
import { openConfigured } from '../../node/storage.ts';

/** Whether a command that also works over a server is given a database itself. */
export function isDirect(options: Readonly<Record<string, unknown>>): boolean {
  return options['databaseUrl'] !== undefined || options['dataDir'] !== undefined;
}

/** Whoever only looks needs no account. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** Opens the database of these settings, up to date, and closes it when `work` is done. */
export async function withDatabase<T>(config: Config, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openConfigured(config);
  try {
    await storage.migrateUp();
    return await work(storage);
  } finally {
    await storage.close();
  }
}
