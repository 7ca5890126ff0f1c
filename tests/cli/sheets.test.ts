import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { sheetNumber } from '../sheets/sheets.ts';
import { databaseAt, onServer } from '../support/global-setup.ts';
import { failure, makeHome, startWhist, whist, type Home, type Hosting } from '../support/cli.ts';

const { postgres } = inject('templates');
let home: Home;
let host: Hosting;
beforeAll(async () => {
  home = await makeHome();
  host = await startWhist([], { home });
  const dana = ['--username=dana', '--email=dana@example.org', '--display-name=דנה'];
  await whist(['register', ...dana], { home, env: env(), input: 'correct horse\n' });
});
afterAll(async () => {
  await host.stop();
  await home.remove();
});

const env = () => ({ WHIST_SERVER: host.listening.url });
const run = (args: readonly string[], input?: string) =>
  whist(args, { home, env: env(), ...(input !== undefined && { input }) });
/** The last of the lines that a command wrote. */
const jsonOf = ({ stdout }: { readonly stdout: string }): unknown => JSON.parse(lines(stdout).at(-1) ?? '');
const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const [first, second, third] = [1, 2, 3].map((n) => sheetNumber(n, { group: 'Friday' }));
const ndjson = [first, second].map((sheet) => `${JSON.stringify(sheet)}\n`).join('');

async function fileWith(name: string, text: string): Promise<string> {
  const file = join(home.folder, name);
  await writeFile(file, text);
  return file;
}

test('sheets are imported over a server, and exported unchanged', async () => {
  const file = await fileWith('sheets.ndjson', ndjson);
  expect((await run(['import', file, '--dry-run'])).stderr).toMatch(/\n2 would be added, 0 there already\n$/);
  expect(await run(['import', file])).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: 'The group Friday was not there and is founded.\n2 added, 0 there already\n',
  });
  const again = await run(['import', '-', '--json'], ndjson);
  expect(again.exitCode).toBe(0);
  expect(jsonOf(again)).toEqual({
    event: 'done',
    added: 0,
    there: 2,
    different: 0,
    replaced: 0,
    refused: 0,
  });
  const exported = (await run(['export', '--group', 'friday'])).stdout;
  expect(lines(exported).map((text) => JSON.parse(text) as unknown)).toEqual([first, second]);
  expect(jsonOf(await run(['import', '-', '--json'], exported))).toMatchObject({ there: 2, added: 0 });
});

test('a file with a fault changes nothing, unless --keep-going asks for its good games', async () => {
  if (!third) throw new Error('there are three sheets');
  const [round, ...others] = third.rounds;
  const wrong = { ...third, id: 'wrong', rounds: [{ ...round, scores: [1, 14, 46, -10] }, ...others] };
  const file = await fileWith('wrong.json', JSON.stringify([third, wrong], null, 1));
  const line = JSON.stringify([third], null, 1).split('\n').length;
  const told = `${file}, line ${line}, game 2 (wrong), round 1, dana: scores is 1; expected is 19.\n`;
  expect(await run(['import', file])).toMatchObject({
    exitCode: 65,
    stderr: `${told}0 added, 0 there already, 1 refused\n`,
  });
  const { stdout, exitCode } = await run(['import', file, '--keep-going', '--json']);
  expect(exitCode).toBe(65);
  const events = lines(stdout).map((text) => JSON.parse(text) as { event: string });
  expect(events.filter(({ event }) => event !== 'progress')).toEqual([
    expect.objectContaining({
      event: 'fault',
      line,
      index: 2,
      id: 'wrong',
      round: 1,
      player: 'dana',
      field: 'scores',
    }),
    { event: 'done', added: 1, there: 0, different: 0, replaced: 0, refused: 1 },
  ]);
  const [refused] = lines(await readFile(`${file}.refused.ndjson`, 'utf8'));
  expect(JSON.parse(refused ?? '')).toMatchObject({
    index: 2,
    sheet: { id: 'wrong' },
    faults: [{ found: '1' }],
  });
});

