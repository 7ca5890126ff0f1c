import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';

test('a folder has at most 25 files', () => {
  const sizes = new Map<string, number>();
  for (const file of globSync('{bench,bin,docs,migrations,scripts,src,tests}/**/*.*'))
    sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
  expect([...sizes].filter(([, size]) => size > 25)).toEqual([]);
});
