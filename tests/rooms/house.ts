import { v4, v7 } from 'uuid';
import { createLocalCache, createMedium } from '../../src/cache/local.ts';
import type { MethodName, Refusal, RoomEvent, RoomState } from '../../src/protocol/index.ts';
import {
  createRooms,
  evolve,
  foldLog,
  type Answer,
  type Member,
  type RoomAction,
  type RoomNotice,
  type Rooms,
  type RoomStore,
} from '../../src/rooms/index.ts';
import { entryAfter, type Command } from '../../src/rooms/decide.ts';
import type { PerSeat } from '../../src/rules/index.ts';
import { createMemory } from './memory.ts';

/** The answer to a request, or news. */
interface Told {
  readonly version: number;
  readonly event?: RoomEvent;
  readonly state?: RoomState;
  readonly events?: readonly RoomEvent[];
}

/** A terminal without a socket. */
export interface Terminal {
  readonly member: Member;
  readonly userId: string;
  /** The notifications, in order: the method and the params. */
  readonly heard: [method: string, params: Told & { readonly code: string }][];
  /** The answer, or the reason of a refusal. */
  ask(method: MethodName, params?: object): Promise<Told | string>;
  /** The refusal; throws if there is none. */
  refused(method: MethodName, params?: object): Promise<Refusal>;
  /** The answer; throws if it is refused. */
  call(method: MethodName, params?: object): Promise<Told>;
  close(): Promise<void>;
}

export const graceSeconds = 60;

type Person = Pick<Member, 'user'>;

/** A new terminal of a user, without a socket. */
function enterRooms(rooms: Rooms, user: Member['user']): Terminal {
  const heard: Terminal['heard'] = [];
  const member: Member = {
    id: v4(),
    user,
    send(frame) {
      const { method, params } = JSON.parse(String(frame)) as {
        method: string;
        params: Told & { code: string };
      };
      heard.push([method, params]);
    },
  };
  const answerOf = (method: MethodName, params: object): Promise<Answer> => {
    if (method === 'room.create') return rooms.create(member, params);
    if (method === 'room.watch') return rooms.watch(member, params as { code: string });
    if (method === 'room.state') return rooms.state(member, params as { code: string });
    return rooms.change(member, { method, params } as unknown as Command);
  };
  const ask: Terminal['ask'] = async (method, params = {}) => {
    const answer = await answerOf(method, params);
    return 'refused' in answer ? answer.refused.reason : (JSON.parse(answer.json) as Told);
  };
  return {
    member,
    userId: user.id,
    heard,
    ask,
    async refused(method, params = {}) {
      const answer = await answerOf(method, params);
      if ('refused' in answer) return answer.refused;
      throw new Error(`${method} is not refused`);
    },
    async call(method, params) {
      const told = await ask(method, params);
      if (typeof told === 'string') throw new Error(`${method} is refused: ${told}`);
      return told;
    },
    close: () => rooms.disconnect(member),
  };
}

/** The rooms of nodes that share their memory, without a server and a database around them. */
export function openHouse() {
  const medium = createMedium();
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const memory = createMemory(now);
  let lastCode = 36 ** 5;

  /** Another node. Its store can be changed, so that it fails. */
  function node(changed: (store: RoomStore) => Partial<RoomStore> = () => ({})) {
    const notices: RoomNotice[] = [];
    const places: unknown[][] = [];
    const reports: unknown[] = [];
    let isDeaf = false;
    const cache = createLocalCache(null, medium);
    const store = memory.node();
    const note =
      (what: string) =>
      (...told: unknown[]) =>
        void places.push([what, ...told]);
    const rooms = createRooms({
      store: { ...store, ...changed(store) },
      news: {
        ...cache.roomNews,
        follow: (code, listener) => cache.roomNews.follow(code, (news) => !isDeaf && listener(news)),
      },
      cache: cache.rooms,
      whereabouts: {
        ...cache.whereabouts,
        entered: note('entered'),
        left: note('left'),
        active: note('active'),
        awaited: note('awaited'),
      },
      notices: { tell: (told) => void notices.push(...told), atTable: note('atTable') },
      now,
      newCode: () => (lastCode++).toString(36).padStart(6, '0').toUpperCase(),
      graceMs: graceSeconds * 1000,
      report: (error) => void reports.push(error),
    });

    const enter = ({ user }: Person) => enterRooms(rooms, user);
    /** While true, the node loses the news of other nodes. */
    const deafen = (deaf: boolean) => void (isDeaf = deaf);
    return { rooms, notices, places, reports, enter, deafen };
  }

  function person(displayName: string): Person {
    const id = v7();
    const username = `${displayName.toLowerCase()}-${id.slice(-12)}`;
    memory.addAccount({ userId: id, displayName, username });
    return { user: { id, username, displayName } };
  }
  return {
    node,
    person,
    addGroup: memory.addGroup,
    /** The store as a node that is not there. */
    store: memory.node(),
    elapse: (seconds: number) => void (ahead += seconds * 1000),
    people: (): PerSeat<Person> => [person('Dana'), person('Yossi'), person('Noa'), person('Amir')],
  };
}

type House = ReturnType<typeof openHouse>;
export type TestRooms = ReturnType<House['node']>;

/** Saves entries of a room as a node does that tells nobody. */
export async function saveSilently({ store }: House, code: string, ...actions: readonly RoomAction[]) {
  const log = await store.load({ code });
  if (!log) throw new Error(`there is no room ${code}`);
  let before = foldLog(log.gameId, log.entries);
  for (const action of actions) {
    const entry = { ...entryAfter(before, { action, seat: null }, new Date()), actorId: before.hostId };
    const outcome = evolve(before, entry);
    if ('error' in outcome) throw new Error(outcome.error);
    await store.commit([{ before, after: outcome.ok, entry }]);
    before = outcome.ok;
  }
}

/** The news of this type that a terminal has heard. */
export const told = ({ heard }: Terminal, type: string) =>
  heard.flatMap(([, params]) => (params.event?.type === type ? params : []));

/** A table of four terminals on a node, in a game that has begun unless it is a lobby. */
export async function sitDown(
  { enter }: Pick<TestRooms, 'enter'>,
  people: PerSeat<Person>,
  { isLobby = false, ...choices }: { readonly isLobby?: boolean; readonly [choice: string]: unknown } = {},
) {
  const [a, b, c, d] = people;
  const terminals = [enter(a), enter(b), enter(c), enter(d)] as const;
  const [host, ...others] = terminals;
  const { state } = await host.call('room.create', choices);
  const { code = '', gameId = '' } = state ?? {};
  for (const one of others) await one.call('room.join', { code });
  if (!isLobby) await host.call('room.start', { code });
  for (const one of terminals) one.heard.length = 0;
  return { code, gameId, host, terminals };
}
