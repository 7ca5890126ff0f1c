import { expect, test } from 'vitest';
import { foreignParts } from '../../src/bidi/foreign.ts';

test.each<[string, string[]]>([
  ['יש להשתמש ב־`whist login --server ws://127.0.0.1:4440`.', ['`whist login --server ws://127.0.0.1:4440`']],
  ['  --language <language>  השפה: en, he, או auto.', ['--language <language>', 'en', 'he', 'auto']],
  ['  -V, --version          הגרסה.', ['-V', '--version']],
  ['ההגדרה של כולם. (WHIST_PORT)', ['(WHIST_PORT)']],
  ['(ההגדרה WHIST_PORT)', ['WHIST_PORT']],
  ['join <code> לתפוס מקום', ['join <code>']],
  ['help [command...]      עזרה', ['help [command...]']],
  ['קובץ ב־.gz הוא נדחס', ['.gz']],
  ['שמירה ב־/home/dana/game.svg.', ['/home/dana/game.svg']],
  ['משחק ABC234, 2026-03-08, הסתיים', ['ABC234', '2026-03-08']],
  ['1.  דנה  12  33.3 %  −10  1020?', ['33.3 %', '−10']],
  ['כמו 10,-20,0,35.', ['10,-20,0,35']],
  ['\u2068Noa 2\u2069 120, \u2068Yossi\u2069 40', ['Noa 2', 'Yossi']],
  ['רק עברית, ומספר 7.', []],
])('%s', (line, parts) => {
  expect(
    foreignParts(line)
      .map(([from, to]) => line.slice(from, to))
      .toSorted((a, b) => line.indexOf(a) - line.indexOf(b)),
  ).toEqual(parts);
});
