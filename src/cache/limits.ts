import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { LimitTable } from '../config/limits.ts';
import type { CountName, Limits } from '../server/index.ts';
import { keys } from './keys.ts';

const prefixes: Record<CountName, string> = {
  register: 'auth_register',
  refresh: 'auth_refresh',
  oldRefresh: 'auth_refresh_old',
  create: 'room_create',
  join: 'room_join',
  code: 'room_code',
  codeAddress: 'room_code_address',
  action: 'room_action',
  sync: 'room_sync',
};

/** The Redis that shares the counts, and whether it answers now. */
export interface SharedCounts {
  readonly redis: Redis;
  isUp(): boolean;
}

/**
 * Counts in fixed windows of time. It counts in this process if there is no Redis, or while Redis is away.
 */
export function createLimits(table: LimitTable | null, shared: SharedCounts | null): Limits {
  if (!table) return { take: () => Promise.resolve(null), giveBack: () => undefined };

  const counters = new Map<CountName, () => RateLimiterAbstract>();
  for (const name of Object.keys(prefixes) as CountName[]) {
    const { points, seconds } = table[name];
    const options = { points, duration: seconds, keyPrefix: keys.limit(prefixes[name]) };
    const own = new RateLimiterMemory(options);
    const all =
      shared && new RateLimiterRedis({ ...options, storeClient: shared.redis, insuranceLimiter: own });
    counters.set(name, () => (all && shared.isUp() ? all : own));
  }

  return {
    async take(name, who) {
      const { start, end } = windowOf(table[name].seconds);
      try {
        await counters.get(name)?.().consume(`${who}:${start}`);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil((end - Date.now()) / 1000));
        throw refused;
      }
    },
    giveBack(name, who) {
      const key = `${who}:${windowOf(table[name].seconds).start}`;
      counters
        .get(name)?.()
        .reward(key, 1)
        .catch(() => undefined);
    },
  };
}

/** The current window: its name, such as `202601151030` (or with seconds), and its end in milliseconds. */
function windowOf(seconds: number): { start: string; end: number } {
  const length = seconds * 1000;
  const start = Math.floor(Date.now() / length) * length;
  const digits = new Date(start).toISOString().replace(/\D/g, '');
  return { start: digits.slice(0, seconds % 60 === 0 ? 12 : 14), end: start + length };
}
