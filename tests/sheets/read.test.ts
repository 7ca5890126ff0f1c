import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  checkSheet,
  csvColumns,
  csvRows,
  csvTemplate,
  readSheets,
  type ReadSheet,
} from '../../src/sheets/index.ts';
import { sheetNumber } from './sheets.ts';

/** Reads text or bytes in pieces of so many bytes. */
async function read(source: string | Uint8Array, pieces = 7): Promise<ReadSheet[]> {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
  }
  const all: ReadSheet[] = [];
  for await (const one of readSheets(chunks())) all.push(one);
  return all;
}

const valuesOf = (sheets: ReadSheet[]) => sheets.map((one) => ('value' in one ? one.value : one.broken));
const two = [sheetNumber(1), sheetNumber(2, { group: 'Friday "Night", Whist', rules: { zeroOver: 30 } })];
const csv = (sheets = two) => [csvColumns.join(','), ...sheets.flatMap(csvRows)].join('\n');

describe('the same games are read from', () => {
  const text = JSON.stringify(two);
  test.each<[string, string | Uint8Array]>([
    ['an array', text],
    ['an array on many lines', JSON.stringify(two, null, 2)],
    ['objects on lines of their own', two.map((one) => JSON.stringify(one)).join('\n')],
    ['objects on many lines', two.map((one) => JSON.stringify(one, null, 2)).join('\n')],
    [
      'a byte-order mark and Windows line ends',
      `\ufeff${two.map((one) => JSON.stringify(one)).join('\r\n\r\n')}\r\n`,
    ],
    ['gzip', gzipSync(text)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('%s', async (_, source) => {
    for (const pieces of [1, 7, 100_000]) expect(valuesOf(await read(source, pieces))).toEqual(two);
  });

  test.each<[string, string | Uint8Array]>([
    ['a spreadsheet', csv()],
    [
      'a spreadsheet with a byte-order mark and Windows line ends',
      `\ufeff${csv().replaceAll('\n', '\r\n')}\r\n`,
    ],
    ['a spreadsheet with semicolons', csv([sheetNumber(1)]).replaceAll(',', ';')],
    ['a gzipped spreadsheet', gzipSync(csv())],
    ['a spreadsheet with blank lines', `\n${csv().replaceAll('\n', '\n\n')}\n,,,\n`],
  ])('%s', async (_, source) => {
    const expected = source.length < csv().length && typeof source === 'string' ? [sheetNumber(1)] : two;
    const found = valuesOf(await read(source)) as object[];
    expect(found.map((one) => ({ format: 'whist-game/1', ...one }))).toEqual(expected);
  });
});

test('the players of each round are kept, also those who replaced somebody', async () => {
  const [first, second] = sheetNumber(1).rounds;
  if (!first || !second) throw new Error('a sheet has two rounds');
  const rounds = [{ ...first, players: ['dana', 'גיל', '=noa', 'amir'] as const }, second];
  const sheet = sheetNumber(1, { players: ['dana', 'yossi', '=noa', 'amir'], rounds });
  const [found] = valuesOf(await read(csv([sheet]))) as object[];
  expect({ format: 'whist-game/1', ...found }).toEqual(sheet);
});

describe('a spreadsheet', () => {
  const [header = '', ...rows] = csvTemplate.split('\n');

  test('can start from the template', async () => {
    const [sheet] = valuesOf(await read(csvTemplate));
    expect(checkSheet(sheet)).toMatchObject({ ok: { sheet: { players: ['dana', 'yossi', 'noa', 'amir'] } } });
    expect(rows).toHaveLength(2);
  });

  test('has columns in any order, spelling and number', async () => {
    const text = [
      'Played At;Player 1;player2;PLAYER_3;player4;declarer;amount;suit;contract1;contract2;contract3;contract4;tricks1;tricks2;tricks3;tricks4',
      '2019-03-08 20:00;דנה;Yossi;Noa;Amir;דנה;6;לב;6,0;2;3;1;6;2;3;2',
      ';;;;;4;5;♠️;2;3;1;6;2;3;1;7',
      '2019-03-09;Dana;Yossi;Noa;Amir;2;7;NT;0;7;2;3;0;7;3;3',
    ].join('\r\n');
    const [first, second] = valuesOf(await read(text));
    expect(first).toMatchObject({
      playedAt: '2019-03-08T20:00Z',
      players: ['דנה', 'Yossi', 'Noa', 'Amir'],
      rounds: [
        { trump: { seat: 0, amount: 6, suit: 'hearts' }, contracts: [6, 2, 3, 1] },
        { trump: { seat: 3, suit: 'spades' } },
      ],
    });
    expect(second).toMatchObject({ playedAt: '2019-03-09', rounds: [{ trump: { suit: 'no_trump' } }] });
  });

  test('keeps names that a spreadsheet would execute', async () => {
    const sheet = sheetNumber(1, { players: ['=1+1', "'=x", '@dana', '-noa'], id: '+1' });
    const text = csv([sheet]);
    for (const cell of text.split(/[\n,]/)) expect(cell).not.toMatch(/^[=+@]|^-[^\d]/);
    expect(valuesOf(await read(text))).toEqual([
      expect.objectContaining({ players: sheet.players, id: '+1' }),
    ]);
  });

  test('has faults that name the cell that is not a number, and the columns', async () => {
    const [broken] = valuesOf(await read([header, rows[0]?.replace(',6,hearts', ',six,hearts')].join('\n')));
    expect(checkSheet(broken)).toMatchObject({
      faults: [{ round: 1, field: 'trump.amount', found: '"six"' }],
    });
    const [strange] = await read('a,b,c\n1,2,3');
    expect(strange).toMatchObject({
      place: { line: 1 },
      broken: expect.stringContaining('id, playedAt, group'),
    });
    const [conflict] = await read([header, rows[0], rows[0]?.replace('dana,yossi', 'tal,yossi')].join('\n'));
    expect(conflict).toMatchObject({
      broken: 'one answer for the whole game: line 3 says player1 tal, and its first line dana',
    });
  });
});

describe('a broken game is reported with its place, and the other games are still read', () => {
  test('on a line', async () => {
    const [a, b] = two.map((one) => JSON.stringify(one));
    const found = await read(`${a}\n{"id": \n\n${b}\n`);
    expect(found.map(({ place }) => place)).toEqual([
      { line: 1, index: 1 },
      { line: 2, index: 2 },
      { line: 4, index: 3 },
    ]);
    expect(found[1]).toMatchObject({ broken: expect.any(String), text: '{"id": ' });
  });

  test('in an array', async () => {
    const [a, b] = two.map((one) => JSON.stringify(one));
    const found = await read(`[\n${a},\n{"id" 7},\n${b}\n]`);
    expect(found.map((one) => 'broken' in one)).toEqual([false, true, false]);
    expect(found[1]?.place).toEqual({ line: 3, index: 2 });
    const cut = await read(`[${a},\n{"id": "x", "rounds": [`);
    expect(cut[1]).toMatchObject({ place: { line: 2, index: 2 }, broken: 'a game that ends' });
  });

  test('nothing at all is no game', async () => {
    for (const empty of ['', '\n\n', '[]', '\ufeff']) expect(await read(empty)).toEqual([]);
  });
});

test.each(['__proto__=1', '__proto__', 'constructor=5', 'toString='])(
  'a rule that is none is a fault of its sheet: %s',
  async (rule) => {
    const [sheet] = valuesOf(await read(csv().replaceAll('zeroOver=30', rule))).slice(1);
    expect(checkSheet(sheet)).toMatchObject({
      faults: [expect.objectContaining({ field: expect.any(String) })],
    });
  },
);
