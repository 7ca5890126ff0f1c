import { v4, v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJournal } from '../../src/rooms/journal.ts';
import {
  evolve,
  foldLog,
  type Commit,
  type LogEntry,
  type Room,
  type RoomAction,
  type RoomStore,
} from '../../src/rooms/index.ts';
import { defaultProfile } from '../../src/rules/index.ts';

/** A place where rooms are kept, seen by two nodes. */
export interface RoomStoreSetup {
  readonly store: RoomStore;
  readonly other: RoomStore;
  /** The id of a new account called Dana. */
  newUser(): Promise<string>;
  /** The id of a new group of one user. */
  newGroup(userId: string): Promise<string>;
  close(): Promise<void>;
}

/** What every implementation of `RoomStore` has to pass. */
export function runRoomStoreTests(name: string, setup: () => Promise<RoomStoreSetup>): void {
  describe(`rooms kept ${name}`, () => {
    let kept: RoomStoreSetup;
    let store: RoomStore;
    let hostId: string;
    beforeAll(async () => {
      kept = await setup();
      store = kept.store;
      hostId = await kept.newUser();
    });
    afterAll(() => kept.close());

    const loaded = async ({ gameId }: Room): Promise<Room> => {
      const log = await store.load({ gameId });
      if (!log) throw new Error(`game ${gameId} is not there`);
      return foldLog(log.gameId, log.entries);
    };

    describe('create', () => {
      test('adds a game with its first entry', async () => {
        const { room, entry } = newRoom(hostId);
        expect(await store.create(room, entry)).toBe('created');
        const log = { gameId: room.gameId, entries: [entry] };
        expect(await kept.other.load({ code: room.code })).toEqual(log);
        expect(await kept.other.load({ gameId: room.gameId })).toEqual(log);
      });

      test('says that a game is there already, whatever code it would have', async () => {
        const { room, entry } = newRoom(hostId);
        await store.create(room, entry);
        const again = newRoom(hostId, { gameId: room.gameId });
        expect(await kept.other.create(again.room, again.entry)).toBe('exists');
        expect(await store.create(room, entry)).toBe('exists');
        expect(await store.load({ code: again.room.code })).toBeNull();
      });

      test('says that a code is taken, and adds nothing', async () => {
        const { room, entry } = newRoom(hostId);
        await store.create(room, entry);
        const second = newRoom(hostId, { code: room.code });
        expect(await kept.other.create(second.room, second.entry)).toBe('code_taken');
        expect(await store.load({ gameId: second.room.gameId })).toBeNull();
      });

      test('of the same game at the same moment one is created', async () => {
        const { room, entry } = newRoom(hostId);
        const outcomes = await Promise.all(
          [store, kept.other, store, kept.other].map((either) => either.create(room, entry)),
        );
        expect(outcomes.toSorted()).toEqual(['created', 'exists', 'exists', 'exists']);
      });
    });

    describe('load', () => {
      test('knows no room that is not there', async () => {
        expect(await store.load({ code: 'ZZZZZZ' })).toBeNull();
        expect(await store.load({ gameId: v7() })).toBeNull();
      });

      test('gives the entries as they were saved, up to a version', async () => {
        const { room, entry } = newRoom(hostId);
        await store.create(room, entry);
        const first = commitOf(room, hostId, { type: 'game.end' }, { commandId: v4() });
        const second = commitOf(first.after, hostId, { type: 'log.undo' }, { seat: 2, actingFor: 'absent' });
        await store.commit([first]);
        await store.commit([second]);
        const all = [entry, first.entry, second.entry];
        expect((await kept.other.load({ code: room.code }))?.entries).toEqual(all);
        expect((await kept.other.load({ gameId: room.gameId }, { upTo: 2 }))?.entries).toEqual(
          all.slice(0, 2),
        );
        expect((await kept.other.load({ gameId: room.gameId }, { upTo: 99 }))?.entries).toEqual(all);
        expect((await kept.other.load({ gameId: room.gameId }, { after: 2 }))?.entries).toEqual(all.slice(2));
        expect(await kept.other.load({ gameId: room.gameId }, { after: 3 })).toBeNull();
      });
    });

    describe('commit', () => {
      async function openRooms(count: number): Promise<Room[]> {
        const made = Array.from({ length: count }, () => newRoom(hostId));
        for (const { room, entry } of made) await store.create(room, entry);
        return made.map(({ room }) => room);
      }
      const end = (room: Room, more: Partial<LogEntry> = {}) =>
        commitOf(room, hostId, { type: 'game.end' }, more);

      test('saves the changes of several rooms', async () => {
        const commits = (await openRooms(5)).map((room) => end(room));
        expect(await store.commit(commits)).toEqual(['saved', 'saved', 'saved', 'saved', 'saved']);
        for (const { after } of commits) expect(await loaded(after)).toEqual(after);
      });

      test('leaves a room alone that has moved on, and saves the others all the same', async () => {
        const rooms = await openRooms(3);
        const [stale, late, good] = rooms.map((room) => end(room));
        if (!stale || !late || !good) throw new Error('three rooms');
        const newer = commitOf(stale.before, hostId, leaving(hostId));
        expect(await kept.other.commit([newer])).toEqual(['saved']);
        expect(await store.commit([stale, good])).toEqual(['moved_on', 'saved']);
        expect(await loaded(stale.after)).toEqual(newer.after);
        expect(await loaded(good.after)).toEqual(good.after);
        // A change that is decided on what is not there yet is no better.
        const early = commitOf(late.after, hostId, { type: 'log.undo' });
        expect(await store.commit([early])).toEqual(['moved_on']);
        expect(await loaded(late.before)).toEqual(late.before);
      });

      test('of two nodes that save the same version at the same moment one is first', async () => {
        for (const room of await openRooms(5)) {
          const ours = end(room, { commandId: v4() });
          const theirs = commitOf(room, hostId, leaving(hostId), { commandId: v4() });
          const outcomes = await Promise.all([store.commit([ours]), kept.other.commit([theirs])]);
          expect(outcomes.flat().toSorted()).toEqual(['moved_on', 'saved']);
          const winner = outcomes[0]?.[0] === 'saved' ? ours : theirs;
          expect(await loaded(room)).toEqual(winner.after);
        }
      });

      test('nodes that save the same rooms in another order all get an answer', async () => {
        const commits = (await openRooms(8)).map((room) => end(room));
        const journals = [createJournal(store), createJournal(kept.other)];
        const outcomes = await Promise.all([
          ...commits.map((commit) => journals[0]?.save(commit)),
          ...commits.toReversed().map((commit) => journals[1]?.save(commit)),
        ]);
        expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(8);
        expect(outcomes.filter((outcome) => outcome === 'moved_on')).toHaveLength(8);
      });

      test('rejects as a whole where one change cannot be saved, and saves nothing', async () => {
        const rooms = await openRooms(3);
        const commandId = v4();
        const [used, ...good] = rooms.map((room) => end(room, { commandId }));
        if (!used) throw new Error('three rooms');
        await store.commit([used]);
        const poisoned = commitOf(used.after, hostId, { type: 'log.undo' }, { commandId });
        await expect(store.commit([...good, poisoned])).rejects.toBeInstanceOf(Error);
        for (const { before } of good) expect(await loaded(before)).toEqual(before);
        expect(await loaded(used.after)).toEqual(used.after);

        // The journal finds out which one it is.
        const journal = createJournal(store);
        const outcomes = await Promise.allSettled([...good, poisoned].map((commit) => journal.save(commit)));
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
        for (const { after } of good) expect(await loaded(after)).toEqual(after);
        expect(await loaded(used.after)).toEqual(used.after);
        expect(await journal.save(end((await openRooms(1))[0] ?? fail()))).toBe('saved');
      });
    });

    describe('people', () => {
      test('a guest is written down once for each host, whatever the case of the name', async () => {
        const guest = await store.guest(hostId, 'Grandma');
        expect(await kept.other.guest(hostId, 'GRANDMA')).toBe(guest);
        expect(await store.guest(hostId, 'Grandpa')).not.toBe(guest);
        expect(await store.guest(await kept.newUser(), 'Grandma')).not.toBe(guest);
        const [a, b] = await Promise.all([store.guest(hostId, 'סבתא'), kept.other.guest(hostId, 'סבתא')]);
        expect(a).toBe(b);
      });

      test('accounts have a display name, guests and strangers have none', async () => {
        const account = { userId: hostId, displayName: 'Dana' };
        expect(await store.account({ userId: hostId })).toEqual(account);
        expect(await store.account({ userId: await store.guest(hostId, 'Grandma') })).toBeNull();
        expect(await store.account({ userId: v7() })).toBeNull();
        expect(await store.account({ username: 'nobody' })).toBeNull();
      });

      test('members of a group are told from others', async () => {
        const groupId = await kept.newGroup(hostId);
        expect(await store.isGroupMember(groupId, hostId)).toBe(true);
        expect(await store.isGroupMember(groupId, await kept.newUser())).toBe(false);
        expect(await store.isGroupMember(v7(), hostId)).toBe(false);
      });
    });
  });
}

