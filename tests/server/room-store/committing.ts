import { v4 } from 'uuid';
import { expect } from 'vitest';
import { createJournal } from '../../../src/rooms/journal.ts';
import {
  foldLog,
  type Commit,
  type LogEntry,
  type Room,
  type RoomAction,
  type RoomStore,
} from '../../../src/rooms/index.ts';
import type { Cases, Kept } from './kept.ts';
import { commitOf, newRoom } from './rooms.ts';

async function openRooms({ store, hostId }: Kept, count: number): Promise<Room[]> {
  const made = Array.from({ length: count }, () => newRoom(hostId));
  for (const { room, entry } of made) await store.create(room, [entry]);
  return made.map(({ room }) => room);
}

async function loaded(store: RoomStore, { gameId }: Room): Promise<Room> {
  const log = await store.load({ gameId });
  if (!log) throw new Error(`game ${gameId} is not there`);
  return foldLog(log.gameId, log.entries);
}

const end = (room: Room, more: Partial<LogEntry> = {}): Commit => commitOf(room, { type: 'game.end' }, more);

const leaving = (userId: string): RoomAction => ({ type: 'room.leave', userId, hostId: userId, ends: true });

/** Changes of rooms are saved, by one node or by two at once. */
export const committing: Cases = {
  async 'the changes of several rooms are saved together'(kept) {
    const { store } = kept;
    const commits = (await openRooms(kept, 5)).map((room) => end(room));
    expect(await store.commit(commits)).toEqual(['saved', 'saved', 'saved', 'saved', 'saved']);
    for (const { after } of commits) expect(await loaded(store, after)).toEqual(after);
  },

  async 'a room that has moved on is left alone, and the others are saved all the same'(kept) {
    const { store, other, hostId } = kept;
    const rooms = await openRooms(kept, 3);
    const [stale, late, good] = rooms.map((room) => end(room));
    if (!stale || !late || !good) throw new Error('three rooms');
    const newer = commitOf(stale.before, leaving(hostId));
    expect(await other.commit([newer])).toEqual(['saved']);
    expect(await store.commit([stale, good])).toEqual(['moved_on', 'saved']);
    expect(await loaded(store, stale.after)).toEqual(newer.after);
    expect(await loaded(store, good.after)).toEqual(good.after);
    // A change that is based on a version that is not stored yet is not saved either.
    const early = commitOf(late.after, { type: 'log.undo' });
    expect(await store.commit([early])).toEqual(['moved_on']);
    expect(await loaded(store, late.before)).toEqual(late.before);
  },

  async 'if two nodes save the same version at the same moment, one of them wins'(kept) {
    const { store, other, hostId } = kept;
    for (const room of await openRooms(kept, 5)) {
      const ours = end(room, { commandId: v4() });
      const theirs = commitOf(room, leaving(hostId), { commandId: v4() });
      const outcomes = await Promise.all([store.commit([ours]), other.commit([theirs])]);
      expect(outcomes.flat().toSorted()).toEqual(['moved_on', 'saved']);
      const winner = outcomes[0]?.[0] === 'saved' ? ours : theirs;
      expect(await loaded(store, room)).toEqual(winner.after);
    }
  },

  async 'two nodes that save the same rooms in different orders both get an answer'(kept) {
    const { store, other } = kept;
    const commits = (await openRooms(kept, 8)).map((room) => end(room));
    const journals = [createJournal(store), createJournal(other)];
    const outcomes = await Promise.all([
      ...commits.map((commit) => journals[0]?.save(commit)),
      ...commits.toReversed().map((commit) => journals[1]?.save(commit)),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(8);
    expect(outcomes.filter((outcome) => outcome === 'moved_on')).toHaveLength(8);
  },

  async 'when one change cannot be saved nothing is, and the journal finds out which'(kept) {
    const { store } = kept;
    const rooms = await openRooms(kept, 3);
    const commandId = v4();
    const [used, ...good] = rooms.map((room) => end(room, { commandId }));
    if (!used) throw new Error('three rooms');
    await store.commit([used]);
    const poisoned = commitOf(used.after, { type: 'log.undo' }, { commandId });
    await expect(store.commit([...good, poisoned])).rejects.toBeInstanceOf(Error);
    for (const { before } of good) expect(await loaded(store, before)).toEqual(before);
    expect(await loaded(store, used.after)).toEqual(used.after);

    const journal = createJournal(store);
    const outcomes = await Promise.allSettled([...good, poisoned].map((commit) => journal.save(commit)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    for (const { after } of good) expect(await loaded(store, after)).toEqual(after);
    expect(await loaded(store, used.after)).toEqual(used.after);
    const [next] = await openRooms(kept, 1);
    if (!next) throw new Error('there is a room');
    expect(await journal.save(end(next))).toBe('saved');
  },
};
