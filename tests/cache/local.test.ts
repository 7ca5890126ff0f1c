import { expect, test } from 'vitest';
import { createLocalCache, createMedium } from '../../src/cache/index.ts';
import { limits } from './samples.ts';
import { cacheTests } from './suite.ts';

cacheTests('in this process', () => {
  const medium = createMedium();
  return [createLocalCache(limits, medium), createLocalCache(limits, medium)];
});

test('without a table of limits nothing is limited', async () => {
  const cache = createLocalCache(null);
  for (let i = 0; i < 100; i += 1) expect(await cache.limits.take('join', 'dana@127.0.0.1')).toBeNull();
  cache.limits.giveBack('join', 'dana@127.0.0.1');
});
