export type { Cache } from './cache.ts';
export { createLocalCache, createMedium } from './local.ts';
export { openRedisCache } from './redis.ts';
