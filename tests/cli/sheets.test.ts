import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sheetNumber } from '../sheets/sheets.ts';
import { failure, type Ended } from '../support/cli.ts';
import { hostForFile } from '../support/host.ts';

const host = hostForFile();

const lines = (text: string) => text.split('\n').filter((line) => line !== '');
/** The last of the lines that a command wrote. */
const lastOf = ({ stdout }: Ended): unknown => JSON.parse(lines(stdout).at(-1) ?? '');

test('sheets are imported over a server, and exported unchanged', async () => {
  const dana = await host().person('dana');
  const sheets = [1, 2].map((n) => sheetNumber(n, { group: 'Friday' }));
  const ndjson = sheets.map((sheet) => `${JSON.stringify(sheet)}\n`).join('');
  const file = await dana.file('sheets.ndjson', ndjson);
  expect((await dana.run('import', file, '--dry-run')).stderr).toMatch(
    /\n2 would be added, 0 there already\n$/,
  );
  expect(await dana.run('import', file)).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: 'The group Friday is new.\n2 added, 0 there already\n',
  });
  const again = await dana.runWith(ndjson, 'import', '-', '--json');
  expect(again.exitCode).toBe(0);
  expect(lastOf(again)).toEqual({
    event: 'done',
    added: 0,
    there: 2,
    different: 0,
    replaced: 0,
    refused: 0,
  });
  const exported = (await dana.run('export', '--group', 'friday')).stdout;
  expect(lines(exported).map((text) => JSON.parse(text) as unknown)).toEqual(sheets);
  expect(lastOf(await dana.runWith(exported, 'import', '-', '--json'))).toMatchObject({ there: 2, added: 0 });
});

test('a file with a fault changes nothing, unless --keep-going asks for its good games', async () => {
  const noa = await host().person('noa');
  const right = sheetNumber(1);
  const [round, ...others] = right.rounds;
  const wrong = { ...right, id: 'wrong', rounds: [{ ...round, scores: [1, 14, 46, -10] }, ...others] };
  const file = await noa.file('wrong.json', JSON.stringify([right, wrong], null, 1));
  const line = JSON.stringify([right], null, 1).split('\n').length;
  const told = `${file}, line ${line}, game 2 (wrong), round 1, dana: scores is 1; expected is 19.\n`;
  expect(await noa.run('import', file)).toMatchObject({
    exitCode: 65,
    stderr: `${told}0 added, 0 there already, 1 refused\n`,
  });
  const { stdout, exitCode } = await noa.run('import', file, '--keep-going', '--json');
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
  const gil = await host().person('gil');
  const first = sheetNumber(1, { players: ['gil', 'yossi', 'נועה', 'amir'] });
  await gil.runWith(JSON.stringify(first), 'import', '-');
  const [round, ...others] = first.rounds;
  const corrected = {
    ...first,
    rounds: [{ ...round, tricks: [2, 3, 6, 2], scores: [-10, -10, 46, -10] }, ...others],
  };
  const file = await gil.file('corrected.json', JSON.stringify(corrected));
  const told = await gil.run('import', file);
  expect(told.exitCode).toBe(65);
  expect(told.stderr).toMatch(
    /^.*corrected\.json, line 1, game 1 \(sheet-1\), round 1, gil: tricks is 2; game [-0-9a-f]+ says 3\.\n.*round 1, yossi: tricks is 3; game [-0-9a-f]+ says 2\.\n.*game 1 \(sheet-1\) says something else than game [-0-9a-f]+, which is left as it is\.\n0 added, 0 there already, 1 different\n$/,
  );
  const replaced = await gil.run('import', file, '--replace', '--json');
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
  expect((await gil.run('replay', gameId)).stdout).toMatch(
    /gil corrected the score sheet and brought it in again/,
  );
  expect((await gil.run('import', file)).stderr).toBe('0 added, 1 there already\n');
});

test('a spreadsheet can start from a template, and its names can be mapped', async () => {
  const tal = await host().person('tal');
  const template = (await tal.run('import', '--template', 'csv')).stdout;
  const file = await tal.file('table.csv', template.replace('Friday Night Whist', ''));
  const players = await tal.file('map.csv', 'yossi,tal\ndana,tal\n');
  const { exitCode, stderr } = await tal.run('import', file, '--players', players);
  expect([exitCode, stderr]).toEqual([
    65,
    `${file}, line 2, game 1 (2019-03-08): players is tal twice; expected is four different people.\n0 added, 0 there already, 1 refused\n`,
  ]);
  expect((await tal.run('import', file)).stderr).toBe('1 added, 0 there already\n');
  const wrong = await tal.file('wrong.csv', template.replace(',5,spades,', ',4,swords,'));
  expect((await tal.run('import', wrong)).stderr).toBe(
    [
      `${wrong}, line 3, game 1 (2019-03-08), round 2: amount is 4; expected is at least 5.`,
      `${wrong}, line 3, game 1 (2019-03-08), round 2: suit is "swords"; expected is one of clubs, diamonds, hearts, spades, no_trump.`,
      '0 added, 0 there already, 1 refused\n',
    ].join('\n'),
  );
  const missing = await tal.run('import', join(tal.home.folder, 'nowhere.csv'), '--json');
  expect([missing.exitCode, failure(missing).reason]).toEqual([65, 'file_unreadable']);
  expect((await tal.run('import')).exitCode).toBe(2);
});
