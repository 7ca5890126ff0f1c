import { v7 } from 'uuid';
import { foldedName } from '../../src/protocol/index.ts';
import {
  foldLog,
  type LogEntry,
  type Offer,
  type Room,
  type RoomStore,
  type Seen,
} from '../../src/rooms/index.ts';

interface Account {
  readonly userId: string;
  readonly displayName: string;
  readonly username: string;
}

/** The presence of a user at a table, as one node has it. */
type Presence = Pick<Seen, 'connected' | 'since'>;

/** Everything that all nodes share. */
function emptyMemory() {
  return {
    /** By game. */
    logs: new Map<string, LogEntry[]>(),
    /** The games by their room codes. */
    codes: new Map<string, string>(),
    accounts: new Map<string, Account>(),
    /** By host and name. */
    guests: new Map<string, string>(),
    groups: new Map<string, Set<string>>(),
    /** By account, host and group. */
    offers: new Map<string, Offer>(),
    /** By game and user, and then by node. */
    presences: new Map<string, Map<string, Presence>>(),
    nodes: new Set<string>(),
  };
}
type Memory = ReturnType<typeof emptyMemory>;

const entriesOf = ({ logs }: Memory, gameId: string) => logs.get(gameId) ?? [];
const roomOf = (memory: Memory, gameId: string): Room => foldLog(gameId, entriesOf(memory, gameId));
const isMember = ({ groups }: Memory, groupId: string | null, userId: string) =>
  groupId !== null && groups.get(groupId)?.has(userId) === true;

/**
 * Keeps rooms in this process. It passes the tests of every `RoomStore`, and is a hundred times faster than a database,
 * for tests that run very often.
 */
export function createMemory(now: () => Date = () => new Date()) {
  const memory = emptyMemory();
  return {
    /** The store as one node sees it. */
    node: (): RoomStore => ({ ...logStore(memory), ...peopleStore(memory), ...presenceStore(memory, now) }),
    addAccount: (account: Account): void => void memory.accounts.set(account.userId, account),
    addGroup(...userIds: readonly string[]): string {
      const groupId = v7();
      memory.groups.set(groupId, new Set(userIds));
      return groupId;
    },
  };
}

type LogStore = Pick<RoomStore, 'create' | 'load' | 'commit' | 'drop' | 'abandoned'>;

function logStore(memory: Memory): LogStore {
  const { logs, codes } = memory;
  return {
    async create(room, entries) {
      if (logs.has(room.gameId)) return 'exists';
      if (codes.has(room.code)) return 'code_taken';
      logs.set(room.gameId, [...entries]);
      codes.set(room.code, room.gameId);
      return 'created';
    },
    async load(key, { after = 0, upTo = Infinity } = {}) {
      const gameId = 'code' in key ? (codes.get(key.code) ?? '') : key.gameId;
      const entries = entriesOf(memory, gameId).filter(({ seq }) => seq > after && seq <= upTo);
      return entries.length > 0 ? { gameId, entries } : null;
    },
    async commit(commits) {
      const fresh = commits.filter(
        ({ before }) => entriesOf(memory, before.gameId).at(-1)?.seq === before.version,
      );
      const isRepeated = fresh.some(({ before, entry: { commandId } }) =>
        entriesOf(memory, before.gameId).some((entry) => commandId !== null && entry.commandId === commandId),
      );
      if (isRepeated) throw new Error('a command is in the log twice');
      for (const { before, entry } of fresh) entriesOf(memory, before.gameId).push(entry);
      return commits.map((commit) => (fresh.includes(commit) ? 'saved' : 'moved_on'));
    },
    async drop(gameId) {
      if (!logs.has(gameId) || roomOf(memory, gameId).timeline.game.round) return;
      codes.delete(roomOf(memory, gameId).code);
      logs.delete(gameId);
    },
    async abandoned(before) {
      const rooms = [...logs.keys()].map((gameId) => roomOf(memory, gameId));
      return rooms
        .filter(({ timeline }) => !['waiting', 'finished'].includes(timeline.game.status))
        .filter(({ lastEntryAt }) => lastEntryAt < before)
        .map(({ code }) => code);
    },
  };
}

type PeopleStore = Omit<RoomStore, keyof LogStore | 'setConnected' | 'pulse'>;

function peopleStore(memory: Memory): PeopleStore {
  const { accounts, guests, offers } = memory;
  return {
    async guest(hostId, displayName) {
      const key = `${hostId} ${foldedName(displayName)}`;
      guests.set(key, guests.get(key) ?? v7());
      return guests.get(key) ?? '';
    },
    async account({ userId, username = '' }) {
      if (userId !== undefined) return accounts.get(userId) ?? null;
      const isNamed = (one: Account) => foldedName(one.username) === foldedName(username);
      return [...accounts.values()].find(isNamed) ?? null;
    },
    async hasAgreed(userId, { hostId, groupId }) {
      return userId === hostId || isMember(memory, groupId, userId);
    },
    async offer({ userId }, { hostId, groupId }) {
      const key = `${userId} ${hostId} ${groupId}`;
      const offer = offers.get(key) ?? { userId, guestId: v7(), claimId: v7() };
      offers.set(key, offer);
      return offer;
    },
    async mayRead(gameId, userId) {
      const { hostId, groupId, seats } = roomOf(memory, gameId);
      const isPlayer = seats.some((one) => one?.userId === userId);
      return hostId === userId || isPlayer || isMember(memory, groupId, userId);
    },
    async isGroupMember(groupId, userId) {
      return isMember(memory, groupId, userId);
    },
  };
}

function presenceStore(memory: Memory, now: () => Date): Pick<RoomStore, 'setConnected' | 'pulse'> {
  const { logs, presences, nodes } = memory;
  const nodeId = v7();
  nodes.add(nodeId);

  function seenOf(gameId: string, userId: string): Seen {
    const all = [...(presences.get(`${gameId} ${userId}`)?.values() ?? [])];
    const here = all.filter(({ connected }) => connected);
    const times = (here.length > 0 ? here : all).map(({ since }) => since.getTime());
    const since = new Date(here.length > 0 ? Math.min(...times) : Math.max(...times));
    return { userId, connected: here.length > 0, since };
  }

  return {
    async setConnected(gameId, userId, connected) {
      const key = `${gameId} ${userId}`;
      const byNode = presences.get(key) ?? new Map<string, Presence>();
      presences.set(key, byNode);
      const own = byNode.get(nodeId);
      byNode.set(nodeId, own?.connected === connected ? own : { connected, since: now() });
      return seenOf(gameId, userId);
    },
    async pulse(gameIds) {
      const games = gameIds
        .filter((gameId) => logs.has(gameId))
        .map((gameId) => {
          const users = [...presences.keys()].filter((key) => key.startsWith(gameId));
          const seen = users.map((key) => seenOf(gameId, key.slice(gameId.length + 1)));
          return { gameId, version: entriesOf(memory, gameId).length, seen };
        });
      return { now: now(), games, otherNodes: nodes.size - 1 };
    },
  };
}
