import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { gameSvg } from '../../src/cli/render/svg.ts';
import type { GamePage } from '../../src/protocol/index.ts';
import { add, defaultProfile, type FinishedRound, type PerSeat } from '../../src/rules/index.ts';

const seats = [0, 1, 2, 3] as const;

/** Rounds in which seat 1 declares five hearts and seat 3 misses its contract. */
function roundsOf(count: number, scores: PerSeat<number> = [19, 35, 25, -20]): FinishedRound[] {
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    dealer: 0,
    frischCount: 0,
    trump: { seat: 1, amount: 5, suit: 'hearts' },
    contracts: [3, 5, 0, 7],
    tricks: [3, 5, 0, 5],
    type: 'over',
    scores,
  }));
}

/** A game that seat 0 won, with a guest in seat 3. */
function gameOf(
  names: readonly (string | null)[],
  rounds: FinishedRound[],
  more: Partial<GamePage> = {},
): GamePage {
  const startingScores = more.startingScores ?? [0, 0, 0, 0];
  return {
    gameId: '01890000-0000-7000-8000-000000000000',
    code: 'ABC123',
    status: 'finished',
    createdAt: '2026-03-07T20:00:00.000Z',
    endedAt: '2026-03-08T00:10:00.000Z',
    rules: defaultProfile,
    length: null,
    startingScores,
    players: names.flatMap((displayName, seat) => {
      const user = { userId: `${seat}`, username: `p${seat}`, guest: seat === 3 };
      return displayName === null ? [] : { ...user, seat, displayName, winner: seat === 0 };
    }),
    replaced: [],
    rounds,
    totals: [...rounds.reduce<PerSeat<number>>((sum, { scores }) => add(sum, scores), startingScores)],
    highlights: [],
    ...more,
  };
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text directly inside it. */
  words: string;
}

