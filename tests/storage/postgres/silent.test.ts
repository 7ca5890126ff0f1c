import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { inTransaction } from '../../../src/storage/database/transaction.ts';
import { isUnavailable } from '../../../src/storage/database/unavailable.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { hasPostgres, testPostgres } from '../../support/database.ts';
import { silentProxy } from './proxy.ts';

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test.runIf(hasPostgres)('connections that do not answer are thrown away, and new ones are made', async () => {
  const { databaseUrl, close } = await testPostgres.open();
  onTestFinished(close);
  const proxy = await silentProxy(databaseUrl ?? '');
  onTestFinished(proxy.close);
  const { orm, ...database } = await openDatabase({ databaseUrl: proxy.url, deadline: 300 });
  const db = sqlOf(orm);
  const answer = () => sql`select 1`.execute(db);
  await Promise.all([answer(), answer(), answer()]);

  expect(proxy.lose()).toBeGreaterThanOrEqual(3);
  // One statement finds out for all connections.
  expect(isUnavailable(await failureOf(answer()))).toBe(true);
  await Promise.all([answer(), answer(), answer()]);

  const broken = inTransaction(orm, async () => {
    await answer();
    proxy.lose();
    await sql`select 2`.execute(sqlOf(orm));
  });
  expect(isUnavailable(await failureOf(broken))).toBe(true);
  await inTransaction(orm, () => sql`select 3`.execute(sqlOf(orm)));

  // A connection that is lost at the end does not keep the program.
  proxy.lose();
  await database.close();
});
