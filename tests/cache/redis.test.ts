import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openRedisCache, type Cache } from '../../src/cache/index.ts';
import { eventually } from '../support/redis.ts';
import { copyOf, limits, newCode, untilHeard } from './samples.ts';
import { cacheTests } from './suite.ts';

const { redis: url } = inject('templates');
const hasRedis = url !== null;
const prefix = 'whist-test:';
const open = (others = prefix) =>
  openRedisCache({ url: url ?? '', prefix: others, limits, graceSeconds: 60 });

if (hasRedis) cacheTests('in Redis', () => [open(), open()]);

const day = 24 * 60 * 60; // seconds

/** A cache, and the Redis under it as others see it. */
interface Opened {
  readonly cache: Cache;
  readonly redis: Redis;
  /** Resolves when there is such a key. */
  written(key: string): Promise<void>;
  /** Checks that the key expires in this number of seconds. */
  expectTtl(key: string, seconds: number): Promise<void>;
}

async function openBoth(): Promise<Opened> {
  const redis = new Redis(url ?? '', { keyPrefix: prefix });
  const cache = open();
  onTestFinished(() => redis.disconnect());
  onTestFinished(() => cache.close());
  await eventually(cache.isUp);
  return {
    cache,
    redis,
    written: (key) => eventually(async () => (await redis.exists(key)) === 1),
    async expectTtl(key, seconds) {
      const ttl = await redis.ttl(key);
      expect(ttl).toBeGreaterThan(seconds - 5);
      expect(ttl).toBeLessThanOrEqual(seconds);
    },
  };
}

const json = (text: string | undefined): unknown => JSON.parse(text ?? '');

test.runIf(hasRedis)('a room is kept in four hashes for a day', async () => {
  const { cache, redis, written, expectTtl } = await openBoth();
  const code = newCode();
  const copy = copyOf(code, 12);
  const { state } = copy;
  cache.rooms.keep(copy);
  await written(`room:${code}`);
  expect(await redis.hgetall(`room:${code}`)).toEqual({
    game_id: state.gameId,
    admin_id: state.hostId,
    status: 'bidding_trump',
    phase: 'trump_bidding',
    created_at: '2026-01-15T10:00:00.000Z',
    last_activity: '2026-01-15T10:00:00.000Z',
    version: '12',
  });
  const players = await redis.hgetall(`room:${code}:players`);
  expect(Object.keys(players).toSorted()).toEqual(['0', '1', '2', '3']);
  expect(json(players['0'])).toEqual({
    user_id: state.seats[0]?.userId,
    display_name: state.seats[0]?.displayName,
    is_admin: true,
    is_connected: true,
  });
  const round = await redis.hgetall(`room:${code}:round`);
  expect(round).toMatchObject({
    round_number: '1',
    trump_suit: '',
    trump_winner_id: '',
    game_type: '',
    current_bidder_seat: String(state.round?.turn),
    version: '12',
  });
  expect(json(round['players'])).toContainEqual({
    seat: 2,
    user_id: state.seats[2]?.userId,
    contract_bid: null,
    tricks_won: 0,
  });
  for (const part of ['', ':players', ':round', ':bidding']) await expectTtl(`room:${code}${part}`, day);
});

test.runIf(hasRedis)('the copy of a room is forgotten', async () => {
  const { cache, redis, written } = await openBoth();
  const [code, other] = [newCode(), newCode()];
  for (const one of [code, other]) cache.rooms.keep(copyOf(one, 12));
  for (const one of [code, other]) await written(`room:${one}`);
  cache.rooms.forget([]);
  cache.rooms.forget([code]);
  const parts = ['', ':players', ':round', ':bidding'].map((part) => `room:${code}${part}`);
  await eventually(async () => (await redis.exists(...parts)) === 0);
  expect(await redis.exists(`room:${other}:players`)).toBe(1);
});

test.runIf(hasRedis)('the bids of an auction are kept, and go when the round goes', async () => {
  const { cache, redis, written } = await openBoth();
  const code = newCode();
  const copy = copyOf(code, 12);
  const { state } = copy;
  cache.rooms.keep(copy);
  await written(`room:${code}`);
  const bidding = await redis.hgetall(`room:${code}:bidding`);
  expect(bidding).toMatchObject({ minimum_bid: '5', version: '12' });
  const { amount, suit, seat } = state.round?.highestBid ?? { amount: 0, suit: '', seat: 0 };
  const highest = { amount, suit, player_id: state.seats[seat]?.userId };
  expect(json(bidding['highest_bid'])).toEqual(highest);
  expect(json(bidding['bids'])).toContainEqual({ ...highest, time: '2026-01-15T10:00:00.000Z' });

  cache.rooms.keep(copyOf(code, 13, 'lobby'));
  await eventually(async () => (await redis.exists(`room:${code}:round`, `room:${code}:bidding`)) === 0);
  expect(await redis.hget(`room:${code}`, 'status')).toBe('waiting');
});

