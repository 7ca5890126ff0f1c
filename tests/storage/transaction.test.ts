import { sql } from 'kysely';
import { v7 } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/storage/database/open.ts';
import { emOf, inTransaction } from '../../src/storage/database/transaction.ts';
import { isUnavailable } from '../../src/storage/database/unavailable.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { User } from '../../src/storage/schema/index.ts';
import { hasPostgres, testDatabases, testPostgres } from '../support/database.ts';

const person = (username: string) => ({
  id: v7(),
  username,
  usernameFolded: username,
  email: `${username}@example.org`,
  passwordHash: '!',
  displayName: username,
  displayNameFolded: username,
});

test.each(testDatabases)('a failure in a transaction undoes all of it, on $name', async ({ open }) => {
  const { orm, close } = await open();
  onTestFinished(close);
  const failing = inTransaction(orm, async (em) => {
    await em.insert(User, person('dana'));
    await inTransaction(orm, (inner) => inner.insert(User, person('noa')));
    const { rows } = await sql`select username from users order by username`.execute(sqlOf(orm));
    expect(rows).toEqual([{ username: 'dana' }, { username: 'noa' }]);
    expect(await emOf(orm).count(User)).toBe(2);
    throw new Error('enough');
  });
  await expect(failing).rejects.toThrow('enough');
  expect(await emOf(orm).count(User)).toBe(0);
});

test.each(testDatabases)('transactions at the same moment do not mix, on $name', async ({ open }) => {
  const { orm, close } = await open();
  onTestFinished(close);
  const names = ['dana', 'noa', 'tal', 'gil'];
  const outcomes = await Promise.allSettled(
    names.map((name, n) =>
      inTransaction(orm, async (em) => {
        await em.insert(User, person(name));
        if (n % 2 === 1) throw new Error(name);
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  const users = await emOf(orm).find(User, {}, { orderBy: { username: 'asc' } });
  expect(users.map(({ username }) => username)).toEqual(['dana', 'tal']);
});

// The connection to the embedded database cannot break.
test.runIf(hasPostgres)('a connection that breaks in a transaction is replaced in the pool', async () => {
  const { orm, databaseUrl, close } = await testPostgres.open();
  onTestFinished(close);
  const other = await openDatabase({ databaseUrl: databaseUrl ?? '' });
  onTestFinished(other.close);
  // Break more connections than a pool has places.
  for (let n = 0; n < 12; n += 1) {
    const broken = inTransaction(orm, async (em) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(sqlOf(orm));
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(sqlOf(other.orm));
      await em.insert(User, person('dana'));
    });
    await expect(broken).rejects.toSatisfy(isUnavailable);
  }
  expect(await inTransaction(orm, (em) => em.count(User))).toBe(0);
});
