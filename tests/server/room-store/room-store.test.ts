import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { Commit, RoomAction, RoomStore } from '../../../src/rooms/index.ts';
import { createAccountStore } from '../../../src/storage/accounts/accounts.ts';
import { sqlOf, type Db, type Orm } from '../../../src/storage/schema/db.ts';
import { createRoomStore } from '../../../src/storage/rooms/store.ts';
import { testDatabases, type OpenTestDatabase } from '../../support/database.ts';
import { commitOf, newRoom } from './rooms.ts';
import { roomStoreTests } from './suite.ts';

for (const { name, open } of testDatabases) {
  let opened: Promise<OpenTestDatabase> | null = null;
  afterAll(async () => (await opened)?.close());
  roomStoreTests(name, async () => {
    const { orm } = await (opened ??= open());
    const db = sqlOf(orm);
    return {
      store: createRoomStore(db, newNode()),
      other: createRoomStore(db, newNode()),
      hostId: await newUser(orm),
      newUser: () => newUser(orm),
      newGroup: (userId) => newGroup(db, userId),
    };
  });
}

test.each(testDatabases)(
  'games that end at the same moment on two nodes all count, on $name',
  async ({ open }) => {
    const { orm, close } = await open();
    onTestFinished(close);
    const db = sqlOf(orm);
    const nodes = [createRoomStore(db, newNode()), createRoomStore(db, newNode())] as const;
    const users = await Promise.all([newUser(orm), newUser(orm), newUser(orm), newUser(orm)]);
    const ends = await Promise.all(Array.from({ length: 10 }, () => readyToEnd(nodes[0], users)));
    await Promise.all(ends.map((commit, i) => nodes[i % 2 === 0 ? 0 : 1].commit([commit])));
    const { rows } =
      await sql`select total_games, total_rounds, total_wins from player_stats order by user_id`.execute(db);
    expect(rows).toEqual(
      users.map((_, seat) => ({ total_games: 10, total_rounds: 10, total_wins: seat === 1 ? 10 : 0 })),
    );
  },
);

async function newGroup(db: Db, userId: string): Promise<string> {
  const id = uuid();
  await sql`
    insert into groups (id, name, created_by) values (${id}::uuid, 'Friday', ${userId}::uuid)`.execute(db);
  await sql`
    insert into group_members (id, group_id, user_id)
    values (${uuid()}::uuid, ${id}::uuid, ${userId}::uuid)`.execute(db);
  return id;
}

const newNode = () => ({ id: uuid(), isAlone: false });

/** A game of these four, saved up to its end; the end is the commit. */
async function readyToEnd(store: RoomStore, users: readonly string[]): Promise<Commit> {
  const [hostId = ''] = users;
  const { room, entry } = newRoom(hostId);
  await store.create(room, [entry]);
  const actions: RoomAction[] = [
    ...([1, 2, 3] as const).map((seat) => ({
      type: 'room.join' as const,
      seat,
      userId: users[seat] ?? '',
      displayName: 'Dana',
    })),
    { type: 'room.start' },
    { type: 'auction.record', seat: 1, amount: 6, suit: 'hearts' },
    ...([1, 2, 3, 0] as const).map((seat) => ({
      type: 'contract.set' as const,
      seat,
      amount: [3, 6, 3, 2][seat] ?? 0,
    })),
    { type: 'round.record', tricks: [2, 6, 3, 2] },
  ];
  let last = room;
  for (const action of actions) {
    const commit = commitOf(last, action);
    await store.commit([commit]);
    last = commit.after;
  }
  return commitOf(last, { type: 'game.end' });
}

async function newUser(orm: Orm): Promise<string> {
  const id = uuid();
  const username = `u${id.slice(-12)}`;
  const session = {
    id: uuid(),
    userId: id,
    refreshHash: randomBytes(32).toString('hex'),
    expiresAt: new Date(),
    accessJti: uuid(),
    terminal: null,
    address: null,
  };
  const account = { user: { id, username, displayName: 'Dana' }, email: `${username}@example.org` };
  await createAccountStore(orm).register({ ...account, passwordHash: '!' }, session);
  return id;
}
