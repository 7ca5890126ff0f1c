import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { failure, makeHome, whist, type Home } from '../../support/cli.ts';
import { databaseAt, onServer } from '../../support/global-setup.ts';
import { onTerminal } from '../../support/pty.ts';

const { postgres } = inject('templates');

let home: Home;
let file: string;
beforeAll(async () => {
  home = await makeHome();
  file = join(home.folder, 'sheets.json');
  await writeFile(file, JSON.stringify([sheetNumber(1), sheetNumber(2)]));
});
afterAll(() => home.remove());

test('without --as and without a terminal an import into a database changes nothing', async () => {
  const folder = join(home.folder, 'nothing-yet');
  for (const from of [file, '-']) {
    const ended = await whist(['import', from, '--data-dir', folder, '--json'], { home });
    expect(ended.exitCode).toBe(2);
    expect(failure(ended)).toEqual({
      reason: 'usage',
      message: 'Give --as USER, the account that owns the games: there is no terminal for a question.',
    });
  }
  expect(existsSync(folder)).toBe(false);
});

const name = `${postgres?.prefix ?? ''}owner`;
const url = postgres ? databaseAt(postgres.url, name) : '';
const where = ['--database-url', url];

beforeEach(async () => {
  if (!postgres) return;
  await onServer(postgres.url, sql`drop database if exists ${sql.id(name)} with (force)`);
  await onServer(postgres.url, sql`create database ${sql.id(name)} template ${sql.id(postgres.template)}`);
});

async function inDatabase<T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> {
  const { orm, close } = await openDatabase({ databaseUrl: url });
  const { rows } = await statement.execute(sqlOf(orm));
  await close();
  return rows;
}

const addAccount = (username: string, email: string) =>
  inDatabase(sql`
    insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
    values (gen_random_uuid(), ${username}, ${username}, ${email}, '!', ${username}, ${username})`);
const owners = () =>
  inDatabase(sql<{ username: string }>`
    select distinct username from users join games on admin_id = users.id`);

test.runIf(postgres)('there is no owner while there is no account', async () => {
  await addAccount('table-1', 'table-1@device.invalid');
  const { exitCode, screen } = await onTerminal(['import', file, ...where], home).ended;
  expect([exitCode, screen]).toEqual([2, expect.stringContaining('has no account that can own the games')]);
  expect(await owners()).toEqual([]);
});

test.runIf(postgres)('if there is only one account, it is the owner, and the command says so', async () => {
  await addAccount('archive', 'archive@keeper');
  await addAccount('dana', 'dana@example.org');
  const { exitCode, screen } = await onTerminal(['import', file, ...where], home).ended;
  expect([exitCode, screen]).toEqual([
    0,
    expect.stringContaining('The games go to dana, the only account there is.'),
  ]);
  expect(await owners()).toEqual([{ username: 'dana' }]);
});

test.runIf(postgres)('if there are several accounts, the command asks for the owner', async () => {
  await addAccount('dana', 'dana@example.org');
  await addAccount('noa', 'noa@example.org');
  const terminal = onTerminal(['import', file, ...where], home);
  await terminal.shows('User name of the account that owns the games: ');
  terminal.type('NOA\r');
  expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  expect(await owners()).toEqual([{ username: 'noa' }]);

  const wrong = onTerminal(['import', file, ...where], home);
  await wrong.shows('User name of the account that owns the games: ');
  wrong.type('tal\r');
  expect(await wrong.ended).toMatchObject({
    exitCode: 65,
    screen: expect.stringContaining('There is no account called tal.'),
  });
});

test.runIf(postgres)(
  'the owner may be the account `archive` of an older database, whose games are found and replaced',
  async () => {
    await addAccount('archive', 'archive@keeper');
    await addAccount('dana', 'dana@example.org');
    const group = (n: number) => sheetNumber(n, n === 2 ? { group: 'Friday' } : {});
    const run = (args: readonly string[], sheets: readonly object[]) =>
      whist(['import', '-', '--json', ...args, ...where], { home, input: JSON.stringify(sheets) });
    const resultOf = ({ stdout }: { stdout: string }) =>
      JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as object;
    const old = await run(['--as', 'archive'], [group(1), group(2)]);
    expect(resultOf(old)).toMatchObject({ added: 2 });
    expect(resultOf(await run(['--as', 'dana'], [group(1), group(2)]))).toMatchObject({ added: 0, there: 2 });
    const corrected = [1, 2].map((n) => {
      const [first, ...others] = group(n).rounds;
      return { ...group(n), rounds: [{ ...first, tricks: [2, 3, 6, 2], scores: undefined }, ...others] };
    });
    const replaced = await run(['--as', 'dana', '--replace'], corrected);
    expect(resultOf(replaced)).toMatchObject({ replaced: 2, there: 0 });
    expect(await owners()).toEqual([{ username: 'archive' }]);
  },
);

test.runIf(postgres)(
  'games on sheets that the operator brings in wait until their players agree',
  async () => {
    await addAccount('dana', 'dana@example.org');
    await addAccount('noa', 'noa@example.org');
    const [, second] = sheetNumber(1).players;
    const players = join(home.folder, 'players.csv');
    await writeFile(players, `name,user\n${second},noa\n`);
    const ended = await whist(['import', file, '--as', 'dana', '--players', players, ...where], { home });
    expect(ended.exitCode).toBe(0);
    const offers = await inDatabase(sql`
      select n.kind, o.username as by, a.username as to, g.stands_for = a.id as "toGuest"
      from claims c join notices n on n.claim_id = c.id join users o on o.id = c.offered_by
      join users a on a.id = c.claimant_id and a.id = n.user_id join users g on g.id = c.claimed_id`);
    expect(offers).toEqual([{ kind: 'claim_offered', by: 'dana', to: 'noa', toGuest: true }]);
    const results = await inDatabase(sql`
      select u.stands_for is not null as guest from results r join users u on u.id = r.user_id
      where u.display_name = 'noa'`);
    expect(results).toEqual([{ guest: true }, { guest: true }]);
  },
);
