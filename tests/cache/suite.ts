import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cache } from '../../src/cache/index.ts';
import type { LogEntry, RoomCopy, RoomNews } from '../../src/rooms/index.ts';
import type { LimitTable } from '../../src/config/limits.ts';
import { eventually } from '../support/redis.ts';
import { gameAfter, moments, roomOf } from '../tui/states.ts';

const plenty = { points: 100, seconds: 3600 };
export const limits: LimitTable = {
  login: { points: 2, seconds: 3600 },
  loginAddress: plenty,
  register: plenty,
  create: plenty,
  join: plenty,
  action: plenty,
  sync: plenty,
};

export const newCode = () => randomBytes(3).toString('hex').toUpperCase();

/** A copy of a room in the middle of an auction. */
export function copyOf(code: string, version: number, moment: keyof typeof moments = 'auction'): RoomCopy {
  const state = { ...roomOf(gameAfter(moments[moment])), code, version };
  const at = new Date('2026-01-15T10:00:00Z');
  return { state, createdAt: at, lastActivity: at, saidAt: state.round?.bids.map(() => at) ?? [] };
}

const entry = (seq: number): LogEntry => ({
  seq,
  action: { type: 'auction.pass', seat: 1 },
  actorId: randomUUID(),
  seat: 1,
  commandId: randomUUID(),
  at: new Date('2026-01-15T10:00:00.123Z'),
});

/** What every cache has to pass: two of them on one medium. */
export function runCacheTests(name: string, open: () => Promise<readonly [Cache, Cache]>): void {
  describe(`a cache ${name}`, () => {
    let here: Cache;
    let there: Cache;
    beforeAll(async () => {
      [here, there] = await open();
      await eventually(() => here.isUp() && there.isUp());
    });
    afterAll(async () => {
      await here.close();
      await there.close();
    });

    test('knows the version of a room, and never goes back', async () => {
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
    });

    test('brings news of a room to the other node as they were, in order, and not to the one that tells', async () => {
      const code = newCode();
      const [heardHere, heardThere]: [RoomNews[], RoomNews[]] = [[], []];
      const stops = [
        here.roomNews.follow(code, (news) => heardHere.push(news)),
        there.roomNews.follow(code, (news) => heardThere.push(news)),
      ];
      const news: RoomNews[] = [
        ...[3, 4, 5].map((seq) => ({ entry: entry(seq) })),
        { seen: { userId: randomUUID(), connected: false, since: new Date('2026-01-15T10:00:00.123Z') } },
        { taken: { userId: randomUUID(), terminal: randomUUID() } },
      ];
      await untilHeard(here, there);
      for (const one of news) here.roomNews.tell(code, one);
      expect(heardThere).toEqual([]); // never at once
      await eventually(() => heardThere.length === news.length);
      expect(heardThere).toEqual(news);
      expect(heardHere).toEqual([]);

      for (const stop of stops) stop();
      here.roomNews.tell(code, news[0] ?? fail());
      await untilHeard(here, there);
      expect(heardThere).toHaveLength(news.length);
    });

    test('brings the end of sessions to the other node', async () => {
      const userId = randomUUID();
      const heard: string[] = [];
      const stop = there.sessionNews.follow(userId, ({ ended }) => heard.push(...ended));
      await untilHeard(here, there);
      here.sessionNews.tell(userId, { ended: ['a', 'b'] });
      here.sessionNews.tell(randomUUID(), { ended: ['c'] });
      await untilHeard(here, there);
      expect(heard).toEqual(['a', 'b']);
      stop();
    });

    test('brings a message of the operator to every node, the one that tells included', async () => {
      const heard: string[] = [];
      const stops = [here, there].map((cache, i) =>
        cache.broadcasts.follow((message) => heard.push(`${i} ${message}`)),
      );
      await untilHeard(here, there);
      here.broadcasts.tell('Last round, please.');
      await eventually(() => heard.filter((one) => one.endsWith('Last round, please.')).length === 2);
      for (const stop of stops) stop();
    });

    test('knows which access tokens are revoked', async () => {
      const jti = randomUUID();
      expect(await here.sessions.isRevoked(jti)).toBe(false);
      there.sessions.revoked({ jti, expiresAt: new Date(Date.now() + 60_000), refreshHash: null });
      await eventually(() => here.sessions.isRevoked(jti));
    });

    test('counts, and says for how long no more is allowed', async () => {
      const who = `${randomUUID()}@127.0.0.1`;
      expect(await here.limits.take('login', who)).toBeNull();
      expect(await here.limits.take('login', who)).toBeNull();
      const seconds = await here.limits.take('login', who);
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(3600);
      expect(await here.limits.take('login', randomUUID())).toBeNull();
      expect(await here.limits.take('register', who)).toBeNull();
      here.limits.forgive('login', who);
      await eventually(async () => (await here.limits.take('login', who)) === null);
    });
  });
}

/** Resolves when what was told until now has been heard. */
async function untilHeard(here: Cache, there: Cache): Promise<void> {
  const code = newCode();
  let heard = false;
  const stop = there.roomNews.follow(code, () => (heard = true));
  await eventually(() => {
    here.roomNews.tell(code, { entry: entry(1) });
    return heard;
  });
  stop();
}

function fail(): never {
  throw new Error('there is no news');
}
