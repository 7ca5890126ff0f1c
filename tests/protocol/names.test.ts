import { describe, expect, test } from 'vitest';
import { cleanName, foldedName } from '../../src/protocol/names.ts';

describe('a name that people can read', () => {
  test.each([
    ['Dana', 'Dana'],
    ['  Dana \t  Levi\n', 'Dana Levi'],
    ['Re\u0301mi', 'Rémi'],
    ['נועה', 'נועה'],
    ['👩\u200D👩\u200D👧', '👩\u200D👩\u200D👧'],
    ['7', '7'],
    ['€', '€'],
    ['!', '!'],
    [`ש${'\u0591'.repeat(4)}`, `ש${'\u0591'.repeat(4)}`],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['😀'.repeat(64), '😀'.repeat(64)],
  ])('%j is %j', (raw, clean) => expect(cleanName(raw)).toBe(clean));

  test.each([
    ['too long', 'x'.repeat(65)],
    ['too long only when it is NFC', '\u0958'.repeat(40)],
    ['five marks in a row', `ש${'\u0591'.repeat(5)}`],
    ['five marks in the middle', `a${'\u0591'.repeat(5)}b`],
    ['half a character', 'Dana\ud83d'],
    ['a line separator', 'a\u2028b'.replace('\u2028', '\u0085')],
    ['a control character', 'a\u0007'],
    ['a soft hyphen', 'a\u00adb'],
    ['a direction character before a joiner', 'a\u202e\u200D'],
    ['a character that is not assigned', 'a\u0378'],
    ['a private character', 'a\ue000'],
    ['the sign of a wrong encoding', 'D\ufffdna'],
    ['joiners alone', '\u200D'],
    ['marks alone', '\u0591'],
    ['nothing', ''],
  ])('not %s', (_, raw) => expect(cleanName(raw)).toBeNull());

  test('may be shorter than others', () => {
    expect([cleanName('Dana', 4), cleanName('Dana', 3)]).toEqual(['Dana', null]);
  });
});

test.each([
  ['Dana', 'DANA', true],
  ['Dana Levi', ' dana   LEVI ', true],
  ['Rémi', 'RE\u0301MI', true],
  ['ΣΟΦΟΣ', 'σοφος', true],
  ['Σοφοσ', 'σοφος', true],
  ['Straße', 'STRASSE', true],
  ['Dana', 'Danna', false],
  ['Dana Levi', 'DanaLevi', false],
])('%j and %j are the same name: %s', (one, other, expected) => {
  expect(foldedName(one) === foldedName(other)).toBe(expected);
});
