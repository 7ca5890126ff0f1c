import { Redis, type ChainableCommander } from 'ioredis';
import type { PubSub } from './channels.ts';

/** Nobody waits longer than this for Redis. */
const answerWithin = 250; // ms
/** How often Redis is asked whether it is there. */
const probeEvery = 500; // ms

export interface RedisLink extends PubSub {
  readonly redis: Redis;
  isUp(): boolean;
  onReturn(listener: () => void): void;
  /** Sends commands together and forgets them; nothing is sent while Redis is away. */
  send(fill: (commands: ChainableCommander) => void): void;
  /** An answer, or null where there is none in time. */
  ask<T>(question: (redis: Redis) => Promise<T>): Promise<T | null>;
  close(): Promise<void>;
}

/**
 * Two connections to a Redis that may be slow, frozen, gone or not there yet. From the first command without an
 * answer nothing more is sent to it, so that nothing piles up, until both connections answer again.
 */
export function openLink(url: string): RedisLink {
  const options = {
    commandTimeout: answerWithin,
    connectTimeout: 2_000, // ms
    disconnectTimeout: answerWithin,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => probeEvery,
  };
  const redis = new Redis(url, options);
  const subscriber = new Redis(url, { ...options, autoResubscribe: false });
  const listeners = new Map<string, Set<(text: string) => void>>();
  const returns = new Set<() => void>();
  let up = false;
  let isProbing = false;
  let closed = false;

  for (const connection of [redis, subscriber]) {
    // What goes wrong is seen by who asked; a connection that ends is made anew.
    connection.on('error', () => undefined);
    connection.on('close', () => (up = false));
    connection.on('ready', () => void probe());
  }
  subscriber.on('message', (channel: string, text: string) => {
    for (const listener of listeners.get(channel) ?? []) listener(text);
  });

  /** The connections are made anew: what they still wait for would come too late, and a subscriber may be deaf. */
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
        // What was subscribed to before the connection was lost, or while it was.
        if (listeners.size > 0) await subscriber.subscribe(...listeners.keys());
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
  const timer = setInterval(() => void probe(), probeEvery);

  return {
    redis,
    isUp: () => up,
    onReturn: (listener) => void returns.add(listener),
    send(fill) {
      if (!up) return;
      const commands = redis.pipeline();
      fill(commands);
      commands.exec().catch(fail);
    },
    async ask(question) {
      if (!up) return null;
      try {
        return await question(redis);
      } catch {
        fail();
        return null;
      }
    },
    publish(channel, text) {
      if (up) redis.publish(channel, text).catch(fail);
    },
    subscribe(channel, listener) {
      const others = listeners.get(channel) ?? new Set();
      listeners.set(channel, others.add(listener));
      if (up && others.size === 1) subscriber.subscribe(channel).catch(fail);
      return () => {
        others.delete(listener);
        if (others.size > 0) return;
        listeners.delete(channel);
        if (up) subscriber.unsubscribe(channel).catch(fail);
      };
    },
    close() {
      closed = true;
      up = false;
      clearInterval(timer);
      redis.disconnect();
      subscriber.disconnect();
      return Promise.resolve();
    },
  };
}
