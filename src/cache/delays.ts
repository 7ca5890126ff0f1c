import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Delays, GuessName } from '../accounts/index.ts';
import type { LimitTable } from '../config/limits.ts';
import { keys } from './keys.ts';
import type { SharedCounts } from './limits.ts';

/** The longest time that a next guess has to wait, in seconds. The one who knows the password waits no longer. */
const longest: Readonly<Record<GuessName, number>> = { login: 60, loginAccount: 10, loginAddress: 15 };

const prefixes: Readonly<Record<GuessName, string>> = {
  login: 'auth_login',
  loginAccount: 'auth_login_account',
  loginAddress: 'auth_login_address',
};

/** The counts of one name, and the gate that is closed for a while after each guess. */
interface Counters {
  readonly count: RateLimiterAbstract;
  readonly gate: RateLimiterAbstract;
}

/** Counts in this process if there is no Redis, or while Redis is away, like `createLimits`. */
export function createDelays(table: LimitTable | null, shared: SharedCounts | null): Delays {
  if (!table)
    return { take: () => Promise.resolve(null), giveBack: () => undefined, forget: () => undefined };

  function countersOf(name: GuessName): () => Counters {
    const limiter = (points: number, prefix: string) => {
      const options = { points, duration: table?.[name].seconds ?? 0, keyPrefix: keys.limit(prefix) };
      const own = new RateLimiterMemory(options);
      const all =
        shared && new RateLimiterRedis({ ...options, storeClient: shared.redis, insuranceLimiter: own });
      return () => (all && shared.isUp() ? all : own);
    };
    const [count, gate] = [
      limiter(table?.[name].points ?? 0, prefixes[name]),
      limiter(1, `${prefixes[name]}_gate`),
    ];
    return () => ({ count: count(), gate: gate() });
  }

  const counters = {
    login: countersOf('login'),
    loginAccount: countersOf('loginAccount'),
    loginAddress: countersOf('loginAddress'),
  };

  return {
    async take(name, who) {
      const { count, gate } = counters[name]();
      const closed = await gate.get(who);
      if (closed !== null && closed.msBeforeNext > 0) return secondsOf(closed);
      const { consumedPoints: guesses } = await count.penalty(who, 1);
      const { points: free } = table[name];
      if (guesses < free) return null;
      // The gate lets one of several guesses through that come at the same moment.
      try {
        await gate.consume(who, 1, { customDuration: Math.min(2 ** (guesses - free), longest[name]) });
        return null;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        await count.reward(who, 1);
        return secondsOf(refused);
      }
    },
    giveBack(name, who) {
      counters[name]()
        .count.reward(who, 1)
        .catch(() => undefined);
    },
    forget(name, who) {
      for (const counter of Object.values(counters[name]()) as RateLimiterAbstract[])
        counter.delete(who).catch(() => undefined);
    },
  };
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));
