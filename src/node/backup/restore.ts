import type { Summary } from '../../storage/index.ts';
import { openConfigured } from '../storage.ts';
import type { Place } from './make.ts';

type Progress = (rows: number) => void;

/** Reads a whole backup and stores nothing. Throws a `StorageFault` if it cannot be restored. */
export async function checkBackup(file: string, progress?: Progress): Promise<Summary> {
  const { openBackup, readThrough } = await import('../../storage/index.ts');
  return readThrough(await openBackup(file), undefined, progress);
}

/**
 * Restores a backup into a database without accounts, and returns the migrations that ran for it. Nothing is changed if
 * the file is damaged, and all or nothing is restored.
 */
export async function restoreBackup(
  place: Place,
  file: string,
  { progress, tell }: { readonly progress?: Progress; readonly tell?: (sentence: string) => void } = {},
): Promise<Summary & { readonly migrated: readonly string[] }> {
  const { openBackup, readThrough } = await import('../../storage/index.ts');
  const backup = await openBackup(file);
  const storage = await openConfigured(place, tell && { tell });
  try {
    let migrated: readonly string[] = [];
    const summary = await readThrough(
      backup,
      async (lines) => (migrated = await storage.load(backup.header.schema, lines)),
      progress,
    );
    return { ...summary, migrated };
  } finally {
    await storage.close();
  }
}
