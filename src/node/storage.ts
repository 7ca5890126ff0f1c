import type { Config } from '../config/load.ts';
import type { Storage } from '../storage/index.ts';

interface Opening {
  /** The milliseconds that a statement may take in PostgreSQL. */
  readonly deadline?: number;
  /** Gets a sentence when something has to be waited for. */
  readonly tell?: (sentence: string) => void;
}

/** Opens the database of these settings as it is. Throws a `StorageFault` if it cannot be opened. */
export async function openConfigured(
  {
    databaseUrl,
    databaseSchema: schema,
    dataDir,
    durability,
  }: Pick<Config, 'databaseUrl' | 'databaseSchema' | 'dataDir' | 'durability'>,
  { deadline, tell }: Opening = {},
): Promise<Storage> {
  // The ORM takes half a second to load, and only a server needs it.
  const { openStorage } = await import('../storage/index.ts');
  return openStorage(
    databaseUrl === null ? { dataDir, durability } : { databaseUrl, schema, ...(deadline && { deadline }) },
    tell,
  );
}