let codes = 0;

/** A room with its host in seat 0, and the entry that opens it. */
export function newRoom(
  hostId: string,
  { gameId = v7(), code = (36 ** 5 + codes++).toString(36).toUpperCase() } = {},
): { room: Room; entry: LogEntry } {
  const entry: LogEntry = {
    seq: 1,
    action: {
      type: 'room.create',
      code,
      hostId,
      displayName: 'Dana',
      groupId: null,
      rules: defaultProfile,
      length: { rounds: 5 },
      startingScores: [1, -2, 3, 0],
    },
    actorId: hostId,
    seat: 0,
    commandId: v4(),
    at: new Date(),
  };
  return { room: foldLog(gameId, [entry]), entry };
}

const leaving = (userId: string): RoomAction => ({ type: 'room.leave', userId, hostId: userId, ends: true });

/** A change that the rules allow, decided on a room as it is. */
export function commitOf(
  before: Room,
  actorId: string,
  action: RoomAction,
  more: Partial<LogEntry> = {},
): Commit {
  const entry: LogEntry = {
    seq: before.version + 1,
    action,
    actorId,
    seat: null,
    commandId: null,
    at: new Date(),
    ...more,
  };
  const outcome = evolve(before, entry);
  if ('error' in outcome) throw new Error(`${action.type} is refused: ${outcome.error}`);
  return { before, after: outcome.ok, entry };
}

function fail(): never {
  throw new Error('there is no room');
}
