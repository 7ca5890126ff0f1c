import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the package has the files that the program needs, and no others', async () => {
  // The list of packed files, without a build.
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  const packed = JSON.parse(stdout) as
    | readonly { files: readonly { path: string }[] }[]
    | Record<string, { files: readonly { path: string }[] }>;
  const files = Object.values(packed).flatMap((one) => one.files.map(({ path }) => path));
  expect(files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'package.json',
      'bin/whist.js',
      'docs/whist.1',
      'dist/main.js',
      'dist/hash-worker.js',
      'dist/licenses.txt',
      'dist/database.tar.zst',
    ]),
  );
  // The generators of the reference pages and the tests are not in the package.
  const ofTheProgram =
    /^(LICENSE|README\.md|package\.json|bin\/whist\.js|docs\/whist\.1|dist\/[^/]+\.js|dist\/(licenses\.txt|database\.tar\.zst))$/;
  expect(files.filter((path) => !ofTheProgram.test(path))).toEqual([]);
});
