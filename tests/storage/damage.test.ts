import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { StorageFault } from '../../src/storage/database/fault.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { examine, unreadable } from '../../src/storage/doctor/index.ts';
import { createStorage } from '../../src/storage/index.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { startLoad } from '../power/load.ts';
import { damaged, harmless, lost, scribble, shortened } from './damage.ts';

const durability = 'relaxed';
const look = { repair: false, progress: () => undefined };

/** Folders with six games: one whose server was stopped, and one whose server was killed. */
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whist-damage-'));
  const dataDir = join(folder, 'stopped');
  cpSync(inject('templates').dataDir, dataDir, { recursive: true });
  const database = await openDatabase({ dataDir, durability });
  writeFileSync(join(dataDir, 'jwt-secret'), 'a secret', { mode: 0o600 });
  const storage = createStorage(database, { id: v7(), isAlone: true });
  const load = await startLoad(storage, { rooms: 6, chance: () => 0.4, acknowledged: [] });
  for (let i = 0; i < 10; i++) await load.play();
  cpSync(dataDir, join(folder, 'killed'), { recursive: true });
  await database.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy for one test. */
function copyOf(kind: 'stopped' | 'killed'): string {
  const dataDir = join(folder, 'copy');
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(join(folder, kind), dataDir, { recursive: true });
  rmSync(join(dataDir, 'lock.json'), { force: true });
  return dataDir;
}

test.each(Object.entries(harmless))('a data folder with %s has all games', async (_, harm) => {
  const dataDir = copyOf('killed');
  harm(dataDir);
  const { orm, close } = await openDatabase({ dataDir, durability });
  expect(await examine(sqlOf(orm), look)).toEqual({ games: 6, differences: [], broken: 0 });
  await close();
});

const faults = [
  { reason: 'database_lost', kind: 'killed', damages: lost },
  { reason: 'database_damaged', kind: 'killed', damages: damaged },
  { reason: 'database_damaged', kind: 'stopped', damages: shortened },
] as const;
describe.each(faults)('a $kind data folder is $reason', ({ reason, kind, damages }) => {
  test.each(Object.entries(damages))('with %s', async (_, harm) => {
    const dataDir = copyOf(kind);
    harm(dataDir);
    const before = reason === 'database_lost' ? readdirSync(dataDir, { recursive: true }) : [];
    const fault: unknown = await openDatabase({ dataDir, durability }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StorageFault);
    const { reason: found, message } = fault as StorageFault;
    expect([found, message]).toEqual([reason, expect.stringContaining(dataDir)]);
    expect(message).toContain('whist restore FILE');
    expect(message).not.toMatch(/Aborted|unreachable|undefined/);
    if (reason === 'database_lost')
      expect(readdirSync(dataDir, { recursive: true }).filter((name) => name !== 'lock')).toEqual(
        before.filter((name) => name !== 'lock'),
      );
  });
});

test('the doctor names what cannot be read, and looks at the rest; the others can still be read', async () => {
  const dataDir = copyOf('stopped');
  let database = await openDatabase({ dataDir, durability });
  const { rows: files } = await sql<{ path: string }>`
    select pg_relation_filepath('rounds') as path`.execute(sqlOf(database.orm));
  await database.close();
  scribble(join(dataDir, 'database', files[0]?.path ?? ''), 4000, 64);

  database = await openDatabase({ dataDir, durability });
  const db = sqlOf(database.orm);
  const storage = createStorage(database, { id: v7(), isAlone: true });
  const { games, differences } = await examine(db, look);
  expect(games).toBe(6);
  const lost = differences.filter(({ stored }) => stored === unreadable);
  expect(new Set(lost.map(({ table }) => table))).toEqual(new Set(['rounds']));
  expect(lost.filter(({ row }) => row.startsWith('game ')).length).toBeGreaterThanOrEqual(6);
  const error: unknown = await sql`select * from rounds`.execute(db).catch((thrown: unknown) => thrown);
  expect(storage.isDamage(error)).toBe(true);
  expect(await storage.people(5)).toHaveLength(1);
  await database.close();
});
