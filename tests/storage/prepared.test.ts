import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { preparedMark } from '../../src/storage/schema/rows.ts';
import { hasPostgres, testDatabases, testPostgres } from '../support/database.ts';

const marked = (value: string) =>
  sql<{ value: string }>`${sql.raw(preparedMark)} select ${value}::text as value`;
const names = sql<{ statement: string }>`select statement from pg_prepared_statements`;

test.runIf(hasPostgres)('a marked statement is prepared once on a connection', async () => {
  const { orm, close } = await testPostgres.open();
  await sqlOf(orm)
    .connection()
    .execute(async (connection) => {
      for (const value of ['one', 'two'])
        expect((await marked(value).execute(connection)).rows).toEqual([{ value }]);
      expect((await names.execute(connection)).rows).toEqual([
        { statement: '/* prepared */ select $1::text as value' },
      ]);
    });
  await close();
});

test.runIf(hasPostgres)(
  'if a pooler loses a prepared statement, it runs without being prepared',
  async () => {
    const { orm, close } = await testPostgres.open();
    await sqlOf(orm)
      .connection()
      .execute(async (connection) => {
        await marked('one').execute(connection);
        await sql`deallocate all`.execute(connection);
        for (const value of ['two', 'three'])
          expect((await marked(value).execute(connection)).rows).toEqual([{ value }]);
        expect((await names.execute(connection)).rows).toEqual([]);
      });
    await close();
  },
);

test.each(testDatabases)('a prepared statement gets its values as they are, on $name', async ({ open }) => {
  const { orm, close } = await open();
  const db = sqlOf(orm);
  const values = [`it's`, `''`, `back\\slash`, `$1`, `"quoted"`, 'שלום', ''];
  const found = await Promise.all(values.map((value) => marked(value).execute(db)));
  expect(found.map(({ rows }) => rows)).toEqual(values.map((value) => [{ value }]));
  const many = sql<{ ids: string[] }>`${sql.raw(preparedMark)} select ${['one', 'two']}::text[] as ids`;
  expect((await many.execute(db)).rows).toEqual([{ ids: ['one', 'two'] }]);
  await db.transaction().execute(async (trx) => {
    expect((await marked('inside').execute(trx)).rows).toEqual([{ value: 'inside' }]);
  });
  await close();
});

test('the embedded database prepares a marked statement once', async () => {
  const [embedded] = testDatabases;
  if (!embedded) throw new Error('there is always an embedded database');
  const { orm, close } = await embedded.open();
  for (const value of ['one', 'two']) await marked(value).execute(sqlOf(orm));
  const { rows } = await names.execute(sqlOf(orm));
  expect(rows.filter(({ statement }) => statement.includes(preparedMark))).toHaveLength(1);
  await close();
});
