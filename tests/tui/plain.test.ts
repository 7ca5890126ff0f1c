import { globSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runApp } from '../../src/tui/index.ts';
import { chooseAscii, keepAsTyped, showable } from '../../src/words/plain.ts';
import { gameAfter, moments, plainNames, roomOf, rounds, snapshotOf, userIds } from './states.ts';
import { createStillStore } from './still-store.ts';
import { createTerminal } from './terminal.ts';

beforeEach(() => chooseAscii(true));
afterEach(() => chooseAscii(false));

/** A character that a terminal without UTF-8 cannot show. */
const strange = /[^\p{ASCII}]/u;

/** The frame of a game on a terminal of ASCII, after some keys. */
async function frame(actions: Parameters<typeof gameAfter>[0], keys: string, names = plainNames) {
  const terminal = createTerminal();
  const { store } = createStillStore(snapshotOf(roomOf(gameAfter(actions), names), userIds[0]));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  await terminal.shows('whist ABC234');
  for (const key of keys) terminal.type(key);
  if (keys !== '') await terminal.shows(/back|step by step/);
  const text = terminal.text();
  terminal.type('\u0003');
  await ended;
  terminal.close();
  return { text, raw: terminal.raw() };
}

describe.each(Object.entries(moments))('on a terminal of ASCII the screen at %s', (_, actions) => {
  test.each([
    ['by itself', ''],
    ['under its help', '?'],
    ['under the scores', '\t'],
  ])('is plain %s', async (_, keys) => {
    const { text, raw } = await frame(actions, keys);
    expect(raw).not.toMatch(strange);
    expect(text).toContain('-'.repeat(80));
  });
});

test.each([
  ['the results of an auction', moments.opening, 'r'],
  ['the tricks', moments.playing, 'r'],
  ['a correction', rounds(3), '\t\r'],
  ['the menu', moments.round, 'm'],
])('the panel for %s is plain too', async (_, actions, keys) => {
  expect((await frame(actions, keys)).raw).not.toMatch(strange);
});

test('suits are letters, and names stay as they were typed', async () => {
  const { text } = await frame(moments.auction, '', ['Zoë', 'דנה', '★ Noa ★', 'O’Brien']);
  expect(text).toContain('C clubs < D diamonds < H hearts < S spades');
  expect(text).toContain('6H hearts by דנה');
  expect(text).toContain('★ Noa ★');
  expect(text).toContain('O’Brien');
  expect(text).toContain('Zoë');
});

test('a sign of a name stays, and the same sign of the program does not', () => {
  keepAsTyped('♥Dana');
  expect(showable('♥Dana bid 6♥ hearts → 12')).toBe('♥Dana bid 6H hearts > 12');
});

test('every sign in the source has a substitute', () => {
  const files = globSync('src/{cli,tui,words}/**/*.{ts,tsx}').filter(
    // A terminal without these signs has no Hebrew letters either.
    (file) => !file.endsWith('plain.ts') && !file.includes('/hebrew/'),
  );
  expect(files.length).toBeGreaterThan(100);
  const missing = files.flatMap(
    (file) =>
      readFileSync(file, 'utf8')
        .replace(/\/\*\*?[\s\S]*?\*\/|\/\/.*/g, '')
        .match(/[^\p{ASCII}\p{L}\p{M}]/gu)
        ?.filter((sign) => strange.test(showable(sign)))
        .map((sign) => `${file}: ${sign}`) ?? [],
  );
  expect(missing).toEqual([]);
});
