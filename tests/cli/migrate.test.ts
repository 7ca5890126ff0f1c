import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { failure, makeHome, whist, type Home } from '../support/cli.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { introspect } from '../storage/introspect.ts';
import { expectedSchema } from '../storage/design/expected.ts';
import { databaseAt, onServer } from '../support/global-setup.ts';

let home: Home;
beforeAll(async () => {
  home = await makeHome();
});
afterAll(() => home.remove());

const { postgres } = inject('templates');
const names = migrations.map((one) => one.name);
const last = names.at(-1);

async function run(direction: string, ...where: string[]): Promise<unknown> {
  const ended = await whist(['migrate', direction, '--json', ...where], { home });
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  return JSON.parse(ended.stdout);
}

test('the embedded database, up and down, after a first start that was interrupted', async () => {
  const dataDir = join(home.folder, 'data', 'whist');
  mkdirSync(join(dataDir, 'database', 'global'), { recursive: true });
  writeFileSync(join(dataDir, 'database', 'PG_VERSION'), '18\n');
  writeFileSync(join(dataDir, 'database.unfinished'), '');
  // A new database has the schema already.
  await run('up');
  expect(existsSync(join(dataDir, 'database.unfinished'))).toBe(false);
  expect(await run('up')).toEqual({ up: [] });
  expect(await run('down')).toEqual({ down: [last] });
  const inWords = await whist(['migrate', 'status'], { home });
  expect(inWords).toEqual({ exitCode: 0, stdout: expect.stringContaining(`${last}  pending\n`), stderr: '' });
  expect(await run('up')).toEqual({ up: [last] });
});

test.runIf(postgres)('PostgreSQL, up and down, and again where there is nothing to do', async () => {
  if (!postgres) return;
  const name = `${postgres.prefix}${randomBytes(4).toString('hex')}`;
  await onServer(postgres.url, sql`create database ${sql.id(name)}`);
  const where = ['--database-url', databaseAt(postgres.url, name)];
  expect(await run('status', ...where)).toEqual({
    migrations: names.map((name) => ({ name, executedAt: null })),
  });
  expect(await run('up', ...where)).toEqual({ up: names });
  expect(await run('up', ...where)).toEqual({ up: [] });
  expect(await run('status', ...where)).toEqual({
    migrations: names.map((name) => ({ name, executedAt: expect.stringMatching(/^\d{4}-.*Z$/) })),
  });
  for (const taken of names.slice(-2).toReversed())
    expect(await run('down', ...where)).toEqual({ down: [taken] });
  await onServer(postgres.url, sql`drop database ${sql.id(name)} with (force)`);
});

test.runIf(postgres)('the SQL does what the migrations do, and tells only what is pending', async () => {
  if (!postgres) return;
  const name = `${postgres.prefix}${randomBytes(4).toString('hex')}`;
  await onServer(postgres.url, sql`create database ${sql.id(name)}`);
  const url = databaseAt(postgres.url, name);
  const where = ['--database-url', url];
  const fromNothing = await whist(['migrate', 'sql'], { home });
  expect(fromNothing).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await whist(['migrate', 'sql', ...where], { home })).toEqual(fromNothing);

  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Run one statement at a time, as psql does: an index cannot be built concurrently in a batch.
  for (const statement of fromNothing.stdout.split(/;\n/)) await client.query(statement);
  const { migrations: now } = (await run('status', ...where)) as {
    migrations: { executedAt: string | null }[];
  };
  expect(now.map(({ executedAt }) => typeof executedAt)).toEqual(names.map(() => 'string'));
  const nothing = await whist(['migrate', 'sql', ...where], { home });
  expect(nothing).toMatchObject({ exitCode: 0, stdout: '', stderr: 'There is nothing to do.\n' });
  const { orm, close } = await openDatabase({ databaseUrl: url });
  expect(await orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  expect(await introspect(sqlOf(orm))).toEqual(expectedSchema);
  await close();

  await client.query("insert into mikro_orm_migrations (name) values ('Migration999Future')");
  await client.end();
  for (const command of [
    ['serve', '--port', '0'],
    ['migrate', 'up'],
    ['migrate', 'status'],
    ['migrate', 'sql'],
  ]) {
    const refused = await whist([...command, '--json', ...where], { home });
    expect(refused.exitCode).toBe(65);
    expect(failure(refused)).toMatchObject({ reason: 'schema_too_new' });
  }
  await onServer(postgres.url, sql`drop database ${sql.id(name)} with (force)`);
});
