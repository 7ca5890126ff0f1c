import { describe, expect, test } from 'vitest';
import { checkSheet, csvColumns, csvRows, inColumns, readSheets } from '../../src/sheets/index.ts';
import { sheetNumber } from './sheets.ts';

/** The outcome of each game of a file: its id, day and rounds, or the places and values of its faults. */
async function read(
  file: string | Uint8Array,
  encoding?: string,
): Promise<{ games: object[]; faults: string[]; guessed: string[] }> {
  const [games, faults, guessed]: [object[], string[], string[]] = [[], [], []];
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
  }
  for await (const one of readSheets(chunks(), { encoding, guessed: (name) => guessed.push(name) })) {
    if ('broken' in one) {
      faults.push(`${one.place.line} ${one.at?.field ?? 'game'} ${one.at?.found ?? ''}: ${one.broken}`);
      continue;
    }
    const outcome = checkSheet(one.value);
    if ('ok' in outcome) games.push(outcome.ok.sheet);
    else
      for (const fault of outcome.faults) {
        const { field, found, expected } = inColumns(fault, one);
        faults.push(`${one.rows?.[(fault.round ?? 1) - 1]} ${field} ${found}: ${expected}`);
      }
  }
  return { games, faults, guessed };
}

const header =
  'id,playedAt,group,player1,player2,player3,player4,round,declarer,amount,suit,contract1,contract2,contract3,contract4,tricks1,tricks2,tricks3,tricks4';
const names = 'dana,yossi,noa,amir';
/** The plays of three rounds. */
const plays = ['3,6,hearts,3,2,6,1,3,2,6,2', '1,5,hearts,5,4,3,2,5,4,2,2', '2,6,hearts,1,6,3,2,1,6,3,3'];
const row = (id: string, round: number | string, { day = '2024-02-01', players = names } = {}) =>
  `${id},${day},,${players},${round},${plays[(Number(round) - 1) % 3] ?? plays[0]}`;
const next = (round: number | string, id = '') => row(id, round, { day: '', players: ',,,' });
const file = (...rows: string[]) => [header, ...rows].join('\r\n');
const bids = ({ rounds }: { rounds?: readonly { trump: { seat: number } }[] }) =>
  rounds?.map(({ trump }) => trump.seat);

describe('the rows of a game', () => {
  test.each<[string, string, (readonly number[])[]]>([
    ['newest first, with an id', file(row('a', 3), row('a', 2), row('a', 1)), [[2, 0, 1]]],
    ['with the head in the last row', file(next(2, 'a'), row('a', 1)), [[2, 0]]],
    [
      'among those of another',
      file(row('a', 1), row('b', 1), row('a', 2), next(2, 'b')),
      [
        [2, 0],
        [2, 0],
      ],
    ],
    [
      'with numbers that have decimals',
      file(row('', '1.0'), next('2.0'), row('', '1.00'), next('2.0')),
      [
        [2, 0],
        [2, 0],
      ],
    ],
    ['in full-width and Arabic digits', file(row('', '１'), next('٢')), [[2, 2]]],
    ['after two files were put together', file(row('a', 1), header, row('b', 1)), [[2], [2]]],
    [
      'in two groups with one id',
      file(row('a', 1), row('a', 1).replace(',,dana', ',Friday,dana')),
      [[2], [2]],
    ],
    [
      'without numbers',
      file(row('a', ''), row('a', '').replace('hearts,3,2,6,1', 'spades,3,2,6,1')),
      [[2, 2]],
    ],
  ])('%s', async (_, text, expected) => {
    const { games, faults } = await read(text);
    expect([faults, games.map(bids)]).toEqual([[], expected]);
  });

  test.each<[string, string, RegExp]>([
    ['newest first, without an id', file(row('', 3), row('', 2), row('', 1)), /^2 round 3: 1: without an id/],
    ['a round twice', file(row('a', 1), row('a', 2), row('a', 2)), /^4 round 2: 3: the rounds/],
    ['a round that is missing', file(row('a', 1), row('a', 3)), /^3 round 3: 2: the rounds/],
    ['a number that is missing', file(row('a', 1), row('a', '')), /^2 round 1: |^3 round "": 2/],
    ['a number that is none', file(row('a', 1), row('a', '1e0')), /^3 round 1e0: 2/],
    ['half a round', file(row('a', 1), row('a', '2,5').replace('2,5', '2.5')), /^3 round 2.5: 2/],
    [
      'other players',
      file(row('a', 1), row('a', 2, { players: 'dana,gil,noa,amir' })),
      /line 3 says player2 gil/,
    ],
    ['other days', file(row('a', 1), row('a', 2, { day: '2024-02-02' })), /line 3 says playedAt 2024-02-02/],
    [
      'no numbers and two heads',
      file(row('', ''), next(''), row('', '')),
      /^4 players .*: an id, or the numbers/,
    ],
    ['a value in no column', file(`${row('a', 1)},7`), /^2 a cell 7: nothing outside/],
    [
      'a column twice',
      file(row('a', 1)).replace('suit', 'round'),
      /names each column once, and not round twice/,
    ],
    ['data above the header', [row('a', 1), header].join('\n'), /^1 game : a first line/],
    ['only a title', 'Our games', /^1 game : a first line/],
  ])('are refused with %s', async (_, text, expected) => {
    const { games, faults } = await read(text);
    expect([games, faults.join('\n')]).toEqual([[], expect.stringMatching(expected)]);
  });
});

