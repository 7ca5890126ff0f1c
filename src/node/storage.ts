import type { Config } from '../config/load.ts';
import type { Storage } from '../storage/index.ts';

/** Opens the database of these settings as it is. Throws a `StorageFault` if it cannot be opened. */
export async function openConfigured({ databaseUrl, dataDir }: Config): Promise<Storage> {
  // The ORM takes half a second to load, and only a server needs it.
  const { openStorage } = await import('../storage/index.ts');
  return openStorage(databaseUrl === null ? { dataDir } : { databaseUrl });
}
