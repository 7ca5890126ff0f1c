export type { Cache } from './cache.ts';
export { createLocalCache, createMedium, type Medium } from './local.ts';
export { openRedisCache } from './redis.ts';