/** The elements of a document in order. Throws if the document is not well-formed. */
function parse(xml: string): Element[] {
  const token = /<(\/?)([a-z]+)((?:\s+[a-zA-Z-]+="[^"<&]*")*)(\/?)>|((?:[^<>&]|&#\d+;)+)/y;
  const elements: Element[] = [];
  const open: Element[] = [];
  for (let at = 0; at < xml.length; at = token.lastIndex) {
    const [whole, end, name = '', list = '', empty, words = ''] = token.exec(xml) ?? [];
    const inside = open.at(-1);
    if (whole === undefined || (!inside && at > 0)) throw new Error(`Not XML: ${xml.slice(at, at + 60)}`);
    if (name === '' && inside) inside.words += unescaped(words);
    else if (end && open.pop()?.name !== name) throw new Error(`</${name}> ends something else.`);
    else if (!end) {
      const pairs = list.matchAll(/([a-zA-Z-]+)="([^"]*)"/g);
      const attributes = Object.fromEntries(Array.from(pairs, ([, key, value]) => [key, value]));
      const element = { name, attributes, words: '' };
      elements.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> does not end.`);
  return elements;
}

const unescaped = (words: string) =>
  words.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
const named = (elements: Element[], name: string) => elements.filter((element) => element.name === name);
const wordsOf = (elements: Element[]) => named(elements, 'text').map(({ words }) => words);
const pixels = ({ attributes }: Element, key: string) => Number(attributes[key]);

/** The number of marks of each shape, without colour. */
function marksOf(elements: Element[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, attributes } of elements) {
    const { fill, d = '' } = attributes;
    if ((name !== 'circle' && name !== 'path') || fill === undefined) continue;
    const shape = `${fill === '#fff' ? 'hollow' : 'filled'} ${name} ${d}`;
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return counts;
}

test.each(['<a><b></a></b>', '<a>', '</a>', '<a/><b/>', '<a/>b', '<a>&</a>', '<a>></a>', '<a b="<"/>'])(
  'the check of these tests refuses %s',
  (xml) => expect(() => parse(xml)).toThrow(/^Not XML|ends something else|does not end/),
);

const four = ['Dana', 'Yossi', 'Tom', 'Noa'];
const endless = ['W'.repeat(64), 'נועה '.repeat(12), '漢字'.repeat(32), '👨‍👩‍👧'.repeat(12)];
const games: [string, GamePage][] = [
  ['no round', gameOf(four, [])],
  ['one round', gameOf(four, roundsOf(1))],
  ['99 rounds', gameOf(four, roundsOf(99))],
  ['more rounds than pixels', gameOf(four, roundsOf(1000))],
  ['equal totals', gameOf(four, roundsOf(3, [0, 0, 0, 0]))],
  ['negative totals', gameOf(four, roundsOf(9, [-50, -50, -130, -60]))],
  ['starting scores', gameOf(four, roundsOf(4), { startingScores: [100_000, -100_000, 0, 35] })],
  ['empty seats', gameOf(['Dana', null, null, null], [])],
  ['a player who is gone', gameOf(['Dana', null, 'Tom', 'Noa'], roundsOf(2))],
  ['markup in names', gameOf(['<b>&amp;', `"'><x/>`, '</svg>', '<!-- ]]>'], roundsOf(2))],
  [
    'Hebrew and emoji',
    gameOf(['דנה', 'יוסי (אבא)', 'Tom 😀', 'נועה!'], roundsOf(5), {
      highlights: [{ kind: 'blowout', seat: 0, points: 120 }],
    }),
  ],
  ['endless names', gameOf(endless, roundsOf(2))],
];

/** The words of the table between its header and its totals. Seat 1 declared every round. */
/** As people read a number. */
const withMinus = (value: number) => String(value).replace('-', '−');

function linesOf({ rounds, startingScores }: GamePage, declarer: unknown): unknown[] {
  const running = [...startingScores];
  const start = running.some((score) => score !== 0) ? ['start', ...running.map(withMinus)] : [];
  const lines = rounds.map(({ number, scores }) => [
    String(number),
    '5♥',
    declarer,
    'over',
    ...seats.flatMap((seat) => {
      running[seat] = (running[seat] ?? 0) + scores[seat];
      const points = scores[seat] > 0 ? `+${scores[seat]}` : withMinus(scores[seat]);
      return [['3/3', '5/5', '0/0', '5/7'][seat], points, withMinus(running[seat])];
    }),
  ]);
  return [...start, ...lines.flat()];
}

describe.each(games)('a game with %s', (_, game) => {
  const { players, rounds, startingScores, totals, highlights } = game;
  const drawn = () => parse(gameSvg(game));
  const names = seats.map((seat) => players.find((player) => player.seat === seat)?.displayName ?? '–');
  const shown = names.map((name) =>
    stringWidth(name) <= 14 ? name : expect.stringMatching(new RegExp(`^${name.slice(0, 5)}.*…$`)),
  );

  test('is one picture that needs no other file', () => {
    const elements = drawn();
    const [root, title, back] = elements;
    const { width, height, viewBox } = root?.attributes ?? {};
    expect(root).toMatchObject({ name: 'svg', attributes: { role: 'img', 'font-family': 'sans-serif' } });
    expect(viewBox).toBe(`0 0 ${width} ${height}`);
    expect(title).toMatchObject({ name: 'title', words: `Game ABC123, 2026-03-08, won by ${names[0]}` });
    expect(back).toMatchObject({ name: 'rect', attributes: { width, height, fill: '#fff' } });
    const drawing = ['circle', 'g', 'path', 'polyline', 'rect', 'svg', 'text', 'title'];
    expect(elements.filter(({ name }) => !drawing.includes(name))).toEqual([]);
    const values = elements.flatMap(({ attributes }) => Object.values(attributes));
    expect(values.filter((value) => /url|:\/\//.test(value))).toEqual(['http://www.w3.org/2000/svg']);
  });

  test('has every round and total in its table, in order', () => {
    const words = wordsOf(drawn());
    const expected = ['trump', ...shown, ...linesOf(game, shown[1]), 'total', ...totals.map(withMinus)];
    const start = words.indexOf('trump');
    expect(words.slice(start, start + expected.length)).toEqual(expected);
    expect(rounds.reduce((sum, { scores }) => add(sum, scores), startingScores)).toEqual(totals);
  });

  test('keeps names in their columns, and each reads in the direction of its script', () => {
    const elements = drawn();
    const frames = named(elements, 'svg').slice(1);
    expect(frames).toHaveLength(4 + rounds.length + (rounds.length > 0 ? 4 : 0));
    for (const frame of frames) expect(pixels(frame, 'x') + pixels(frame, 'width')).toBeLessThanOrEqual(950);
    for (const element of named(elements, 'text')) {
      if (/\p{Script=Hebrew}/u.test(element.words))
        expect(element.attributes['unicode-bidi']).toBe('plaintext');
      expect(stringWidth(element.words)).toBeLessThanOrEqual(84);
    }
  });

  test('has a chart of four lines that differ without colour', () => {
    const elements = drawn();
    const lines = named(elements, 'polyline');
    const marks = marksOf(elements);
    expect(marks.size).toBe(4);
    expect(lines).toHaveLength(rounds.length > 0 ? 4 : 0);
    expect(new Set(lines.map(({ attributes }) => attributes['stroke-dasharray'])).size).toBe(lines.length);
    // Each shape is as frequent as the others: in the header, along the line, and at the name.
    expect(new Set(marks.values()).size).toBe(1);
    const [count] = marks.values();
    if (rounds.length === 0) expect(count).toBe(1);
    else expect(count).toBeGreaterThanOrEqual(2 + Math.min(rounds.length + 1, 20));
    for (const line of lines) expect(line.attributes['points']?.split(' ')).toHaveLength(rounds.length + 1);
  });

  test('names each line at its end, in the order of the totals', () => {
    if (rounds.length === 0) return;
    const elements = drawn();
    const labels = named(elements, 'svg').slice(-4);
    const heights = labels.map((label) => pixels(label, 'y'));
    for (const [i, height] of heights.slice(1).entries())
      expect(height - (heights[i] ?? 0)).toBeGreaterThanOrEqual(18);
    const ticks = named(elements, 'text').findLast(({ words }) => words === 'start');
    expect((heights[3] ?? Infinity) + 24).toBeLessThan(ticks ? pixels(ticks, 'y') : 0);
    const best = [...seats].toSorted((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0));
    expect(
      wordsOf(elements)
        .slice(-4 - highlights.length)
        .slice(0, 4),
    ).toEqual(best.map((seat) => shown[seat]));
  });
});

test.each<[string, string, FinishedRound[]]>([
  ['−50 0 50 100', 'start 1 2', roundsOf(2)],
  ['0 10', 'start 1', roundsOf(1, [0, 0, 0, 0])],
  ['−150 −100 −50 0', 'start 1', roundsOf(1, [-50, -50, -130, -60])],
  ['−2000 0 2000 4000', 'start 10 20 30 40 50 60 70 80 90', roundsOf(99)],
])('the chart has the levels %s and the rounds %s', (levels, ticks, rounds) => {
  const words = wordsOf(parse(gameSvg(gameOf(four, rounds))));
  expect(words.slice(words.indexOf('Running totals by round') + 1, -4).join(' ')).toBe(`${levels} ${ticks}`);
});

test('the points of a line are its totals', () => {
  const elements = parse(gameSvg(gameOf(four, roundsOf(2))));
  const heightOf = (level: string) => {
    const label = named(elements, 'text').findLast(({ words }) => words === level);
    return label ? pixels(label, 'y') - 4 : NaN;
  };
  const [, , tom] = named(elements, 'polyline').map(({ attributes }) => attributes['points']?.split(' '));
  expect(tom).toEqual([
    `76,${heightOf('0')}`,
    `424,${(heightOf('0') + heightOf('50')) / 2}`,
    `772,${heightOf('50')}`,
  ]);
  const dark = named(elements, 'path').filter(({ attributes }) => attributes['stroke'] === '#222');
  expect(dark.at(-1)?.attributes['d']).toBe(`M76 ${heightOf('0')}H772`);
});

test('the highlights are below the chart, and long names are cut', () => {
  const game = gameOf(['Bartholomew Christopherson', 'Yossi', 'Tom', 'Noa'], roundsOf(1), {
    highlights: [
      { kind: 'comeback', seat: 0, points: 60 },
      { kind: 'close_finish', points: 5 },
    ],
  });
  expect(wordsOf(parse(gameSvg(game))).slice(-2)).toEqual([
    'Comeback: Bartholomew C… won after trailing by 60.',
    'Close finish: decided by 5 points.',
  ]);
});

test.each<[string, Partial<GamePage>]>([
  ['Game ABC123, 2026-03-08, won by Dana and Tom', {}],
  ['Game ABC123, 2026-03-07, round complete', { status: 'round_complete', endedAt: null }],
])('the title is %s', (title, more) => {
  const { players, ...game } = gameOf(four, roundsOf(1), more);
  const winners = game.endedAt === null ? [] : [0, 2];
  const seated = players.map((player) => ({ ...player, winner: winners.includes(player.seat) }));
  const elements = parse(gameSvg({ ...game, players: seated }));
  expect(named(elements, 'title')[0]?.words).toBe(title);
  expect(wordsOf(elements)[0]).toBe(title);
});
