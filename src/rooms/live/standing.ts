import type { Member } from './audience.ts';
import type { Journal } from '../journal.ts';
import type { LogEntry } from '../log.ts';
import type { RoomCache, RoomStore, StoredLog } from '../ports.ts';
import { createRecent } from './recent.ts';
import { evolve, foldLog, following, type Room } from '../room.ts';

interface Context {
  readonly store: Pick<RoomStore, 'load'>;
  readonly journal: Journal;
  readonly cache: Pick<RoomCache, 'versions'>;
  readonly report: (error: unknown) => void;
}

export type Standing = ReturnType<typeof createStanding>;

/**
 * Keeps one room in the memory of this node, as its log says. Calls `tell` with every new entry, with the room
 * before it, and with the member who gets an answer instead. Call it only inside the queue of the room.
 */
export function createStanding(
  { store, journal, cache, report }: Context,
  { gameId, entries }: StoredLog,
  tell: (entry: LogEntry, before: Room, except: Member | null) => void,
) {
  let room: Room = foldLog(gameId, entries);
  const recent = createRecent(entries);
  /** Whether a change was sent to the store and its outcome is not known. */
  let stale = false;

  /** Takes the room after an entry, and tells it. */
  function advance(entry: LogEntry, after: Room, except: Member | null) {
    const before = room;
    room = after;
    recent.add(entry);
    tell(entry, before, except);
  }

  /** Reads the entries that this node missed, and tells them to the members. */
  async function catchUp() {
    const missed = await store.load({ gameId }, { after: room.version });
    stale = false;
    for (const entry of missed?.entries ?? []) advance(entry, following(room, entry), null);
    if (missed?.entries.some(({ action }) => action.type === 'account.delete')) await forgetNames();
  }

  /** Reads the log again, because a name was taken out of earlier entries. */
  async function forgetNames() {
    const whole = await store.load({ gameId });
    if (whole) recent.replace(whole.entries);
  }

  return {
    room: () => room,
    recent,
    advance,
    catchUp,
    /** The database has changed earlier entries of the log, and may have added some. */
    reread: () => catchUp().then(forgetNames),
    isStale: () => stale,
    /** Catches up. Returns whether this node had missed entries. */
    async wasBehind(): Promise<boolean> {
      const { version } = room;
      await catchUp();
      return room.version !== version;
    },
    /** Catches up if the copy of the room in the cache is newer, because news between nodes may be lost. */
    async freshen(): Promise<void> {
      const [version = null] = await cache.versions([room.code]);
      if (version !== null && version > room.version) await catchUp();
    },
    /** Takes an entry from another node. */
    async hear(entry: LogEntry): Promise<void> {
      if (entry.seq <= room.version) return;
      const outcome = entry.seq === room.version + 1 ? evolve(room, entry) : null;
      if (outcome && 'ok' in outcome) advance(entry, outcome.ok, null);
      else await catchUp();
    },
    /**
     * Saves a change. If another node was first, the room catches up with that node. The game may also have been
     * deleted in the meantime.
     */
    async save(entry: LogEntry, after: Room): Promise<'saved' | 'moved_on' | 'gone' | 'unknown'> {
      try {
        const outcome = await journal.save({ before: room, after, entry });
        if (outcome === 'saved') return outcome;
        const { version } = room;
        await catchUp();
        const isGone = room.version === version && (await store.load({ gameId }, { upTo: 1 })) === null;
        return isGone ? 'gone' : outcome;
      } catch (error) {
        // The change may be saved all the same, so read the log before the next change.
        stale = true;
        report(error);
        return 'unknown';
      }
    },
  };
}
