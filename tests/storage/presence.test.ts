import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RoomStore } from '../../src/rooms/index.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { createRoomStore } from '../../src/storage/rooms/store.ts';
import { newRoom } from '../server/room-store/rooms.ts';
import { testDatabases, type OpenTestDatabase } from '../support/database.ts';

/** A database with one user, and the questions of these tests. */
async function withDana(open: () => Promise<OpenTestDatabase>) {
  const { orm, close } = await open();
  const db = sqlOf(orm);
  const userId = uuid();
  await sql`
    insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
    values (${userId}::uuid, 'dana', 'dana', 'dana@example.org', '!', 'Dana', 'dana')`.execute(db);
  return {
    db,
    userId,
    close,
    async newGame(store: RoomStore): Promise<string> {
      const { room, entry } = newRoom(userId);
      await store.create(room, [entry]);
      return room.gameId;
    },
    async seenBy(store: RoomStore, gameId: string) {
      const { games } = await store.pulse([gameId]);
      return games[0]?.seen.map(({ connected, since }) => ({ connected, since })) ?? [];
    },
    async listed(gameId: string) {
      const { rows } = await sql<{ is_connected: boolean }>`
        select is_connected from game_players where game_id = ${gameId}::uuid`.execute(db);
      return rows.map(({ is_connected }) => is_connected);
    },
  };
}

describe.each(testDatabases)('presence in $name', ({ open }) => {
  let its: Awaited<ReturnType<typeof withDana>>;
  beforeAll(async () => {
    its = await withDana(open);
  });
  afterAll(() => its.close());

  const node = (isAlone = false): RoomStore => createRoomStore(its.db, { id: uuid(), isAlone });

  test('a game has its version, and no presence if nobody was ever there', async () => {
    const store = node();
    const gameId = await its.newGame(store);
    const { games, now } = await store.pulse([gameId]);
    expect(games).toEqual([{ gameId, version: 1, seen: [] }]);
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000);
    expect(await store.pulse([])).toMatchObject({ now: expect.any(Date), games: [] });
  });

  test('a player who comes to one node is there for the other, and later away since the moment of leaving', async () => {
    const [here, there] = [node(), node()];
    await there.pulse([]);
    const gameId = await its.newGame(here);
    const came = await here.setConnected(gameId, its.userId, true);
    expect(came).toEqual({ userId: its.userId, connected: true, since: expect.any(Date) });
    expect(await its.seenBy(there, gameId)).toEqual([{ connected: true, since: came.since }]);
    expect(await its.listed(gameId)).toEqual([true]);
    const went = await here.setConnected(gameId, its.userId, false);
    expect(went.connected).toBe(false);
    expect(went.since.getTime()).toBeGreaterThan(came.since.getTime());
    expect(await its.seenBy(there, gameId)).toEqual([{ connected: false, since: went.since }]);
    expect(await its.listed(gameId)).toEqual([false]);
    // Set again, the moment stays the same.
    expect(await here.setConnected(gameId, its.userId, false)).toEqual(went);
  });

  test('a player with terminals on two nodes is away when both are gone', async () => {
    const [here, there] = [node(), node()];
    await there.pulse([]);
    const gameId = await its.newGame(here);
    const first = await here.setConnected(gameId, its.userId, true);
    expect(await there.setConnected(gameId, its.userId, true)).toEqual(first);
    const left = await here.setConnected(gameId, its.userId, false);
    expect(left.connected).toBe(true);
    expect(await its.listed(gameId)).toEqual([true]);
    const gone = await there.setConnected(gameId, its.userId, false);
    expect(gone.connected).toBe(false);
    expect(gone.since.getTime()).toBeGreaterThan(left.since.getTime());
    expect(await its.listed(gameId)).toEqual([false]);
  });

  test('a player on a node that died is away since the last sign of that node', async () => {
    const dead = { id: uuid(), isAlone: false };
    const [dying, alive] = [createRoomStore(its.db, dead), node()];
    const gameId = await its.newGame(dying);
    await dying.pulse([]);
    await dying.setConnected(gameId, its.userId, true);
    const came = await sql<{ since: Date }>`
      update presences set since = now() - interval '2 minutes' where game_id = ${gameId}::uuid
      returning since`.execute(its.db);
    expect(await its.seenBy(alive, gameId)).toEqual([{ connected: true, since: came.rows[0]?.since }]);
    const { rows } = await sql<{ seen_at: Date }>`
      update nodes set seen_at = now() - interval '1 minute' where id = ${dead.id}::uuid returning seen_at`.execute(
      its.db,
    );
    expect(await its.seenBy(alive, gameId)).toEqual([{ connected: false, since: rows[0]?.seen_at }]);
    expect(await its.listed(gameId)).toEqual([false]);
    // The node was only slow, and reports its players again.
    await dying.pulse([]);
    await dying.setConnected(gameId, its.userId, true);
    expect(await its.seenBy(alive, gameId)).toMatchObject([{ connected: true }]);
  });

  test('if no other process can open the database, every other node is dead', async () => {
    const before = node();
    const gameId = await its.newGame(before);
    await before.pulse([]);
    await before.setConnected(gameId, its.userId, true);
    expect(await its.seenBy(node(true), gameId)).toMatchObject([{ connected: false }]);
  });
});

test.each(testDatabases)('a node counts the other nodes that are alive, in $name', async ({ open }) => {
  const { db, close } = await withDana(open);
  onTestFinished(close);
  const dead = { id: uuid(), isAlone: false };
  const [here, dying] = [createRoomStore(db, { id: uuid(), isAlone: false }), createRoomStore(db, dead)];
  expect((await here.pulse([])).otherNodes).toBe(0);
  await dying.pulse([]);
  expect((await here.pulse([])).otherNodes).toBe(1);
  await sql`update nodes set seen_at = now() - interval '1 minute' where id = ${dead.id}::uuid`.execute(db);
  expect((await here.pulse([])).otherNodes).toBe(0);
});
