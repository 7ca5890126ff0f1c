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
      'dist/src/cli/main.js',
      'dist/src/accounts/hash-worker.js',
      'dist/migrations/Migration001Initial.js',
    ]),
  );
  // The generators of the reference pages and the tests are not in the package.
  const ofTheProgram =
    /^(LICENSE|README\.md|package\.json|bin\/whist\.js|docs\/whist\.1|dist\/(src|migrations)\/.+\.js|dist\/mikro-orm\.config\.js)$/;
  expect(files.filter((path) => !ofTheProgram.test(path))).toEqual([]);
});
