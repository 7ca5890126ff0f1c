import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { preparedMark } from '../../src/storage/schema/rows.ts';
import { hasPostgres, testPostgres } from '../support/database.ts';

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