test.runIf(hasRedis)('sockets are kept with their users and rooms, and players who are away', async () => {
  const { cache, redis, written, expectTtl } = await openBoth();
  const [id, userId, code] = [randomUUID(), randomUUID(), newCode()];
  const terminal = { id, userId };
  const at = new Date('2026-01-15T10:30:00Z');
  cache.whereabouts.online(terminal, at);
  await written(`ws:socket:${id}`);
  expect(await redis.hgetall(`ws:socket:${id}`)).toEqual({
    user_id: userId,
    room_code: '',
    connected_at: at.toISOString(),
  });
  await expectTtl(`ws:socket:${id}`, 600);
  expect(await redis.get(`ws:user:${userId}`)).toBe(id);
  await expectTtl(`ws:user:${userId}`, 600);
  expect(await redis.hgetall(`session:${userId}`)).toEqual({
    last_active: at.toISOString(),
    current_room: '',
    socket_id: id,
  });
  await expectTtl(`session:${userId}`, day);

  cache.whereabouts.awaited(userId, { code, seat: 2, since: at });
  await written(`reconnect:${userId}`);
  expect(await redis.hgetall(`reconnect:${userId}`)).toEqual({
    room_code: code,
    seat_position: '2',
    disconnected_at: at.toISOString(),
  });
  await expectTtl(`reconnect:${userId}`, 60);

  cache.whereabouts.entered(terminal, code, at);
  await written(`ws:room:${code}`);
  expect(await redis.smembers(`ws:room:${code}`)).toEqual([id]);
  await expectTtl(`ws:room:${code}`, day);
  expect(await redis.hget(`ws:socket:${id}`, 'room_code')).toBe(code);
  expect(await redis.hget(`session:${userId}`, 'current_room')).toBe(code);
  expect(await redis.exists(`reconnect:${userId}`)).toBe(0);

  await redis.expire(`ws:socket:${id}`, 5);
  cache.whereabouts.alive([terminal]);
  await eventually(async () => (await redis.ttl(`ws:socket:${id}`)) > 500);
  cache.whereabouts.left(terminal, code);
  cache.whereabouts.offline(terminal);
  await eventually(async () => (await redis.exists(`ws:socket:${id}`, `ws:room:${code}`)) === 0);
  expect(await redis.hget(`session:${userId}`, 'current_room')).toBe('');
});

test.runIf(hasRedis)('refresh tokens are kept until they are replaced or revoked', async () => {
  const { cache, redis, written, expectTtl } = await openBoth();
  const [userId, first, second, jti] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const expiresAt = new Date(Date.now() + 7 * day * 1000);
  cache.sessions.refreshed({ userId, refreshHash: first, expiresAt, replaces: null });
  await written(`refresh_token:${first}`);
  expect(await redis.get(`refresh_token:${first}`)).toBe(userId);
  await expectTtl(`refresh_token:${first}`, 7 * day);
  cache.sessions.refreshed({ userId, refreshHash: second, expiresAt, replaces: first });
  await written(`refresh_token:${second}`);
  expect(await redis.exists(`refresh_token:${first}`)).toBe(0);
  cache.sessions.revoked({ jti, expiresAt: new Date(Date.now() + 900_000), refreshHash: second });
  await written(`blacklist:jwt:${jti}`);
  expect(await redis.get(`blacklist:jwt:${jti}`)).toBe('1');
  await expectTtl(`blacklist:jwt:${jti}`, 900);
  expect(await redis.exists(`refresh_token:${second}`)).toBe(0);
});

test.runIf(hasRedis)('requests are counted by window', async () => {
  const { cache, redis, expectTtl } = await openBoth();
  const who = `${randomUUID()}@127.0.0.1`;
  await cache.limits.take('join', who);
  await cache.limits.take('join', who);
  const [key = '', ...others] = await redis.keys(`${prefix}ratelimit:room_join:${who}:*`);
  expect(others).toEqual([]);
  expect(key).toMatch(/:\d{12}$/);
  const name = key.slice(prefix.length);
  expect(await redis.get(name)).toBe('2');
  await expectTtl(name, 3600);
});

test.runIf(hasRedis)('two installations on one Redis hear and know nothing of each other', async () => {
  const [here, there, other] = [open(), open(), open('whist-other:')];
  const caches = [here, there, other];
  onTestFinished(async () => void (await Promise.all(caches.map((cache) => cache.close()))));
  await eventually(() => caches.every((cache) => cache.isUp()));
  const [code, userId, jti] = [newCode(), randomUUID(), randomUUID()];
  const heard: string[] = [];
  const listen = (name: string, cache: Cache) => {
    cache.broadcasts.follow((message) => heard.push(`${name} ${message}`));
    cache.roomNews.follow(code, () => heard.push(`${name} room`));
    cache.userNews.follow(userId, () => heard.push(`${name} user`));
  };
  listen('there', there);
  listen('other', other);
  await untilHeard(here, there);
  here.roomNews.tell(code, { changed: true });
  here.userNews.tell(userId, { ended: ['one'] });
  here.broadcasts.tell('cards');
  // A Redis brings all messages in the order in which they came: this one is the last.
  await eventually(() => {
    other.broadcasts.tell('own');
    return heard.includes('other own') && heard.includes('there cards');
  });
  await untilHeard(here, there);
  expect(new Set(heard)).toEqual(new Set(['there room', 'there user', 'there cards', 'other own']));

  here.rooms.keep(copyOf(code, 5));
  here.sessions.revoked({ jti, expiresAt: new Date(Date.now() + 60_000), refreshHash: null });
  for (let i = 0; i < limits.join.points; i += 1) await here.limits.take('join', userId);
  await eventually(() => there.sessions.isRevoked(jti));
  expect(await there.rooms.versions([code])).toEqual([5]);
  expect(await there.limits.take('join', userId)).not.toBeNull();
  expect(await other.rooms.versions([code])).toEqual([null]);
  expect(await other.sessions.isRevoked(jti)).toBe(false);
  expect(await other.limits.take('join', userId)).toBeNull();
});
