import { openAsBlob } from 'node:fs';
import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { openDatabase } from '../../src/storage/database/open.ts';
import { createUpkeep } from '../../src/storage/database/upkeep.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';

test('an embedded database cuts its journal, and makes room when no game moves', async () => {
  const { orm, close } = await openDatabase({ memory: await openAsBlob(inject('templates').pglite) });
  const db = sqlOf(orm);

  async function look(): Promise<{ journal: number; dead: number }> {
    await sql`select pg_stat_force_next_flush()`.execute(db);
    const { rows } = await sql<{ journal: number; dead: number }>`
      select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::integer as journal,
        (select n_dead_tup from pg_stat_user_tables where relname = 'server_secrets')::integer as dead
      from pg_control_checkpoint()`.execute(db);
    if (!rows[0]) throw new Error('a database has a checkpoint');
    return rows[0];
  }

  await sql`insert into server_secrets (name, value) select 's' || n, '' from generate_series(1, 3000) as n`.execute(
    db,
  );
  await sql`delete from server_secrets`.execute(db);
  const upkeep = createUpkeep(db, 100_000);
  const before = await look();
  expect(before.dead).toBe(3000);
  expect(before.journal).toBeGreaterThan(100_000);

  await upkeep();
  const cut = await look();
  expect(cut.journal).toBeLessThan(100_000);
  await upkeep();
  expect(await look()).toMatchObject({ dead: 0 });
  await close();
});
