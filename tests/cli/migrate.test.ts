import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeHome, whist, type Home } from '../support/cli.ts';
import { databaseAt, onServer } from '../support/global-setup.ts';

let home: Home;
beforeAll(async () => {
  home = await makeHome();
});
afterAll(() => home.remove());

const { postgres } = inject('templates');
const names = [
  'Migration001Initial',
  'Migration002Sessions',
  'Migration003Presence',
  'Migration004SharedSecret',
];
const last = names.at(-1);

async function run(direction: string, ...where: string[]): Promise<unknown> {
  const ended = await whist(['migrate', direction, '--json', ...where], { home });
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  return JSON.parse(ended.stdout);
}

test('the embedded database, up and down', async () => {
  expect(await run('up')).toEqual({ up: names });
  expect(await run('down')).toEqual({ down: [last] });
  const inWords = await whist(['migrate', 'status'], { home });
  expect(inWords).toEqual({ exitCode: 0, stdout: expect.stringContaining(`${last}  pending\n`), stderr: '' });
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
  for (const taken of names.toReversed()) expect(await run('down', ...where)).toEqual({ down: [taken] });
  expect(await run('down', ...where)).toEqual({ down: [] });
  await onServer(postgres.url, sql`drop database ${sql.id(name)} with (force)`);
});
