import { describe, expect, test } from 'vitest';
import { helpOf } from '../../src/tui/help.ts';
import { commandKey, splitKeys } from '../../src/tui/key-events.ts';
import { keysAnywhere, keysOfReplay } from '../../src/tui/keys-anywhere.ts';
import type { KeyHelp } from '../../src/tui/keys.ts';
import { otherRoomScreens, overlays, roomScreens } from '../../src/tui/screens/registry.ts';
import { widthOf } from '../../src/tui/text.ts';

describe('input of a terminal becomes single keys', () => {
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

  test('special keys have names', () => {
    expect(splitKeys('', { upArrow: true })).toEqual(['up']);
    expect(splitKeys('\r', { return: true })).toEqual(['enter']);
    expect(splitKeys('c', { ctrl: true })).toEqual(['ctrl-c']);
    expect(splitKeys('u', { meta: true })).toEqual(['escape', 'u']);
  });
});

test('commands are found in every keyboard layout, with and without caps lock', () => {
  const typedBy = (letters: string) => Array.from(letters, commandKey).join('');
  expect(typedBy('qwmuxjyn')).toBe('qwmuxjyn');
  expect(typedBy('QWMUXJYN')).toBe('qwmuxjyn');
  expect(typedBy("/'צוסחטמ")).toBe('qwmuxjyn');
  expect(typedBy('йцьгчонт')).toBe('qwmuxjyn');
  expect(typedBy('ЙЦЬГЧОНТ')).toBe('qwmuxjyn');
  expect(typedBy('?159')).toBe('?159');
  expect(commandKey('enter')).toBe('enter');
});

const screens = [
  ...[...Object.values(roomScreens), ...otherRoomScreens].map(({ name, keys }) => ({
    name,
    keys,
    isOverlay: false,
  })),
  ...overlays.map(({ name, keys }) => ({ name, keys, isOverlay: true })),
  { name: 'a replay', keys: keysOfReplay, isOverlay: false },
];

test('no two screens have the same name', () => {
  expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length);
});

describe.each(screens)('the keys of $name', ({ keys: own, isOverlay }) => {
  const anywhere: readonly KeyHelp[] = isOverlay ? [] : keysAnywhere([]);

  test('mean one thing each', () => {
    const all = own.flatMap(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
  });

  test('leave a free key for everything that works anywhere', () => {
    const taken = own.flatMap(({ keys }) => keys);
    for (const { keys } of anywhere) expect(keys.some((key) => !taken.includes(key))).toBe(true);
  });

  test('fit in two lines of help', () => {
    // Recording for another player is offered only while the panel that it opens is closed. On the form of a round,
    // the auction has suits and frisch, and the contracts have advice.
    const offered = own.filter(({ quiet, keys }) => !quiet && !keys.includes('o'));
    const inAuction = offered.filter(({ keys }) => !keys.includes('a'));
    const inContracts = offered.filter(({ keys }) => !keys.includes('f'));
    for (const line of [inAuction, inContracts, anywhere]) {
      const texts = line.map((key) => helpOf(key, own)).map(({ shown, label }) => ` ${shown} ${label} `);
      expect(widthOf(texts.join(''))).toBeLessThanOrEqual(80);
    }
  });
});
