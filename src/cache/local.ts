import { randomUUID } from 'node:crypto';
import type { LimitTable } from '../config/limits.ts';
import type { Cache } from './cache.ts';
import { createChannels, type PubSub } from './channels.ts';
import { createExpiringMap } from './expiring.ts';
import { lifetimes, secondsUntil } from './keys.ts';
import { createLimits } from './limits.ts';
import { createDelays } from './delays.ts';
import { createListeners } from './listeners.ts';

/** The memory that the caches of one process share, as several nodes share a Redis. */
export interface Medium extends PubSub {
  readonly versions: ReturnType<typeof createExpiringMap<number>>;
  readonly revoked: ReturnType<typeof createExpiringMap<true>>;
}

/** Delivers as a network does: text, later, and in order. */
export function createMedium(): Medium {
  const listeners = createListeners();
  return {
    versions: createExpiringMap(),
    revoked: createExpiringMap(),
    publish(channel, text) {
      for (const listener of listeners.of(channel)) {
        queueMicrotask(() => {
          if (listeners.has(channel, listener)) listener(text);
        });
      }
    },
    subscribe(channel, listener) {
      listeners.add(channel, listener);
      return () => void listeners.remove(channel, listener);
    },
  };
}

/**
 * The cache of a single server, in its own memory. It does not store where users are: nobody would read it.
 */
export function createLocalCache(limits: LimitTable | null, medium: Medium = createMedium()): Cache {
  const { versions, revoked } = medium;
  const nobodyReads = () => undefined;
  return {
    ...createChannels(medium, randomUUID()),
    rooms: {
      keep({ state: { code, version } }) {
        versions.set(code, Math.max(version, versions.get(code) ?? 0), lifetimes.room);
      },
      // Only numbers are kept here.
      forget: nobodyReads,
      versions: (codes) => Promise.resolve(codes.map((code) => versions.get(code) ?? null)),
    },
    whereabouts: {
      online: nobodyReads,
      offline: nobodyReads,
      alive: nobodyReads,
      entered: nobodyReads,
      active: nobodyReads,
      left: nobodyReads,
      awaited: nobodyReads,
    },
    sessions: {
      refreshed: nobodyReads,
      revoked({ jti, expiresAt }) {
        revoked.set(jti, true, secondsUntil(expiresAt));
      },
      isRevoked: (jti) => Promise.resolve(revoked.get(jti) ?? false),
    },
    limits: createLimits(limits, null),
    delays: createDelays(limits, null),
    isUp: () => true,
    onReturn: nobodyReads,
    close: () => Promise.resolve(),
  };
}
