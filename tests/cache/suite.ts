import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Cache } from '../../src/cache/index.ts';
import type { RoomNews } from '../../src/rooms/index.ts';
import { eventually } from '../support/redis.ts';
import { copyOf, entry, newCode, untilHeard } from './samples.ts';

type Case = (here: Cache, there: Cache) => Promise<void>;

/** Declares the tests that every kind of cache has to pass. `open` opens two caches that hear of each other. */
export function cacheTests(name: string, open: () => readonly [Cache, Cache]): void {
  for (const [title, run] of Object.entries(cases))
    test(`${title}, ${name}`, async () => {
      const [here, there] = open();
      onTestFinished(() => here.close());
      onTestFinished(() => there.close());
      await eventually(() => here.isUp() && there.isUp());
      await run(here, there);
    });
}

const cases: Readonly<Record<string, Case>> = {
  async 'the cache knows the version of a room, and never goes back'(here, there) {
    const code = newCode();
    const versionThere = async () => (await there.rooms.versions([code]))[0];
    expect(await here.rooms.versions([code, newCode()])).toEqual([null, null]);
    here.rooms.keep(copyOf(code, 5));
    await eventually(async () => (await versionThere()) === 5);
    there.rooms.keep(copyOf(code, 7));
    await eventually(async () => (await versionThere()) === 7);
    here.rooms.keep(copyOf(code, 6));
    here.rooms.keep(copyOf(code, 8));
    await eventually(async () => (await versionThere()) === 8);
    there.rooms.keep(copyOf(code, 7));
    expect(await there.rooms.versions([code])).toEqual([8]);
    expect(await here.rooms.versions([])).toEqual([]);
  },

  async 'news of a room reach the other node in order, and never the node that tells them'(here, there) {
    const code = newCode();
    const [heardHere, heardThere]: [RoomNews[], RoomNews[]] = [[], []];
    const stops = [
      here.roomNews.follow(code, (news) => heardHere.push(news)),
      there.roomNews.follow(code, (news) => heardThere.push(news)),
    ];
    const news: readonly [RoomNews, ...RoomNews[]] = [
      { entry: entry(3) },
      { entry: entry(4) },
      { entry: entry(5) },
      { seen: { userId: randomUUID(), connected: false, since: new Date('2026-01-15T10:00:00.123Z') } },
      { changed: true },
      { taken: { userId: randomUUID(), terminal: randomUUID() } },
    ];
    await untilHeard(here, there);
    for (const one of news) here.roomNews.tell(code, one);
    expect(heardThere).toEqual([]); // not yet
    await eventually(() => heardThere.length === news.length);
    expect(heardThere).toEqual(news);
    expect(heardHere).toEqual([]);

    for (const stop of stops) stop();
    here.roomNews.tell(code, news[0]);
    await untilHeard(here, there);
    expect(heardThere).toHaveLength(news.length);
  },

  async 'the other node hears of sessions that end'(here, there) {
    const userId = randomUUID();
    const heard: string[] = [];
    const stop = there.userNews.follow(userId, (news) => {
      if ('ended' in news) heard.push(...news.ended);
    });
    await untilHeard(here, there);
    here.userNews.tell(userId, { ended: ['a', 'b'] });
    here.userNews.tell(randomUUID(), { ended: ['c'] });
    await untilHeard(here, there);
    expect(heard).toEqual(['a', 'b']);
    stop();
  },

  async 'a message of the operator reaches every node, the one that tells it included'(here, there) {
    const message = `Last round, please (${randomUUID()}).`;
    const heard: string[] = [];
    const stops = [here, there].map((cache, i) =>
      cache.broadcasts.follow((one) => heard.push(`${i} ${one}`)),
    );
    await untilHeard(here, there);
    here.broadcasts.tell(message);
    await eventually(() => heard.filter((one) => one.endsWith(message)).length === 2);
    for (const stop of stops) stop();
  },

  async 'the cache knows which access tokens are revoked'(here, there) {
    const jti = randomUUID();
    expect(await here.sessions.isRevoked(jti)).toBe(false);
    there.sessions.revoked({ jti, expiresAt: new Date(Date.now() + 60_000), refreshHash: null });
    await eventually(() => here.sessions.isRevoked(jti));
  },

  async 'the cache counts requests, and says how long no more are allowed'(here) {
    const who = `${randomUUID()}@127.0.0.1`;
    expect(await here.limits.take('join', who)).toBeNull();
    here.limits.giveBack('join', who);
    await eventually(async () => (await here.limits.take('join', who)) === null);
    expect(await here.limits.take('join', who)).toBeNull();
    const seconds = await here.limits.take('join', who);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3600);
    expect(await here.limits.take('join', randomUUID())).toBeNull();
    expect(await here.limits.take('register', who)).toBeNull();
  },

  async 'guesses wait longer and longer, and only one of several that come at once is let through'(here) {
    const who = `${randomUUID()}@127.0.0.1`;
    const guess = () => here.delays.take('login', who);
    expect(await guess()).toBeNull();
    const together = await Promise.all([guess(), guess(), guess()]);
    expect(together.filter((wait) => wait === null)).toHaveLength(1);
    expect(await guess()).toBe(1);
    await eventually(async () => (await guess()) === null);
    expect(await guess()).toBe(2);
    expect(await here.delays.take('login', randomUUID())).toBeNull();
    here.delays.forget('login', who);
    await eventually(async () => (await guess()) === null);
    expect(await guess()).toBeNull();
  },
};