const dayOf = (...days: string[]) => file(...days.map((day, i) => row(`g${i}`, 1, { day: `"${day}"` })));

test.each<[string[], string | RegExp]>([
  [['2024-1-5'], '2024-01-05'],
  [['2024/01/05'], '2024-01-05'],
  [['20240105'], '2024-01-05'],
  [['45296'], '2024-01-05'],
  [['45296.75'], '2024-01-05T18:00:00.000Z'],
  [['2024-01-05 20:00'], '2024-01-05T20:00Z'],
  [['2024-01-05 9:05:07'], '2024-01-05T09:05:07Z'],
  [['2024-01-05T20:00+02:00'], '2024-01-05T18:00:00.000Z'],
  [['2024-02-29'], '2024-02-29'],
  [['25/01/2024'], '2024-01-25'],
  [['01/25/2024 8:30 PM'], '2024-01-25T20:30Z'],
  [['05/05/2024'], '2024-05-05'],
  [['05/01/2024', '25/01/2024'], '2024-01-05'],
  [['05/01/2024', '1/25/2024'], '2024-05-01'],
  [['\u200f2024-01-05\u00a0'], '2024-01-05'],
  [['05/01/2024'], /year-month-day, like 2024-01-25/],
  [['05/01/2024', '25/01/2024', '01/25/2024'], /year-month-day, like 2024-01-25/],
  [['05/01/24'], /like 2026-01-31/],
  [['2024-02-30'], /like 2026-01-31/],
  [['2023-02-29'], /like 2026-01-31/],
  [['31/02/2024'], /like 2026-01-31/],
  [['2024-02-30T20:00+02:00'], /like 2026-01-31/],
  [['2024'], /like 2026-01-31/],
  [['0001-03-08'], /from 1900 to tomorrow/],
  [['0099-03-08'], /from 1900 to tomorrow/],
  [['1850-04-13'], /from 1900 to tomorrow/],
  [['1899-12-31T23:59:59Z'], /from 1900 to tomorrow/],
  [['1900-01-01'], '1900-01-01'],
  [['2109-01-01'], /from 1900 to tomorrow/],
  [['9999-12-31'], /from 1900 to tomorrow/],
])('the day %j', async (days, expected) => {
  const { games, faults } = await read(dayOf(...days));
  if (typeof expected === 'string') expect(games[0]).toMatchObject({ playedAt: expected });
  else expect(faults[0]).toMatch(expected);
});

const start = (cell: string, others = '') =>
  `${header},start1,score1,score2,score3,score4\n${row('a', 1)},"${cell}",${others || ',,,'}`;

test.each<[string, number | RegExp, string?]>([
  ['19,0', 19],
  ['−10', -10],
  ['-0', 0],
  ['1 000', 1000],
  ["1'000", 1000],
  ['1,000,000', /at most|whole number/],
  ['1,000.0', 1000],
  ['1.000', 1000, '"19,0","14,0","46,0","-10,0"'],
  ['1,000', 1, '"19,0","14,0","46,0","-10,0"'],
  ['1,000', 1000, '19.0,14.0,46.0,-10.0'],
  ['1,000', /^2 start1 "1,000": a number without a separator/],
  ['1.000', /^2 start1 "1.000": a number without a separator/],
  ['1.000', /^2 start1 /, '"19,0","14,0","46.0","-10"'],
  ['1.5', /^2 start1 "1.5": a whole number/],
  ['1e3', /^2 start1 "1e3": a whole number/],
  ['0x10', /^2 start1 /],
])('the number %s', async (cell, expected, others) => {
  const { games, faults } = await read(start(cell, others));
  if (typeof expected === 'number') expect(games[0]).toMatchObject({ startingScores: [expected, 0, 0, 0] });
  else expect(faults[0]).toMatch(expected);
});

