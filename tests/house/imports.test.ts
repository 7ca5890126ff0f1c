import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { relative } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { arrows } from '../../scripts/imports/arrows.ts';
import { checkFile, entryFor, type Table } from '../../scripts/imports/check.ts';
import { sourceFiles } from '../../scripts/imports/files.ts';

const table: Table = arrows;
const folders = Object.keys(table);
const packageJson = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, object>;
const packages = [
  ...Object.keys({ ...packageJson['dependencies'], ...packageJson['devDependencies'] }),
  ...builtinModules.filter((name) => !name.startsWith('node:')).map((name) => `node:${name}`),
  'a-package-nobody-knows',
];

/** Every form of an import. */
const forms: readonly ((name: string) => string)[] = [
  (name) => `import { x } from '${name}';`,
  (name) => `import '${name}';`,
  (name) => `import type { X } from '${name}';`,
  (name) => `const x: import('${name}').X | null = null;`,
  (name) => `const x = await import('${name}');`,
  (name) => `const x = await import(\`${name}\`);`,
  (name) => `export { x } from '${name}';`,
  (name) => `export * from '${name}';`,
  (name) => `export type { X } from '${name}';`,
  (name) => `import x = require('${name}');`,
  (name) => `const x = require('${name}');`,
];

const isAllowed = (from: string, to: string) => from === to || entryFor(table[from], to) !== undefined;
const faultsOf = (path: string, text: string) => checkFile(table, path, text).faults;
const pathTo = (from: string, to: string) => {
  const path = relative(from, `${to}/index.ts`);
  return path.startsWith('.') ? path : `./${path}`;
};

test('the project imports only what the table allows, and uses everything that it allows', async () => {
  const checked = await Promise.all(
    (await sourceFiles()).map(async (path) => checkFile(table, path, await readFile(path, 'utf8'))),
  );
  expect(checked.flatMap(({ faults }) => faults)).toEqual([]);
  const used = new Set(checked.flatMap((file) => file.used.map(({ from, to }) => `${from} → ${to}`)));
  const stale = Object.entries(table)
    .flatMap(([from, row]) => [...row.folders, ...row.packages].map((to) => `${from} → ${to}`))
    .filter((arrow) => !used.has(arrow));
  expect(stale).toEqual([]);
});

test('a folder imports only from folders above it in the table, so there is no circle', () => {
  const upward = folders.flatMap((from, place) =>
    folders
      .filter((to, otherPlace) => otherPlace > place && entryFor(table[from], to))
      .map((to) => `${from} → ${to}`),
  );
  expect(upward).toEqual([]);
});

describe.each(folders)('%s', (from) => {
  const isRefused = (text: string) => faultsOf(`${from}/intruder.ts`, text).length === 1;

  test('may not import any other folder than those of its row, in any form', () => {
    const wrong = folders.flatMap((to) =>
      forms.map((form) => form(pathTo(from, to))).filter((text) => isRefused(text) === isAllowed(from, to)),
    );
    expect(wrong).toEqual([]);
  });

  test('may not import any other package than those of its row, nor a file inside one', () => {
    const wrong = packages.flatMap((name) =>
      [name, ...(name.startsWith('node:') ? [] : [`${name}/inside.js`])]
        .map((spelled) => `import { x } from '${spelled}';`)
        .filter((text) => isRefused(text) === isAllowed(from, name)),
    );
    expect(wrong).toEqual([]);
  });
});

test.each(['src/news', 'src/storage/news', 'src/storage/news/deep', 'lib'])(
  'a new folder is refused until it has a row: %s',
  (folder) => {
    expect(faultsOf(`${folder}/first.ts`, '')).toMatchObject([
      { message: expect.stringContaining(`${folder} is a new folder`) },
    ]);
    for (const from of folders)
      expect(faultsOf(`${from}/intruder.ts`, `import '${pathTo(from, folder)}';`)).toHaveLength(1);
  },
);

test.each([
  'await import(name);',
  'await import(`./${name}.ts`);',
  'require(name);',
  `import '/home/someone/file.ts';`,
  `import 'file:///home/someone/file.ts';`,
  `import 'https://example.org/file.js';`,
  `import '#alias';`,
])('an import that hides its target is refused: %s', (text) => {
  for (const from of folders) expect(faultsOf(`${from}/intruder.ts`, text)).toHaveLength(1);
});

test('the file of a worker counts as an import', () => {
  const worker = 'new Worker(new URL(`../storage/log/worker${extension}`, import.meta.url));';
  expect(faultsOf('src/rooms/intruder.ts', worker)).toHaveLength(1);
  expect(faultsOf('src/rooms/intruder.ts', worker.replace('../storage/log', '.'))).toEqual([]);
});

test('a fault names the file, the line, and the folders', () => {
  expect(faultsOf('src/rules/x.ts', `\n\nimport { x } from '../tui/index.ts';`)).toEqual([
    {
      path: 'src/rules/x.ts',
      line: 3,
      message: 'src/rules may not import src/tui; scripts/imports/arrows.ts lists what it may',
    },
  ]);
});
