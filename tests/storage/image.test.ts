import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { unpackImage } from '../../src/storage/database/folder/image.ts';
import { status, up } from '../../src/storage/database/migrate.ts';
import { openDatabase, type Database } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { introspect } from './introspect.ts';

let dataDir: string;
let unpacked: Database;
let migrated: Database;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'whist-image-'));
  await unpackImage(join(dataDir, 'database'), inject('templates').image);
  unpacked = await openDatabase({ dataDir });
  migrated = await openDatabase({ memory: true });
  await up(migrated.orm);
});
afterAll(async () => {
  await unpacked.close();
  await migrated.close();
  await rm(dataDir, { recursive: true });
});

test('the image has the schema that the migrations make', async () => {
  expect(await introspect(sqlOf(unpacked.orm))).toEqual(await introspect(sqlOf(migrated.orm)));
  expect((await status(unpacked.orm)).filter(({ executedAt }) => executedAt === null)).toEqual([]);
  expect(await up(unpacked.orm)).toEqual([]);
});

test('the image has the rows that the migrations make, and so no secret', async () => {
  const rowsOf = async ({ orm }: Database) => {
    const db = sqlOf(orm);
    const { rows: tables } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
    const counts = tables.map(async ({ name }) => {
      const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(
        db,
      );
      return [name, rows[0]?.rows];
    });
    return Object.fromEntries(await Promise.all(counts)) as Record<string, number>;
  };
  const rows = await rowsOf(unpacked);
  expect(rows).toEqual(await rowsOf(migrated));
  expect(rows).toMatchObject({ users: 0, server_secrets: 0, pending_ratings: 1 });
});

test('an image that cannot be unpacked as a whole is an error', async () => {
  const folder = join(dataDir, 'other');
  // The file cannot take the place of this folder.
  await mkdir(join(folder, 'PG_VERSION', 'taken'), { recursive: true });
  await expect(unpackImage(folder, inject('templates').image)).rejects.toThrow('PG_VERSION');
});
