import type { Cache } from '../cache/index.ts';
import type { Config } from '../config/load.ts';

/** The cache of these settings; a node without a Redis keeps one in its own memory. */
export async function openConfiguredCache({ redisUrl, graceSeconds, limits }: Config): Promise<Cache> {
  const { createLocalCache, openRedisCache } = await import('../cache/index.ts');
  return redisUrl === null
    ? createLocalCache(limits)
    : openRedisCache({ url: redisUrl, limits, graceSeconds });
}
