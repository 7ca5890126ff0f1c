import { randomUUID } from 'node:crypto';
import type { LimitTable } from '../config/limits.ts';
import type { Cache } from './cache.ts';
import { createChannels } from './channels.ts';
import { createDelays } from './delays.ts';
import { createLimits } from './limits.ts';
import { openLink } from './link.ts';
import { createRoomCache } from './rooms.ts';
import { createSessionCache } from './sessions.ts';
import { createWhereabouts } from './whereabouts.ts';

export interface RedisCacheOptions {
  readonly url: string;
  /** Stands before every key and channel: other installations may use the same Redis. */
  readonly prefix: string;
  readonly limits: LimitTable | null;
  /** How long the table waits for a player who is away. */
  readonly graceSeconds: number;
}

/** The cache in a Redis that several nodes share. If Redis is away, nodes go on without it. */
export function openRedisCache({ url, prefix, limits, graceSeconds }: RedisCacheOptions): Cache {
  const link = openLink(url, prefix);
  const { redis, isUp, onReturn, close } = link;
  return {
    ...createChannels(link, randomUUID()),
    rooms: createRoomCache(link),
    whereabouts: createWhereabouts(link, graceSeconds),
    sessions: createSessionCache(link),
    limits: createLimits(limits, { redis, isUp }),
    delays: createDelays(limits, { redis, isUp }),
    isUp,
    onReturn,
    close,
  };
}
