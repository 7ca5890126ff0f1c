import { Redis, type ChainableCommander, type RedisOptions } from 'ioredis';
import type { PubSub } from './channels.ts';
import { createListeners } from './listeners.ts';

/** Nobody waits longer than this for Redis. */
const answerWithin = 250; // ms
/** How often Redis is asked whether it is there. */
const probeEvery = 500; // ms

const options = {
  commandTimeout: answerWithin,
  connectTimeout: 2_000, // ms
  disconnectTimeout: answerWithin,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: () => probeEvery,
} satisfies RedisOptions;

export interface RedisLink extends PubSub {
  readonly redis: Redis;
  isUp(): boolean;
  onReturn(listener: () => void): void;
  /** Sends commands together and does not wait. Sends nothing while Redis is away. */
  send(fill: (commands: ChainableCommander) => void): void;
  /** An answer, or null if there is none in time. */
  ask<T>(question: (redis: Redis) => Promise<T>): Promise<T | null>;
  close(): Promise<void>;
}

/**
 * Two connections to a Redis that may be slow, frozen, gone or not there yet. Every key and channel begins with the
 * prefix. The library puts it before keys only, and channels know no numbers of databases.
 */
export function openLink(url: string, prefix: string): RedisLink {
  const redis = new Redis(url, { ...options, keyPrefix: prefix });
  const subscriber = new Redis(url, { ...options, autoResubscribe: false });
  const listeners = createListeners();
  const { isUp, fail, onReturn, close } = keepUp(redis, subscriber, listeners.channels);
  subscriber.on('message', (channel: string, text: string) => {
    for (const listener of listeners.of(channel)) listener(text);
  });

  return {
    redis,
    isUp,
    onReturn,
    send(fill) {
      if (!isUp()) return;
      const commands = redis.pipeline();
      fill(commands);
      commands.exec().catch(fail);
    },
    async ask(question) {
      if (!isUp()) return null;
      try {
        return await question(redis);
      } catch {
        fail();
        return null;
      }
    },
    publish(channel, text) {
      if (isUp()) redis.publish(prefix + channel, text).catch(fail);
    },
    subscribe(name, listener) {
      const channel = prefix + name;
      const isFirst = listeners.add(channel, listener);
      if (isFirst && isUp()) subscriber.subscribe(channel).catch(fail);
      return () => {
        const wasLast = listeners.remove(channel, listener);
        if (wasLast && isUp()) subscriber.unsubscribe(channel).catch(fail);
      };
    },
    close,
  };
}

/**
 * Knows whether both connections answer. After one command without an answer, nothing more is sent, so that
 * commands do not pile up. Sending starts again when both answer a probe and the subscriber listens to the
 * wanted channels.
 */
function keepUp(redis: Redis, subscriber: Redis, wanted: () => readonly string[]) {
  const returns = new Set<() => void>();
  let up = false;
  let isProbing = false;
  let closed = false;

  for (const connection of [redis, subscriber]) {
    // The caller of a command sees its error, and the library connects again by itself.
    connection.on('error', () => undefined);
    connection.on('close', () => (up = false));
    connection.on('ready', () => void probe());
  }
  const timer = setInterval(() => void probe(), probeEvery);

  /** Connects both again: late answers are useless, and the subscriber may have missed messages. */
  function fail() {
    if (!up || closed) return;
    up = false;
    redis.disconnect(true);
    subscriber.disconnect(true);
  }

  async function probe() {
    if (isProbing || closed || redis.status !== 'ready' || subscriber.status !== 'ready') return;
    isProbing = true;
    try {
      await Promise.all([redis.ping(), subscriber.ping()]);
      if (!up) {
        const channels = wanted();
        if (channels.length > 0) await subscriber.subscribe(...channels);
        up = true;
        for (const listener of returns) listener();
      }
    } catch {
      up = true;
      fail();
    } finally {
      isProbing = false;
    }
  }

  return {
    isUp: () => up,
    fail,
    onReturn: (listener: () => void) => void returns.add(listener),
    close(): Promise<void> {
      closed = true;
      up = false;
      clearInterval(timer);
      redis.disconnect();
      subscriber.disconnect();
      return Promise.resolve();
    },
  };
}