test('a corrected sheet is reported as different, and replaces the game with --replace', async () => {
  if (!first) throw new Error('there are three sheets');
  const [round, ...others] = first.rounds;
  const corrected = {
    ...first,
    rounds: [{ ...round, tricks: [2, 3, 6, 2], scores: [-10, -10, 46, -10] }, ...others],
  };
  const file = await fileWith('corrected.json', JSON.stringify(corrected));
  const told = await run(['import', file]);
  expect(told.exitCode).toBe(65);
  expect(told.stderr).toMatch(
    /^.*corrected\.json, line 1, game 1 \(sheet-1\), round 1, dana: tricks is 2; game [-0-9a-f]+ says 3\.\n.*round 1, yossi: tricks is 3; game [-0-9a-f]+ says 2\.\n.*game 1 \(sheet-1\) says something else than game [-0-9a-f]+, which is left as it is\.\n0 added, 0 there already, 1 different\n$/,
  );
  const replaced = await run(['import', file, '--replace', '--json']);
  const events = lines(replaced.stdout).map((text) => JSON.parse(text) as { event: string; gameId?: string });
  expect([replaced.exitCode, events.filter(({ event }) => event !== 'progress')]).toEqual([
    0,
    [
      expect.objectContaining({
        event: 'replaced',
        line: 1,
        index: 1,
        id: 'sheet-1',
        differences: expect.any(Array) as unknown,
      }),
      { event: 'done', added: 0, there: 0, different: 0, replaced: 1, refused: 0 },
    ],
  ]);
  const gameId = events.find(({ event }) => event === 'replaced')?.gameId ?? '';
  expect((await run(['replay', gameId])).stdout).toMatch(
    /דנה corrected the score sheet and brought it in again/,
  );
  expect((await run(['import', file])).stderr).toBe('0 added, 1 there already\n');
});

test('a spreadsheet can start from a template, and its names can be mapped', async () => {
  const template = (await run(['import', '--template', 'csv'])).stdout;
  const file = await fileWith('table.csv', template.replace('Friday Night Whist', ''));
  const players = await fileWith('map.csv', 'yossi,dana\n');
  const { exitCode, stderr } = await run(['import', file, '--players', players]);
  expect([exitCode, stderr]).toEqual([
    65,
    `${file}, line 2, game 1 (2019-03-08): players is דנה twice; expected is four different people.\n0 added, 0 there already, 1 refused\n`,
  ]);
  expect((await run(['import', file])).stderr).toBe('1 added, 0 there already\n');
  const wrong = await fileWith('wrong.csv', template.replace(',5,spades,', ',4,swords,'));
  expect((await run(['import', wrong])).stderr).toBe(
    [
      `${wrong}, line 3, game 1 (2019-03-08), round 2: amount is 4; expected is at least 5.`,
      `${wrong}, line 3, game 1 (2019-03-08), round 2: suit is "swords"; expected is one of clubs, diamonds, hearts, spades, no_trump.`,
      '0 added, 0 there already, 1 refused\n',
    ].join('\n'),
  );
  const missing = await run(['import', join(home.folder, 'nowhere.csv'), '--json']);
  expect([missing.exitCode, failure(missing).reason]).toEqual([65, 'file_unreadable']);
  expect((await run(['import'])).exitCode).toBe(2);
});

test('sheets can be imported into a data folder while no server has it open', async () => {
  const dataDir = join(home.folder, 'data', 'whist');
  const locked = await run(['export', '--data-dir', dataDir, '--json']);
  expect([locked.exitCode, failure(locked).reason]).toEqual([73, 'folder_locked']);
  await host.stop();
  const more = JSON.stringify(sheetNumber(9, { group: 'Sunday' }));
  expect((await run(['import', '-', '--as', 'dana', '--data-dir', dataDir], more)).stderr).toMatch(
    /Sunday .*\n1 added/,
  );
  expect(lines((await run(['export', '--data-dir', dataDir])).stdout)).toHaveLength(5);
});

test.runIf(postgres)('sheets can be imported into PostgreSQL, and all games exported from it', async () => {
  if (!postgres) return;
  const name = `${postgres.prefix}sheets`;
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
  expect((await run(['import', '-', '--dry-run', ...where], ndjson)).exitCode).toBe(0);
  expect(await accounts()).toEqual([]);
  await sql`
    insert into users (id, username, email, password_hash, display_name)
    values (gen_random_uuid(), 'dana', 'dana@example.org', '!', 'Dana')`.execute(sqlOf(orm));
  expect((await run(['import', '-', '--as', 'nobody', ...where], ndjson)).exitCode).toBe(65);
  expect((await run(['import', '-', '--as', 'dana', ...where], ndjson)).stderr).toMatch(/Friday .*\n2 added/);
  expect(await accounts()).toEqual([{ name: 'dana' }]);
  await close();
  const file = join(home.folder, 'all.csv.gz');
  await run(['export', '--format', 'csv', '--output', file, ...where]);
  expect((await run(['import', file, '--as', 'dana', ...where])).stderr).toMatch(
    /^0 added, 2 there already\n$/m,
  );
});