test('a fault has the name of its column in the file, and counts seats from 1', async () => {
  const spelt = header
    .replace('player1', 'Player 1')
    .replace('tricks2', 'Tricks 2')
    .replace('round,', 'Round,Dealer,');
  const bad = row('a', 1, { players: '\u0007,yossi,noa,amir' })
    .replace('1,3,6', '1,3,3,6')
    .replace('3,2,6,2', '3,two,6,2');
  const { faults } = await read(`${spelt}\n${bad}\n`);
  expect(faults).toEqual([
    expect.stringMatching(/^2 Player 1 /),
    expect.stringMatching(/^2 Tricks 2 "two": a whole number/),
  ]);
  const dealt = bad.replace('\u0007', 'dana').replace('two', '2');
  expect((await read(`${spelt}\n${dealt}`)).faults).toEqual([
    expect.stringMatching(/^2 Dealer 3: 1: the first/),
  ]);
});

const people = (four: string) => `${header}\r\n${row('h', 1, { players: four })}\r\n`;
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const bytes1255 = (text: string) =>
  Buffer.from(
    Array.from(text).map((sign) => (sign >= 'א' ? sign.charCodeAt(0) - 0x5d0 + 0xe0 : sign.charCodeAt(0))),
  );
const hebrew = 'גל,דנה,יוסי,אברהם';
const western = 'José,Zoë,Müller,André';

describe('the encoding', () => {
  test.each<[string, string, Uint8Array, string[]]>([
    ['UTF-8', hebrew, Buffer.from(people(hebrew)), []],
    ['UTF-16 with a mark', hebrew, utf16be(`\ufeff${people(hebrew)}`), []],
    ['UTF-16 without one', hebrew, utf16be(people(hebrew)), []],
    ['UTF-16 of Windows', hebrew, Buffer.from(people(hebrew), 'utf16le'), []],
    ['Windows-1255', hebrew, bytes1255(people(hebrew)), ['windows-1255']],
    ['Windows-1252', western, Buffer.from(people(western), 'latin1'), ['windows-1252']],
    ['a Ctrl-Z at the end', hebrew, Buffer.from(`${people(hebrew).trim()}\u001a`), []],
    ['a title and sep=', hebrew, Buffer.from(`sep=;\nשלום\n\n${people(hebrew).replaceAll(',', ';')}`), []],
  ])('%s is recognised', async (...[, four, text, guess]) => {
    const { games, faults, guessed } = await read(text);
    expect([faults, games, guessed]).toEqual([
      [],
      [expect.objectContaining({ players: four.split(',') })],
      guess,
    ]);
  });

  test.each<[string, Uint8Array]>([
    [
      'words of two languages',
      Buffer.concat([bytes1255(people('גל,דנה,a,b')), Buffer.from('José', 'latin1')]),
    ],
    ['letters of Russian', Buffer.from(people('Èâàí,Àííà,a,b'), 'latin1')],
    ['letters of DOS', Buffer.from(people('Jos\u0082,b,c,d'), 'latin1')],
    ['one letter', Buffer.from(people('\u00e0,b,c,d'), 'latin1')],
    ['UTF-8 with a damaged letter', Buffer.from(people('דנה,יוסי,c,d')).fill(0xff, 167, 168)],
  ])('is asked for when there are %s', async (_, text) => {
    expect(await read(text)).toMatchObject({ games: [], faults: [expect.stringContaining('--encoding')] });
  });

  test('can be named, and bytes that mean nothing in it are a fault', async () => {
    const dos = Buffer.from(people('\u00c8\u00e2\u00e0\u00ed,b,c,d'), 'latin1');
    expect((await read(dos, 'windows-1251')).games).toEqual([
      expect.objectContaining({ players: ['Иван', 'b', 'c', 'd'] }),
    ]);
    expect((await read(dos, 'utf-8')).faults).toEqual([expect.stringContaining('text in utf-8')]);
    expect((await read(people('\ufffd\ufffd,b,c,d'))).faults).toEqual([expect.stringMatching(/^2 player1 /)]);
  });
});

test('an export with names that are numbers is read as it was', async () => {
  const sheet = sheetNumber(1, { players: ['3', 'dana', 'noa', '1'] });
  const text = `\ufeff${[csvColumns.join(','), ...csvRows(sheet)].join('\r\n')}\r\n`;
  const { games, faults } = await read(text);
  expect([faults, games]).toEqual([[], [expect.objectContaining({ rounds: sheet.rounds })]]);
  const cells = csvRows(sheet)[0]?.split(',') ?? [];
  cells[15] = '3';
  expect((await read([csvColumns.join(','), cells.join(',')].join('\n'))).faults).toEqual([
    expect.stringMatching(/^2 declarer "3": the name of one/),
  ]);
});
