import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { openRedisCache, type Cache } from '../../src/cache/index.ts';
import { eventually, startRedis, type OwnRedis } from '../support/redis.ts';
import { copyOf, limits, newCode, runCacheTests } from './suite.ts';

const { redis: url, canStartRedis } = inject('templates');
const open = (at: string) => openRedisCache({ url: at, limits, graceSeconds: 60 });

const shared = url ?? '';
describe.runIf(url !== null)('in a Redis that is there', () => {
  runCacheTests('in Redis', () => Promise.resolve([open(shared), open(shared)]));

  describe('what it holds', () => {
    let raw: Redis;
    let cache: Cache;
    beforeAll(async () => {
      raw = new Redis(shared);
      cache = open(shared);
      await eventually(cache.isUp);
    });
    afterAll(async () => {
      raw.disconnect();
      await cache.close();
    });

    const written = (key: string) => eventually(async () => (await raw.exists(key)) === 1);

    async function expectTtl(key: string, seconds: number) {
      const ttl = await raw.ttl(key);
      expect(ttl).toBeGreaterThan(seconds - 5);
      expect(ttl).toBeLessThanOrEqual(seconds);
    }

    const day = 24 * 60 * 60;

    test('a room in four hashes for a day', async () => {
      const code = newCode();
      const copy = copyOf(code, 12);
      const { state } = copy;
      cache.rooms.keep(copy);
      await written(`room:${code}`);
      expect(await raw.hgetall(`room:${code}`)).toEqual({
        game_id: state.gameId,
        admin_id: state.hostId,
        status: 'bidding_trump',
        phase: 'trump_bidding',
        created_at: '2026-01-15T10:00:00.000Z',
        last_activity: '2026-01-15T10:00:00.000Z',
        version: '12',
      });
      const players = await raw.hgetall(`room:${code}:players`);
      expect(Object.keys(players).toSorted()).toEqual(['0', '1', '2', '3']);
      expect(JSON.parse(players['0'] ?? '')).toEqual({
        user_id: state.seats[0]?.userId,
        display_name: state.seats[0]?.displayName,
        is_admin: true,
        is_connected: true,
      });
      const round = await raw.hgetall(`room:${code}:round`);
      expect(round).toMatchObject({
        round_number: '1',
        trump_suit: '',
        trump_winner_id: '',
        game_type: '',
        current_bidder_seat: String(state.round?.turn),
        version: '12',
      });
      expect(JSON.parse(round['players'] ?? '')).toContainEqual({
        seat: 2,
        user_id: state.seats[2]?.userId,
        contract_bid: null,
        tricks_won: 0,
      });
      const bidding = await raw.hgetall(`room:${code}:bidding`);
      expect(bidding).toMatchObject({ minimum_bid: '5', version: '12' });
      const { amount, suit, seat } = state.round?.highestBid ?? { amount: 0, suit: '', seat: 0 };
      const highest = { amount, suit, player_id: state.seats[seat]?.userId };
      expect(JSON.parse(bidding['highest_bid'] ?? '')).toEqual(highest);
      expect(JSON.parse(bidding['bids'] ?? '')).toContainEqual({
        ...highest,
        time: '2026-01-15T10:00:00.000Z',
      });
      for (const part of ['', ':players', ':round', ':bidding']) await expectTtl(`room:${code}${part}`, day);

      cache.rooms.keep(copyOf(code, 13, 'lobby'));
      await eventually(async () => (await raw.exists(`room:${code}:round`, `room:${code}:bidding`)) === 0);
      expect(await raw.hget(`room:${code}`, 'status')).toBe('waiting');
    });

    test('sockets, who is at them, and who is waited for', async () => {
      const [id, userId, code] = [randomUUID(), randomUUID(), newCode()];
      const terminal = { id, userId };
      const at = new Date('2026-01-15T10:30:00Z');
      cache.whereabouts.online(terminal, at);
      await written(`ws:socket:${id}`);
      expect(await raw.hgetall(`ws:socket:${id}`)).toEqual({
        user_id: userId,
        room_code: '',
        connected_at: at.toISOString(),
      });
      await expectTtl(`ws:socket:${id}`, 600);
      expect(await raw.get(`ws:user:${userId}`)).toBe(id);
      await expectTtl(`ws:user:${userId}`, 600);
      expect(await raw.hgetall(`session:${userId}`)).toEqual({
        last_active: at.toISOString(),
        current_room: '',
        socket_id: id,
      });
      await expectTtl(`session:${userId}`, day);

      cache.whereabouts.awaited(userId, { code, seat: 2, since: at });
      await written(`reconnect:${userId}`);
      expect(await raw.hgetall(`reconnect:${userId}`)).toEqual({
        room_code: code,
        seat_position: '2',
        disconnected_at: at.toISOString(),
      });
      await expectTtl(`reconnect:${userId}`, 60);

      cache.whereabouts.entered(terminal, code, at);
      await written(`ws:room:${code}`);
      expect(await raw.smembers(`ws:room:${code}`)).toEqual([id]);
      await expectTtl(`ws:room:${code}`, day);
      expect(await raw.hget(`ws:socket:${id}`, 'room_code')).toBe(code);
      expect(await raw.hget(`session:${userId}`, 'current_room')).toBe(code);
      expect(await raw.exists(`reconnect:${userId}`)).toBe(0);

      await raw.expire(`ws:socket:${id}`, 5);
      cache.whereabouts.alive([terminal]);
      await eventually(async () => (await raw.ttl(`ws:socket:${id}`)) > 500);
      cache.whereabouts.left(terminal, code);
      cache.whereabouts.offline(terminal);
      await eventually(async () => (await raw.exists(`ws:socket:${id}`, `ws:room:${code}`)) === 0);
      expect(await raw.hget(`session:${userId}`, 'current_room')).toBe('');
    });

    test('tokens', async () => {
      const [userId, first, second, jti] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      const expiresAt = new Date(Date.now() + 7 * day * 1000);
      cache.sessions.refreshed({ userId, refreshHash: first, expiresAt, replaces: null });
      await written(`refresh_token:${first}`);
      expect(await raw.get(`refresh_token:${first}`)).toBe(userId);
      await expectTtl(`refresh_token:${first}`, 7 * day);
      cache.sessions.refreshed({ userId, refreshHash: second, expiresAt, replaces: first });
      await written(`refresh_token:${second}`);
      expect(await raw.exists(`refresh_token:${first}`)).toBe(0);
      cache.sessions.revoked({ jti, expiresAt: new Date(Date.now() + 900_000), refreshHash: second });
      await written(`blacklist:jwt:${jti}`);
      expect(await raw.get(`blacklist:jwt:${jti}`)).toBe('1');
      await expectTtl(`blacklist:jwt:${jti}`, 900);
      expect(await raw.exists(`refresh_token:${second}`)).toBe(0);
    });

    test('counts of what is limited, by window', async () => {
      const who = `${randomUUID()}@127.0.0.1`;
      await cache.limits.take('login', who);
      await cache.limits.take('login', who);
      const [key = '', ...others] = await raw.keys(`ratelimit:auth_login:${who}:*`);
      expect(others).toEqual([]);
      expect(key).toMatch(/:\d{12}$/);
      expect(await raw.get(key)).toBe('2');
      await expectTtl(key, 3600);
    });
  });
});

