import { afterEach, describe, expect, test } from 'vitest';
import { chooseReordering } from '../../src/bidi/reordering.ts';
import { apart, leftToRight, rightToLeft, withIsolates } from '../../src/bidi/row.ts';

afterEach(() => chooseReordering('terminal'));

describe('a row that runs from right to left', () => {
  const row = ` ▶ 2 ${apart('Yossi')}  0/1  +46  −10  6♥`;

  test('is one isolate for a terminal that reorders, and a space at its end stands at its left', () => {
    expect(rightToLeft(row, 4)).toBe(
      ' \u2067 ◀ 2 \u2068Yossi\u2069  \u20660/1\u2069  \u2066+46\u2069  \u2066−10\u2069  6♥  \u00A0',
    );
  });

  test('stands as it is seen for a terminal that does not', () => {
    chooseReordering('visual');
    expect(rightToLeft(row, 4)).toBe('    ♥6  −10  +46  0/1  Yossi 2 ◀ ');
  });

  test.each([
    ['a sentence', 'מחכים להצעה של דנה.', '.הנד לש העצהל םיכחמ'],
    ['brackets', 'הצעה (6 לב)', '(בל 6) העצה'],
    ['marks on letters', 'דָּנָה', 'הנָדָּ'],
    ['an emoji of several parts', 'א👩‍👩‍👧‍👦ב', 'ב👩‍👩‍👧‍👦א'],
    ['arrows', 'שליט 6 → 7', '7 ← 6 טילש'],
    ['a range', '1–4 מקום', 'םוקמ 1–4'],
    ['an address', 'כתובת ws://192.0.2.2:4440/ws', 'ws://192.0.2.2:4440/ws תבותכ'],
    ['large letters', '  ▄▄▀▀  ██ █', '▄▄▀▀  ██ █  '],
    ['a code and its command', 'whist join ABC234 מצטרפים', 'םיפרטצמ whist join ABC234'],
  ])('%s', (_, text, seen) => {
    chooseReordering('visual');
    expect(rightToLeft(text, 0)).toBe(seen);
  });

  test('keeps the looks of each character', () => {
    chooseReordering('visual');
    expect(rightToLeft('\u001B[1mדנה\u001B[22m \u001B[31m\u001B[7m6\u001B[27m\u001B[39m', 0)).toBe(
      '\u001B[31;7m6\u001B[0m \u001B[1mהנד\u001B[0m',
    );
  });

  test('a rule needs no isolate', () => {
    expect(rightToLeft('─'.repeat(8), 0)).toBe('─'.repeat(8));
  });
});

describe('a text that runs from left to right', () => {
  test('keeps a name from the right apart from the number beside it', () => {
    expect(withIsolates(`1 ${apart('דנה')} 12`)).toBe('1 \u2068דנה\u2069 12');
    expect(leftToRight(`1 ${apart('דנה')} 12`)).toBe('1 הנד 12');
  });
});
