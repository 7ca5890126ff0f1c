import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { createStorage, openBackup, readThrough, writeBackup } from '../../../src/storage/index.ts';
import type { Database } from '../../../src/storage/database/open.ts';
import { sqlOf, type Orm } from '../../../src/storage/schema/db.ts';

/** A folder for the backups of a test file. */
export function backupFolder(): (name: string) => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whist-backup-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return (name) => join(folder, name);
}

const storageOf = (database: Database) =>
  createStorage(database, { id: '00000000-0000-7000-8000-000000000001', isAlone: false });

export const backUp = (database: Database, file: string) =>
  storageOf(database).dump((content) => writeBackup(content, createWriteStream(file), { end: true }));

/** Restores a backup, and returns the migrations that ran for it. */
export async function restore(database: Database, file: string): Promise<readonly string[]> {
  const backup = await openBackup(file);
  let migrated: readonly string[] = [];
  await readThrough(
    backup,
    async (lines) => (migrated = await storageOf(database).load(backup.header.schema, lines)),
  );
  return migrated;
}

/** Every row of every table but the secrets, each as a text. */
export async function everything(orm: Orm): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = [...orm.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  const found = tables
    .filter((table) => table !== 'server_secrets')
    .map(async (table) => {
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(sqlOf(orm));
      return [table, rows.map(({ row }) => row).toSorted()] as const;
    });
  return Object.fromEntries(await Promise.all(found));
}
