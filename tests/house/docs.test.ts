import { existsSync, globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const written = ['*.md', 'docs/*.md', '.github/**/*.{md,yml}'];
const pages = globSync(written);

test.each(pages)('%s names only files that are there', async (page) => {
  const text = await readFile(page, 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) =>
    join(dirname(page), to),
  );
  const paths = [...text.matchAll(/`((?:src|tests|scripts|docs|migrations|bench|bin)\/[^`\s…*]*)`/g)].map(
    ([, path = '']) => path,
  );
  expect([...links, ...paths].filter((path) => !existsSync(path))).toEqual([]);
});

test.each(pages)('%s names only functions and tables that are in their files', async (page) => {
  const text = await readFile(page, 'utf8');
  const named = [...text.matchAll(/`(\w+)` in `([^`\s]+\.tsx?)`/g)];
  const missing = named.filter(([, name = '', path = '']) => {
    return !new RegExp(`(const|function|function\\*|interface|type) ${name}\\b`).test(
      readFileSync(path, 'utf8'),
    );
  });
  expect(missing.map(([all]) => all)).toEqual([]);
});

test('the pages name only npm scripts that exist', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object };
  const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')));
  const named = texts.flatMap((text) =>
    [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
