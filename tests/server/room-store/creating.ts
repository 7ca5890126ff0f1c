import { v4, v7 } from 'uuid';
import { expect } from 'vitest';
import type { Cases } from './kept.ts';
import { commitOf, newRoom } from './rooms.ts';

/** Rooms are created and loaded, and the people in them are known. */
export const creating: Cases = {
  async 'a game is created with its first entry'(kept) {
    const { store, other, hostId } = kept;
    const { room, entry } = newRoom(hostId);
    expect(await store.create(room, [entry])).toBe('created');
    const log = { gameId: room.gameId, entries: [entry] };
    expect(await other.load({ code: room.code })).toEqual(log);
    expect(await other.load({ gameId: room.gameId })).toEqual(log);
  },

  async 'a game that is there already is not created again, whatever its code'(kept) {
    const { store, other, hostId } = kept;
    const { room, entry } = newRoom(hostId);
    await store.create(room, [entry]);
    const again = newRoom(hostId, { gameId: room.gameId });
    expect(await other.create(again.room, [again.entry])).toBe('exists');
    expect(await store.create(room, [entry])).toBe('exists');
    expect(await store.load({ code: again.room.code })).toBeNull();
  },

  async 'a game whose code is taken is not created'(kept) {
    const { store, other, hostId } = kept;
    const { room, entry } = newRoom(hostId);
    await store.create(room, [entry]);
    const second = newRoom(hostId, { code: room.code });
    expect(await other.create(second.room, [second.entry])).toBe('code_taken');
    expect(await store.load({ gameId: second.room.gameId })).toBeNull();
  },

  async 'makes a game once, if it is created several times at the same moment'(kept) {
    const { store, other, hostId } = kept;
    const { room, entry } = newRoom(hostId);
    const outcomes = await Promise.all(
      [store, other, store, other].map((either) => either.create(room, [entry])),
    );
    expect(outcomes.toSorted()).toEqual(['created', 'exists', 'exists', 'exists']);
  },

  async 'a room that is not there is not loaded'(kept) {
    const { store } = kept;
    expect(await store.load({ code: 'ZZZZZZ' })).toBeNull();
    expect(await store.load({ gameId: v7() })).toBeNull();
  },

  async 'entries are loaded as they were saved, up to a version or after one'(kept) {
    const { store, other, hostId } = kept;
    const { room, entry } = newRoom(hostId);
    await store.create(room, [entry]);
    const first = commitOf(room, { type: 'game.end' }, { commandId: v4() });
    const second = commitOf(first.after, { type: 'log.undo' }, { seat: 2, actingFor: 'absent' });
    await store.commit([first]);
    await store.commit([second]);
    const all = [entry, first.entry, second.entry];
    expect((await other.load({ code: room.code }))?.entries).toEqual(all);
    expect((await other.load({ gameId: room.gameId }, { upTo: 2 }))?.entries).toEqual(all.slice(0, 2));
    expect((await other.load({ gameId: room.gameId }, { upTo: 99 }))?.entries).toEqual(all);
    expect((await other.load({ gameId: room.gameId }, { after: 2 }))?.entries).toEqual(all.slice(2));
    expect(await other.load({ gameId: room.gameId }, { after: 3 })).toBeNull();
  },

  async 'a guest is kept once for each host, whatever the case of the name'(kept) {
    const { store, other, hostId } = kept;
    const guest = await store.guest(hostId, 'Grandma');
    expect(await other.guest(hostId, 'GRANDMA')).toBe(guest);
    expect(await store.guest(hostId, 'Grandpa')).not.toBe(guest);
    expect(await store.guest(await kept.newUser(), 'Grandma')).not.toBe(guest);
    const [a, b] = await Promise.all([store.guest(hostId, 'סבתא'), other.guest(hostId, 'סבתא')]);
    expect(a).toBe(b);
  },

  async 'accounts have a display name, guests and strangers have none'(kept) {
    const { store, hostId } = kept;
    const account = { userId: hostId, displayName: 'Dana', username: expect.any(String) };
    expect(await store.account({ userId: hostId })).toEqual(account);
    expect(await store.account({ userId: await store.guest(hostId, 'Grandma') })).toBeNull();
    expect(await store.account({ userId: v7() })).toBeNull();
    expect(await store.account({ username: 'nobody' })).toBeNull();
  },

  async 'only members of a group count as members'(kept) {
    const { store, hostId } = kept;
    const groupId = await kept.newGroup(hostId);
    expect(await store.isGroupMember(groupId, hostId)).toBe(true);
    expect(await store.isGroupMember(groupId, await kept.newUser())).toBe(false);
    expect(await store.isGroupMember(v7(), hostId)).toBe(false);
  },
};
