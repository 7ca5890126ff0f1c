import { randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openRedisCache, type Cache } from '../../src/cache/index.ts';
import { eventually, startRedis, type OwnRedis } from '../support/redis.ts';
import { copyOf, limits, newCode, untilHeard } from './samples.ts';

const { canStartRedis } = inject('templates');

async function newRedis(): Promise<OwnRedis> {
  const redis = await startRedis();
  onTestFinished(redis.close);
  return redis;
}

function open({ url }: OwnRedis): Cache {
  const cache = openRedisCache({ url, prefix: 'whist-test:', limits, graceSeconds: 60 });
  onTestFinished(() => cache.close());
  return cache;
}

async function openTwo(redis: OwnRedis): Promise<[Cache, Cache]> {
  const caches: [Cache, Cache] = [open(redis), open(redis)];
  await eventually(() => caches.every((cache) => cache.isUp()));
  return caches;
}

const news = { taken: { userId: 'dana', terminal: 'one' } };

/** Asks everything that has to wait for Redis, and tells how long that took, in milliseconds. */
async function ask(cache: Cache): Promise<number> {
  const start = performance.now();
  expect(await cache.rooms.versions(['ABC123'])).toEqual([null]);
  expect(await cache.sessions.isRevoked(randomUUID())).toBe(false);
  expect(await cache.limits.take('join', randomUUID())).toBeNull();
  cache.rooms.keep(copyOf('ABC123', 1));
  cache.roomNews.tell('ABC123', news);
  return performance.now() - start;
}

test.runIf(canStartRedis)(
  'nobody waits for a Redis that is frozen; it is used again when it goes on',
  async () => {
    const redis = await newRedis();
    const [here, there] = await openTwo(redis);
    const code = newCode();
    let heard = 0;
    there.roomNews.follow(code, () => (heard += 1));
    let returned = 0;
    there.onReturn(() => (returned += 1));
    redis.freeze();
    // The first three questions find out, each within a quarter of a second; after that nobody asks.
    expect(await ask(here)).toBeLessThan(1_500);
    await eventually(() => !here.isUp() && !there.isUp());
    expect(await ask(here)).toBeLessThan(100);
    redis.thaw();
    await eventually(() => here.isUp() && there.isUp() && returned > 0);
    await untilHeard(here, there);
    here.roomNews.tell(code, news);
    await eventually(() => heard > 0);
  },
);

test.runIf(canStartRedis)(
  'a room that is followed while Redis is away is heard of once Redis is back',
  async () => {
    const redis = await newRedis();
    const [here, there] = await openTwo(redis);
    await redis.kill();
    await eventually(() => !here.isUp() && !there.isUp());
    expect(await ask(here)).toBeLessThan(100);
    const code = newCode();
    let heard = 0;
    there.roomNews.follow(code, () => (heard += 1));
    await redis.start();
    await eventually(() => here.isUp() && there.isUp());
    await eventually(() => {
      here.roomNews.tell(code, news);
      return heard > 0;
    });
  },
);

test.runIf(canStartRedis)('a Redis that is flushed has forgotten everything, and learns again', async () => {
  const redis = await newRedis();
  const [here, there] = await openTwo(redis);
  here.rooms.keep(copyOf('FLUSH1', 3));
  await eventually(async () => (await there.rooms.versions(['FLUSH1']))[0] === 3);
  await redis.client.flushall();
  expect(await there.rooms.versions(['FLUSH1'])).toEqual([null]);
  here.rooms.keep(copyOf('FLUSH1', 4));
  await eventually(async () => (await there.rooms.versions(['FLUSH1']))[0] === 4);
  await untilHeard(here, there);
});

test.runIf(canStartRedis)('a Redis that starts after the server is used from then on', async () => {
  const redis = await newRedis();
  await redis.kill();
  const cache = open(redis);
  expect(cache.isUp()).toBe(false);
  expect(await ask(cache)).toBeLessThan(100);
  await redis.start();
  await eventually(cache.isUp);
});
