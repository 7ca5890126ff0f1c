import type { Cache } from '../cache/index.ts';
import type { Config } from '../config/load.ts';
import type { Storage } from '../storage/index.ts';

/** The cache of these settings; a node without a Redis keeps one in its own memory. */
export async function openConfiguredCache(
  { redisUrl, graceSeconds, limits }: Config,
  storage: Pick<Storage, 'installation'>,
): Promise<Cache> {
  const { createLocalCache, openRedisCache } = await import('../cache/index.ts');
  if (redisUrl === null) return createLocalCache(limits);
  const prefix = `whist:${await storage.installation()}:`;
  return openRedisCache({ url: redisUrl, prefix, limits, graceSeconds });
}
