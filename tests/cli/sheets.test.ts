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

test('spreadsheets of every country are read, or refused before anything changes', async () => {
  const roni = await host().person('roni');
  const header =
    'id,playedAt,group,player1,player2,player3,player4,round,declarer,amount,suit,contract1,contract2,contract3,contract4,tricks1,tricks2,tricks3,tricks4';
  const row = (id: string, round: number, group = '') =>
    `${id},25/01/2024,${group},roni,גל,=noa,אברהם,${round}.0,3,6,hearts,3,2,6,1,3,2,6,2`;
  const text = [header, row('A', 1), row('B', 2), row('A', 2), row('B', 1)].join('\r\n');
  const bytes = Array.from(text, (sign) => (sign >= 'א' ? sign.charCodeAt(0) - 0x4f0 : sign.charCodeAt(0)));
  const file = await roni.file('hebrew.csv', Buffer.from(bytes));
  const guessed = expect.stringMatching(/^The text is read as windows-1255[^\n]*\n2 (would be )?added/);
  for (const more of [['--dry-run'], []])
    expect(await roni.run('import', file, ...more)).toMatchObject({ exitCode: 0, stderr: guessed });

  // Excel knows UTF-8 by its mark. An export that is imported again adds nothing.
  const exported = (await roni.run('export', '--format', 'csv')).stdout;
  expect([exported[0], exported.includes('\ufeffid,'), exported.includes(",'=noa,")]).toEqual([
    '\ufeff',
    true,
    true,
  ]);
  expect((await roni.run('export', '--format', 'csv', '--no-bom')).stdout).toBe(exported.slice(1));
  const again = await roni.file('again.csv', exported.replaceAll('\n', '\r\n'));
  expect((await roni.run('import', again)).stderr).toBe('0 added, 2 there already\n');

  // A group with nearly the name of another in the file is a fault of the file.
  const groups = await roni.file(
    'groups.csv',
    [header, row('C', 1, 'Sunday'), row('D', 1, 'Sundy')].join('\n'),
  );
  for (const more of [['--dry-run'], []])
    expect(await roni.run('import', groups, ...more)).toMatchObject({
      exitCode: 65,
      stderr:
        `${groups}, line 3, game 2 (D): group is Sundy; expected is a group that is there (did you mean Sunday?), or --new-group to found it.\n0 added, 0 there already, 1 refused\n`.replace(
          '0 added',
          more.length > 0 ? '0 would be added' : '0 added',
        ),
    });
  expect((await roni.run('import', groups, '--new-group', '--dry-run')).stderr).toBe(
    '2 groups would be founded: Sunday, Sundy.\n2 would be added, 0 there already\n',
  );
});
