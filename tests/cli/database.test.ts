import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { openDatabase } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { sheetNumber } from '../sheets/sheets.ts';
import { databaseAt, onServer } from '../support/global-setup.ts';
import { failure, makeHome, startWhist, whist, type Home } from '../support/cli.ts';

const { postgres } = inject('templates');
const sheets = JSON.stringify([1, 2].map((n) => sheetNumber(n, { group: 'Friday' })));

let home: Home;
beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => home.remove());

const run = (args: readonly string[], input = '') => whist(args, { home, input });

test('sheets can be imported into a data folder while no server has it open', async () => {
  const dataDir = join(home.folder, 'data', 'whist');
  const server = await startWhist([], { home });
  const dana = ['--username=dana', '--email=dana@example.org', '--display-name=Dana'];
  await whist(['register', ...dana], {
    home,
    env: { WHIST_SERVER: server.listening.url },
    input: 'correct horse\n',
  });
  const locked = await run(['export', '--data-dir', dataDir, '--json']);
  expect([locked.exitCode, failure(locked).reason]).toEqual([73, 'folder_locked']);
  await server.stop();
  const { stderr } = await run(['import', '-', '--as', 'dana', '--data-dir', dataDir], sheets);
  expect(stderr).toMatch(/Friday .*\n2 added/);
  const { stdout } = await run(['export', '--data-dir', dataDir]);
  expect(stdout.trim().split('\n')).toHaveLength(2);
});

test.runIf(postgres)('sheets can be imported into PostgreSQL, and all games exported from it', async () => {
  if (!postgres) return;
  const name = `${postgres.prefix}import`;
  await onServer(postgres.url, sql`create database ${sql.id(name)} template ${sql.id(postgres.template)}`);
  const where = ['--database-url', databaseAt(postgres.url, name)];
  const { orm, close } = await openDatabase({ databaseUrl: databaseAt(postgres.url, name) });
  const accounts = async () =>
    (
      await sql<{ name: string }>`select username as name from users where guest_of is null`.execute(
        sqlOf(orm),
      )
    ).rows;
  // A dry run stores nothing, not even an account.
  expect((await run(['import', '-', '--dry-run', ...where], sheets)).exitCode).toBe(0);
  expect(await accounts()).toEqual([]);
  await sql`
    insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
    values (gen_random_uuid(), 'dana', 'dana', 'dana@example.org', '!', 'Dana', 'dana')`.execute(sqlOf(orm));
  expect((await run(['import', '-', '--as', 'nobody', ...where], sheets)).exitCode).toBe(65);
  expect((await run(['import', '-', '--as', 'dana', ...where], sheets)).stderr).toMatch(/Friday .*\n2 added/);
  expect(await accounts()).toEqual([{ name: 'dana' }]);
  await close();
  const file = join(home.folder, 'all.csv.gz');
  await run(['export', '--format', 'csv', '--output', file, ...where]);
  expect((await run(['import', file, '--as', 'dana', ...where])).stderr).toMatch(
    /^0 added, 2 there already\n$/m,
  );
});
