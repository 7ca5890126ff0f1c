import { describe, expect, test } from 'vitest';
import { helpLines } from '../../src/tui/help.ts';
import { commandKey, splitKeys } from '../../src/tui/key-events.ts';
import { keys, keysAnywhere, type Binding } from '../../src/tui/keys.ts';
import { widthOf } from '../../src/tui/text.ts';

describe('what a terminal hands over becomes single keys', () => {
  test.each([
    ['7\r', ['7', 'enter']],
    ['ab\r', ['a', 'b', 'enter']],
    ['6h\r\n', ['6', 'h', 'enter']],
    ['\r\r', ['enter', 'enter']],
    ['a\tb', ['a', 'tab', 'b']],
    ['דנה', ['ד', 'נ', 'ה']],
    ['👩‍👩‍👧a', ['👩‍👩‍👧', 'a']],
    ['x\u0001y', ['x', 'y']],
    ['', []],
  ])('%j', (input, expected) => {
    expect(splitKeys(input, {})).toEqual(expected);
  });

  test('special keys by name', () => {
    expect(splitKeys('', { upArrow: true })).toEqual(['up']);
    expect(splitKeys('\r', { return: true })).toEqual(['enter']);
    expect(splitKeys('c', { ctrl: true })).toEqual(['ctrl-c']);
    expect(splitKeys('u', { meta: true })).toEqual(['escape', 'u']);
  });
});

test('commands are found whatever layout or caps lock is on', () => {
  expect(commandKey('פ')).toBe('p');
  expect(commandKey('א')).toBe('t');
  expect(commandKey('P')).toBe('p');
  expect(commandKey('enter')).toBe('enter');
});

describe.each(Object.entries<readonly Binding[]>(keys))('the keys of %s', (screen, own) => {
  test('mean one thing each', () => {
    const all = own.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
  });

  test('leave a way to everything that can be done anywhere', () => {
    const taken = own.flatMap(({ keys }) => keys);
    for (const binding of keysAnywhere) {
      const free = binding.keys.filter((key) => !taken.includes(key));
      if (['lobby', 'auction', 'frisch', 'contracts', 'playing', 'round', 'podium'].includes(screen))
        expect(free).not.toHaveLength(0);
    }
  });

  test('fit in a line of help', () => {
    // Recording for another is offered only while the panel it opens is closed.
    for (const line of helpLines(own, false, ({ command }) => command !== 'recordFor')) {
      const width = line.reduce((sum, { shown, label }) => sum + widthOf(` ${shown} ${label} `), 0);
      expect(width).toBeLessThanOrEqual(80);
    }
  });
});
