import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Migrations that have run somewhere are left as they are. */
const files = globSync([
  '*.{md,ts}',
  '{.github,docs}/**/*.{md,yml,sh,mjs}',
  '{bench,bin,scripts,src,tests}/**/*.{js,ts,tsx}',
]);

/** A sentence that begins with "Who" or "What", up to the mark at its end. */
const inverted = /(?:^[\s/*#>|-]*|[.!?:]\s+| -- |['"`])((?:Who|What)\s[^.?!'"`]*)([.?!]?)/gm;

function statements(text: string): string[] {
  const found = [...text.matchAll(inverted)].filter(([, , end]) => end !== '?');
  return found.map(([, sentence = '']) => sentence);
}

const [who, what] = ['Who', 'What'];

test.each([
  [`/** ${who} plays is seated. */`, 1],
  [`// A word.\n// ${what} follows is\n// a list.`, 1],
  [`const help = '${who} wins: a player';`, 1],
  [`  .user_id uuid -- ${who} played`, 1],
  [`Ask first. ${who} is there? ${what} is it?`, 0],
  ['It says what happened, and who did it.', 0],
])('%j has %i statements that begin with a question word', (text, count) => {
  expect(statements(text)).toHaveLength(count);
});

test('no file begins a statement with a question word', async () => {
  expect(files.length).toBeGreaterThan(500);
  const found = [];
  for (const file of files)
    for (const sentence of statements(await readFile(file, 'utf8'))) found.push(`${file}: ${sentence}`);
  expect(found).toEqual([]);
});
