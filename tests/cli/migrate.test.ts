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
const initial = 'Migration001Initial';

async function run(direction: string, ...where: string[]): Promise<unknown> {
  const ended = await whist(['migrate', direction, '--json', ...where], { home });
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  return JSON.parse(ended.stdout);
}

test('the embedded database, up and down', async () => {
  expect(await run('up')).toEqual({ up: [initial] });
  expect(await run('down')).toEqual({ down: [initial] });
  const inWords = await whist(['migrate', 'status'], { home });
  expect(inWords).toEqual({ exitCode: 0, stdout: `${initial}  pending\n`, stderr: '' });
});

test.runIf(postgres)('PostgreSQL, up and down, and again where there is nothing to do', async () => {
  if (!postgres) return;
  const name = `${postgres.prefix}${randomBytes(4).toString('hex')}`;
  await onServer(postgres.url, sql`create database ${sql.id(name)}`);
  const where = ['--database-url', databaseAt(postgres.url, name)];
  expect(await run('status', ...where)).toEqual({ migrations: [{ name: initial, executedAt: null }] });
  expect(await run('up', ...where)).toEqual({ up: [initial] });
  expect(await run('up', ...where)).toEqual({ up: [] });
  expect(await run('status', ...where)).toEqual({
    migrations: [{ name: initial, executedAt: expect.stringMatching(/^\d{4}-.*Z$/) }],
  });
  expect(await run('down', ...where)).toEqual({ down: [initial] });
  expect(await run('down', ...where)).toEqual({ down: [] });
  await onServer(postgres.url, sql`drop database ${sql.id(name)} with (force)`);
});