describe.runIf(canStartRedis)('a Redis that nobody can rely on', () => {
  let redis: OwnRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  async function openTwo(): Promise<[Cache, Cache]> {
    const caches: [Cache, Cache] = [open(redis.url), open(redis.url)];
    onTestFinished(async () => {
      for (const cache of caches) await cache.close();
    });
    await eventually(() => caches.every((cache) => cache.isUp()));
    return caches;
  }

  /** Everything that waits for Redis; what it took, in milliseconds. */
  async function ask(cache: Cache): Promise<number> {
    const start = performance.now();
    expect(await cache.rooms.versions(['ABC123'])).toEqual([null]);
    expect(await cache.sessions.isRevoked(randomUUID())).toBe(false);
    expect(await cache.limits.take('login', randomUUID())).toBeNull();
    cache.rooms.keep(copyOf('ABC123', 1));
    cache.roomNews.tell('ABC123', { taken: { userId: randomUUID(), terminal: randomUUID() } });
    return performance.now() - start;
  }

  async function expectHeard(here: Cache, there: Cache) {
    const code = newCode();
    let heard = false;
    const stop = there.roomNews.follow(code, () => (heard = true));
    await eventually(() => {
      here.roomNews.tell(code, { taken: { userId: 'dana', terminal: 'one' } });
      return heard;
    });
    stop();
  }

  test('that freezes is waited for by nobody, and taken up again when it goes on', async () => {
    const [here, there] = await openTwo();
    const code = newCode();
    let heard = 0;
    there.roomNews.follow(code, () => (heard += 1));
    let returned = 0;
    there.onReturn(() => (returned += 1));
    redis.freeze();
    // The first three find out, each of them in a quarter of a second; after that nobody asks.
    expect(await ask(here)).toBeLessThan(1_500);
    await eventually(() => !here.isUp() && !there.isUp());
    expect(await ask(here)).toBeLessThan(100);
    redis.thaw();
    await eventually(() => here.isUp() && there.isUp() && returned > 0);
    await expectHeard(here, there);
    here.roomNews.tell(code, { taken: { userId: 'dana', terminal: 'one' } });
    await eventually(() => heard > 0);
  });

  test('that dies and comes back empty is taken up again, with what was followed meanwhile', async () => {
    const [here, there] = await openTwo();
    await redis.kill();
    await eventually(() => !here.isUp() && !there.isUp());
    expect(await ask(here)).toBeLessThan(100);
    const code = newCode();
    let heard = 0;
    there.roomNews.follow(code, () => (heard += 1));
    await redis.start();
    await eventually(() => here.isUp() && there.isUp());
    await eventually(() => {
      here.roomNews.tell(code, { taken: { userId: 'dana', terminal: 'one' } });
      return heard > 0;
    });
  });

  test('that is flushed has forgotten, and learns again', async () => {
    const [here, there] = await openTwo();
    here.rooms.keep(copyOf('FLUSH1', 3));
    await eventually(async () => (await there.rooms.versions(['FLUSH1']))[0] === 3);
    await redis.client.flushall();
    expect(await there.rooms.versions(['FLUSH1'])).toEqual([null]);
    here.rooms.keep(copyOf('FLUSH1', 4));
    await eventually(async () => (await there.rooms.versions(['FLUSH1']))[0] === 4);
    await expectHeard(here, there);
  });

  test('that is not there at first is taken up when it comes', async () => {
    await redis.kill();
    const cache = open(redis.url);
    onTestFinished(() => cache.close());
    expect(cache.isUp()).toBe(false);
    expect(await ask(cache)).toBeLessThan(100);
    await redis.start();
    await eventually(cache.isUp);
  });
});
