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

/** Up, down and up again on an empty database. */
async function migrate(...where: string[]) {
  const run = async (direction: string) => {
    const ended = await whist(['migrate', direction, '--json', ...where], { home });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    return JSON.parse(ended.stdout) as unknown;
  };
  expect(await run('status')).toEqual({ migrations: [{ name: initial, executedAt: null }] });
  expect(await run('up')).toEqual({ up: [initial] });
  expect(await run('up')).toEqual({ up: [] });
  expect(await run('status')).toEqual({
    migrations: [{ name: initial, executedAt: expect.stringMatching(/^\d{4}-.*Z$/) }],
  });
  expect(await run('down')).toEqual({ down: [initial] });
  expect(await run('down')).toEqual({ down: [] });
  const inWords = await whist(['migrate', 'status', ...where], { home });
  expect(inWords).toEqual({ exitCode: 0, stdout: `${initial}  pending\n`, stderr: '' });
}

test('the embedded database', () => migrate());

test.runIf(postgres)('PostgreSQL', async () => {
  if (!postgres) return;
  const name = `${postgres.prefix}${randomBytes(4).toString('hex')}`;
  await onServer(postgres.url, sql`create database ${sql.id(name)}`);
  await migrate('--database-url', databaseAt(postgres.url, name));
  await onServer(postgres.url, sql`drop database ${sql.id(name)} with (force)`);
});
