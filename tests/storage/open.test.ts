import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { StorageFault } from '../../src/storage/database/fault.ts';
import { openDatabase, type DatabasePlace } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { kill, startChild } from './children.ts';

let parent: string;
let dataDir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'whist-open-'));
  dataDir = join(parent, 'not', 'yet');
});
afterEach(() => rmSync(parent, { recursive: true }));

async function faultOf(place: DatabasePlace): Promise<StorageFault> {
  try {
    const { close } = await openDatabase(place);
    await close();
  } catch (error) {
    if (error instanceof StorageFault) return error;
    throw error;
  }
  throw new Error('opened');
}

test('a data folder is private, only one process can use it, and it keeps the data of a killed one', async () => {
  const { child, said } = await startChild('database-holder.ts', dataDir, inject('templates').image);
  expect(said).toEqual({ stored: 'dana' });
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);

  const locked = await faultOf({ dataDir });
  expect(locked).toMatchObject({ reason: 'folder_locked', pid: child.pid });
  expect(locked.message).toContain(`Process ${child.pid} `);
  expect(locked.message).toContain(dataDir);

  await kill(child);
  const { orm, close } = await openDatabase({ dataDir });
  expect(await faultOf({ dataDir })).toMatchObject({ reason: 'folder_locked', pid: process.pid });
  const { rows } = await sql`select username from users`.execute(sqlOf(orm));
  expect(rows).toEqual([{ username: 'dana' }]);
  await close();

  const again = await openDatabase({ dataDir });
  await again.close();
});

test('the disk has each change before it is acknowledged, unless somebody wants speed', async () => {
  const flushed: Record<string, string> = {};
  for (const durability of ['full', 'relaxed'] as const) {
    cpSync(inject('templates').dataDir, dataDir, { recursive: true });
    const { orm, close } = await openDatabase({ dataDir, durability });
    const { rows } = await sql<{ set: string }>`
      select concat_ws(' ', current_setting('fsync'), current_setting('wal_sync_method'),
        current_setting('synchronous_commit'), current_setting('data_checksums')) as set`.execute(sqlOf(orm));
    flushed[durability] = rows[0]?.set ?? '';
    await close();
  }
  expect(flushed).toEqual({ full: 'on fsync on on', relaxed: 'off fsync on on' });
});

test.each([
  ['under a file', () => join(parent, 'file', 'folder')],
  ['that is a file', () => join(parent, 'file')],
  ['where the system takes none', () => '/proc/whist'],
])('a data folder %s is reported', async (_, path) => {
  writeFileSync(join(parent, 'file'), '');
  const fault = await faultOf({ dataDir: path() });
  expect(fault).toMatchObject({ reason: 'folder_unwritable', pid: null });
  expect(fault.message).toContain(path());
});

test('the message about a PostgreSQL that does not answer does not show the password', async () => {
  const fault = await faultOf({ databaseUrl: 'postgres://dana:secret@127.0.0.1:1/whist' });
  expect(fault.reason).toBe('database_unreachable');
  expect(fault.message).toContain('127.0.0.1:1/whist');
  expect(fault.message).toContain('ECONNREFUSED');
  expect(String(fault.stack)).not.toContain('secret');
});
