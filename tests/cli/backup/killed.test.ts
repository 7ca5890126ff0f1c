import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { fillClub } from '../../../bench/games/club.ts';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { backUp } from '../../storage/backup/made.ts';
import { makeHome, start, whist, type Home } from '../../support/cli.ts';
import { testDatabases } from '../../support/database.ts';
import { databaseAt, onServer } from '../../support/global-setup.ts';

const { postgres } = inject('templates');

let home: Home;
let file: string;
beforeAll(async () => {
  home = await makeHome();
  file = join(home.folder, 'club.backup');
  const [embedded] = testDatabases;
  const database = await embedded?.open();
  if (!database) throw new Error('the embedded database is always there');
  await fillClub(sqlOf(database.orm), 300);
  await backUp(database, file);
  await database.close();
});
afterAll(() => home.remove());

async function restoreAfterKill(place: readonly string[], isRestoring: () => Promise<boolean>) {
  const killed = start(['restore', file, ...place], { home });
  await vi.waitFor(async () => expect(await isRestoring()).toBe(true), { timeout: 30_000, interval: 5 });
  killed.kill('SIGKILL');
  expect((await killed.ended).exitCode).toBe(137);
  // A database with a part of the rows would be refused.
  const again = await whist(['restore', file, ...place, '--json'], { home });
  expect(JSON.parse(again.stdout)).toMatchObject({ games: 300 });
}

test('a restore into a folder that was killed leaves nothing in it', async () => {
  const dataDir = join(home.folder, 'folder');
  await restoreAfterKill(['--data-dir', dataDir], async () =>
    existsSync(join(dataDir, 'database', 'global', 'pg_control')),
  );
});

test.runIf(postgres)('a restore into PostgreSQL that was killed leaves nothing in it', async () => {
  if (!postgres) return;
  const name = `${postgres.prefix}killed`;
  await onServer(postgres.url, sql`create database ${sql.id(name)}`);
  const databaseUrl = databaseAt(postgres.url, name);
  const { orm, close } = await openDatabase({ databaseUrl: postgres.url });
  try {
    await restoreAfterKill(['--database-url', databaseUrl], async () => {
      const { rows } = await sql`select 1 from pg_stat_activity
        where datname = ${name} and query ilike '%into "round_players"%'`.execute(sqlOf(orm));
      return rows.length > 0;
    });
  } finally {
    await close();
    await onServer(postgres.url, sql`drop database ${sql.id(name)} with (force)`);
  }
});
