import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { limitNames, type LimitName, type LimitTable } from '../config/limits.ts';
import type { Limits } from '../server/index.ts';
import { keys } from './keys.ts';

const prefixes: Record<LimitName, string> = {
  login: 'auth_login',
  loginAddress: 'auth_login_address',
  register: 'auth_register',
  create: 'room_create',
  join: 'room_join',
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
  if (!table) return { take: () => Promise.resolve(null), forgive: () => undefined };

  const counters = new Map<LimitName, () => RateLimiterAbstract>();
  for (const name of limitNames) {
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
    forgive(name, who) {
      const key = `${who}:${windowOf(table[name].seconds).start}`;
      counters
        .get(name)?.()
        .delete(key)
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
