import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { down, status, up } from '../../src/storage/database/migrate.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { hasPostgres, testDatabases, type OpenTestDatabase, testPostgres } from '../support/database.ts';
import { expectedSchema } from './design/expected.ts';
import { introspect } from './introspect.ts';

const names = migrations.map((one) => one.name);

describe.each(testDatabases)('on $name', ({ open }) => {
  let database: OpenTestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('the migrations make the schema design and the additions to it', async () => {
    expect(await introspect(sqlOf(database.orm))).toEqual(expectedSchema);
  });

  test('the entities describe the migrated schema', async () => {
    expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });

  test('a schema that is newer than the program is refused, before anything is done', async () => {
    const { orm } = database;
    const db = sqlOf(orm);
    await sql`insert into mikro_orm_migrations (name) values ('Migration999Future')`.execute(db);
    for (const refused of [up, down, status])
      await expect(refused(orm)).rejects.toMatchObject({
        reason: 'schema_too_new',
        message: expect.stringContaining('Migration999Future'),
      });
    await sql`delete from mikro_orm_migrations where name = 'Migration999Future'`.execute(db);
    expect(await introspect(db)).toEqual(expectedSchema);
  });

  test('down leaves nothing, and up makes it all again', async () => {
    const { orm } = database;
    const db = sqlOf(orm);
    expect(await up(orm)).toEqual([]);
    expect(await status(orm)).toEqual(names.map((name) => ({ name, executedAt: expect.any(Date) })));

    for (const name of names.toReversed()) expect(await down(orm)).toEqual([name]);
    expect(await introspect(db)).toEqual([]);
    expect(await status(orm)).toEqual(names.map((name) => ({ name, executedAt: null })));
    expect(await down(orm)).toEqual([]);

    expect(await up(orm)).toEqual(names);
    expect(await introspect(db)).toEqual(expectedSchema);
  });
});

// Two servers cannot share the embedded database.
test.runIf(hasPostgres)('servers that start at once on an empty database migrate it once', async () => {
  const { orm, databaseUrl, close } = await testPostgres.open();
  if (databaseUrl === null) throw new Error('a database of a server has a URL');
  for (const _ of names) await down(orm);
  await sql`drop table mikro_orm_migrations`.execute(sqlOf(orm));
  const servers = await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl })));
  const ran = await Promise.all(servers.map((server) => up(server.orm)));
  expect(ran.flat()).toEqual(names);
  expect(await introspect(sqlOf(orm))).toEqual(expectedSchema);
  await Promise.all(servers.map((server) => server.close()));
  await close();
});
