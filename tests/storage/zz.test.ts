import { expect, test } from 'vitest';
import { sql } from 'kysely';
import { sqlOf } from '../../src/storage/open.ts';
import { testDatabases } from '../support/database.ts';
test.each(testDatabases)('open $name', async ({ open }) => {
  for (let i = 0; i < 4; i++) {
    let t = performance.now();
    const d = await open();
    const r = await sql`select count(*) as n from game_events`.execute(sqlOf(d.orm));
    const a = performance.now() - t; t = performance.now();
    expect(r.rows).toEqual([{ n: 0 }]);
    await d.close();
    console.log('open', a.toFixed(0), 'close', (performance.now() - t).toFixed(0));
  }
});
