import { afterEach, describe, expect, test } from 'vitest';
import type { Reordering } from '../../src/bidi/reordering.ts';
import type { Action, PerSeat } from '../../src/rules/index.ts';
import { showIn } from './hebrew.ts';
import { gameAfter, hardNames, moments, roomOf, snapshotOf, userIds } from './states.ts';

const names: PerSeat<string> = ['דנה', 'Yossi', 'Noa 2', 'עמיר לוי'];

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function show(
  language: 'en' | 'he',
  how: Reordering,
  { actions, called = names }: { actions: readonly Action[]; called?: PerSeat<string> },
) {
  const snapshot = snapshotOf(roomOf(gameAfter(actions), called), userIds[0]);
  const shown = await showIn(language, how, { snapshot });
  closers.push(shown.close);
  return shown;
}

describe.each(['terminal', 'visual'] as const)('in Hebrew, where the order is for the %s', (how) => {
  test.each(Object.entries(moments))('the screen at %s fits in 80×24, with any names', async (_, actions) => {
    const shown = await show('he', how, { actions, called: hardNames });
    expect(shown.lines()).toHaveLength(24);
    expect(shown.scrolled()).toBe(0);
    const seen = shown.seen();
    expect(seen[0]).toContain('whist ABC234');
    expect(seen[0]).toContain(how === 'visual' ? 'רבוחמ' : 'מחובר');
    expect(seen[19]).toMatch(/^(─{80}|━{80})$/);
    // The key for help is in the last line.
    expect(seen[23]).toContain(how === 'visual' ? 'הרזע ?' : '? עזרה');
  });
});

test('a table stands from right to left', async () => {
  const logical = await show('he', 'terminal', { actions: moments.auction });
  expect(logical.seen()[3]).toMatch(/^ {2,4}1 דנה +אני/);
  expect(logical.seen()[4]).toMatch(/^ {2,4}2 Yossi .* 6♥$/);
  const visual = await show('he', 'visual', { actions: moments.auction });
  expect(visual.raw()).not.toMatch(/[\u2066-\u2069]/);
  expect(visual.lines()[3]).toMatch(/ינא +הנד 1 {1,3}$/);
  expect(visual.lines()[4]).toMatch(/^ +♥6 .* Yossi 2 {1,3}$/);
});

test('a player whose account is deleted has a name in the language of the screen', async () => {
  const called = ['דנה', 'Former player', 'Former player 2', 'Former players'] as const;
  const shown = await show('he', 'terminal', { actions: moments.auction, called });
  expect(shown.seen()[4]).toMatch(/^ {2,4}2 שחקן לשעבר /);
  expect(shown.seen()[5]).toMatch(/^ {2,4}3 שחקן לשעבר 2 /);
  expect(shown.seen()[6]).toContain('4 Former players ');
});

test('points keep their sign on the left, and a range runs from the left', async () => {
  const shown = await show('he', 'visual', { actions: moments.playing });
  expect(shown.text()).toContain('−10');
  expect(shown.text()).toContain('םוקמה לש החיקל 1–4');
});

test('the suits run from right to left, lowest first, like the amounts', async () => {
  const shown = await show('he', 'visual', { actions: moments.opening, called: names });
  shown.type('o');
  shown.type('h');
  await shown.shows(/n NT +s ♠ +\[h ♥\] +d ♦ +c ♣ +הרוצ/, /8 +7 +6 +5 +רפסמ/);
  shown.type('r');
  await shown.shows(/n NT +s ♠ +h ♥ +d ♦ +c ♣ +הרוצ/);
});

test('the left arrow goes on, because the next thing stands on the left', async () => {
  const shown = await show('he', 'visual', { actions: moments.opening, called: names });
  shown.type('o');
  shown.type('\u001B[D');
  await shown.shows('[5]');
  shown.type('\u001B[D');
  await shown.shows('[6]');
  shown.type('\u001B[C');
  await shown.shows('[5]');
});

describe('in English', () => {
  test('a name that runs the other way is kept apart from its neighbours', async () => {
    const shown = await show('en', 'terminal', { actions: moments.playing });
    expect(shown.raw()).toContain('\u2068עמיר לוי\u2069');
    expect(shown.raw()).not.toContain('\u2068Yossi');
    expect(shown.seen()[3]).toMatch(/^ {3}1 דנה +you .* 0 .*0 of 1 /);
  });

  test('a name is put in order where the terminal does not do it', async () => {
    const shown = await show('en', 'visual', { actions: moments.playing });
    expect(shown.raw()).not.toMatch(/[\u2066-\u2069]/);
    expect(shown.seen()[3]).toMatch(/^ {3}1 הנד +you .* 0 .*0 of 1 /);
    // The terminal is told to leave the order alone, and later to do as before.
    expect(shown.raw()).toContain('\u001B[8l');
  });

  test.each(['terminal', 'visual'] as const)('nothing in a name acts on the terminal (%s)', async (how) => {
    const called: PerSeat<string> = [
      'red\u001B[31m\u001B[2J',
      'link\u001B]8;;https://example.org\u0007here\u001B]8;;\u0007',
      'turn\u202Eed\u2067\u2069\u200F',
      'zal\u0335\u0335\u0335go דנה\n\u009B5A',
    ];
    const shown = await show('en', how, { actions: moments.playing, called });
    for (const acting of ['\u001B[31m', '\u001B]8;;https', '\u0007', '\u009B', '\u202E', '\u200F'])
      expect(shown.raw()).not.toContain(acting);
    const [, , , red, link, turned, zalgo] = shown.seen();
    expect(red).toMatch(/^ {3}1 red\[31m\[2J +you/);
    expect(link).toMatch(/^ {3}2 link\]8;;https:/);
    expect(turned).toMatch(/^ {3}3 turned {9}/);
    expect(zalgo).toMatch(/^ {3}4 zal\u0335+go /);
    expect(shown.scrolled()).toBe(0);
  });
});
