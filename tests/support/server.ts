import { randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { createAccounts, createClaims, createPasswords, createTokens } from '../../src/accounts/index.ts';
import type { Params, RoomState, User } from '../../src/protocol/index.ts';
import { createLocalCache, createMedium, openRedisCache } from '../../src/cache/index.ts';
import type { LimitTable } from '../../src/config/limits.ts';
import { createGroups, createRecords } from '../../src/history/index.ts';
import { createRooms, type RoomStore } from '../../src/rooms/index.ts';
import { seats, type GameStatus, type PerSeat } from '../../src/rules/index.ts';
import { createMetrics, serve, startHeartbeat, type RunningServer } from '../../src/server/index.ts';
import { createAccountStore } from '../../src/storage/accounts/accounts.ts';
import { createClaimStore } from '../../src/storage/accounts/claims.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { createGroupStore } from '../../src/storage/groups/groups.ts';
import { createRecordStore } from '../../src/storage/history/records.ts';
import { createSheets } from '../../src/sheets/index.ts';
import { createSheetStore } from '../../src/storage/sheets/sheets.ts';
import { createRoomStore } from '../../src/storage/rooms/store.ts';
import { isUnavailable } from '../../src/storage/database/unavailable.ts';
import type { TestDatabase } from './database.ts';
import { connect, type Wire } from './wire.ts';
import type { Db } from '../../src/storage/schema/db.ts';

/** How long a player of a test server may be away. */
export const graceSeconds = 60;

/** Somebody with an account and a session. */
export interface Person {
  readonly user: User;
  readonly accessToken: string;
}

/** Somebody at a terminal. */
export type Player = Wire & Person;

/** One of the nodes on a test database. */
export interface TestNode {
  readonly url: string;
  /** A new terminal that somebody is logged in on. */
  enter(person: Person): Promise<Player>;
  /** Asks the database for what was not heard of. */
  pulse(): Promise<void>;
  /** Whether what other nodes tell is lost on the way. */
  deafen(deaf: boolean): void;
}

export interface TestServer extends TestNode {
  readonly db: Db;
  readonly databaseUrl: string | null;
  /** Somebody new. The password is not hashed, which takes longer than most tests: nobody logs in with it. */
  person(displayName?: string): Promise<Person>;
  /** What the operator shows. */
  operatorToken(): Promise<string>;
  /** Puts the clocks of the rooms and of their database forward. */
  elapse(seconds: number): void;
  /** Another node on the same database, which hears of this one. */
  twin(): Promise<TestNode>;
  /** Stops the server and starts another one on the same port and database. */
  restart(): Promise<void>;
  /** Stops everything for good, throws the database away, and fails if something failed where nothing should. */
  stop(): Promise<void>;
}

interface TestOptions {
  /** Whether the database is cut off, and what fails of it is expected. */
  readonly isCutOff: boolean;
  readonly limits: LimitTable | null;
  readonly trustProxy: boolean;
  /** A Redis over which the nodes hear of each other; by default they are all in this process. */
  readonly redisUrl: string | null;
}

/** The real services on a database of their own. */
export async function startServer(
  { open }: TestDatabase,
  { isCutOff = false, limits = null, trustProxy = false, redisUrl = null }: Partial<TestOptions> = {},
): Promise<TestServer> {
  const database = await open();
  const db = sqlOf(database.orm);
  const tokens = createTokens(randomBytes(32));
  const accountStore = createAccountStore(db);
  const medium = createMedium();
  const failures: unknown[] = [];
  const nodes: RunningServer[] = [];
  let ahead = 0; // ms
  let lastCode = randomInt(36 ** 5);

  const report = (error: unknown) => {
    if (!isCutOff) failures.push(error);
  };
  const later = (moment: Date) => new Date(moment.getTime() + ahead);

  /** The store of a database whose clock is as far ahead as that of the rooms. */
  function onClock(store: RoomStore): RoomStore {
    return {
      ...store,
      async setConnected(...args) {
        const seen = await store.setConnected(...args);
        return { ...seen, since: later(seen.since) };
      },
      async pulse(gameIds) {
        const { now, games } = await store.pulse(gameIds);
        return { now: later(now), games };
      },
    };
  }

  async function start(port: number) {
    const cache = redisUrl
      ? openRedisCache({ url: redisUrl, limits, graceSeconds })
      : createLocalCache(limits, medium);
    let isDeaf = false;
    const rooms = createRooms({
      store: onClock(createRoomStore(db, { id: uuid(), isAlone: false })),
      news: {
        tell: cache.roomNews.tell,
        follow: (code, listener) =>
          cache.roomNews.follow(code, (news) => {
            if (!isDeaf) listener(news);
          }),
      },
      cache: cache.rooms,
      whereabouts: cache.whereabouts,
      now: () => new Date(Date.now() + ahead),
      newCode: () => (lastCode++).toString(36).padStart(6, '0').toUpperCase(),
      graceMs: graceSeconds * 1000,
      report,
    });
    const accounts = createAccounts({
      store: accountStore,
      tokens,
      passwords: createPasswords(),
      cache: cache.sessions,
      news: cache.sessionNews,
    });
    const running = await serve({
      host: '127.0.0.1',
      port,
      accounts,
      claims: createClaims(createClaimStore(db), accounts),
      isOperator: tokens.isOperator,
      broadcasts: cache.broadcasts,
      whereabouts: cache.whereabouts,
      limits: cache.limits,
      metrics: createMetrics(),
      metricsForAll: false,
      trustProxy,
      ping: async () => void (await sql`select 1`.execute(db)),
      isCacheUp: cache.isUp,
      rooms,
      records: createRecords(createRecordStore(db)),
      groups: createGroups(createGroupStore(db)),
      sheets: createSheets(createSheetStore(db)),
      report,
      isPassing: isUnavailable,
    });
    const heartbeat = redisUrl
      ? startHeartbeat({ beat: rooms.pulse, canHear: cache.isUp, onReturn: cache.onReturn, report })
      : null;
    nodes.push({
      ...running,
      async close() {
        await heartbeat?.stop();
        await running.close();
        await cache.close();
      },
    });
    const url = `ws://127.0.0.1:${running.port}/ws`;
    const node: TestNode = {
      url,
      async enter({ user, accessToken }) {
        const wire = await connect(url);
        await wire.call('auth.resume', { accessToken });
        return { ...wire, user, accessToken };
      },
      async pulse() {
        await rooms.pulse();
        await running.recheck();
      },
      deafen: (deaf) => (isDeaf = deaf),
    };
    return { running, node };
  }

  let first = await start(0);

  return {
    url: first.node.url,
    enter: (person) => first.node.enter(person),
    pulse: () => first.node.pulse(),
    deafen: (deaf) => first.node.deafen(deaf),
    db,
    databaseUrl: database.databaseUrl,
    async person(displayName = 'Dana') {
      const id = uuid();
      const user = { id, username: `u${id.replaceAll('-', '').slice(-20)}`, displayName };
      const { refreshToken: _, ...kept } = tokens.refresh();
      const session = { id: uuid(), userId: id, accessJti: uuid(), ...kept };
      await accountStore.register(
        { user, email: `${user.username}@example.org`, passwordHash: '!' },
        session,
      );
      const { accessToken } = await tokens.access({
        userId: id,
        sessionId: session.id,
        jti: session.accessJti,
      });
      return { user, accessToken };
    },
    operatorToken: tokens.operator,
    elapse(seconds) {
      // A second more, for what the two clocks differ by.
      ahead += (seconds + 1) * 1000;
    },
    twin: async () => (await start(0)).node,
    async restart() {
      await first.running.close();
      first = await start(first.running.port);
    },
    async stop() {
      for (const node of nodes) await node.close();
      await database.close();
      if (failures.length > 0) throw new AggregateError(failures, 'The server reported failures.');
    },
  };
}

/** Four people of their own, each at a terminal, in the order of their seats. */
export async function fourPlayers(server: TestServer): Promise<PerSeat<Player>> {
  const player = async (name: string) => server.enter(await server.person(name));
  return Promise.all([player('Dana'), player('Yossi'), player('נועה'), player('Amir')]);
}

/** The same four people at new terminals. */
export function comeBack(server: TestServer, [a, b, c, d]: PerSeat<Player>): Promise<PerSeat<Player>> {
  return Promise.all([server.enter(a), server.enter(b), server.enter(c), server.enter(d)]);
}

/** A room with its four players; seat 0 is the host. */
export interface Table {
  readonly code: string;
  readonly gameId: string;
  readonly players: PerSeat<Player>;
  /** The state as the host sees it now. */
  state(): Promise<RoomState>;
}

/** Four people at a table, with the game played on to a status. In each of them it is seat 1’s turn, if anybody’s. */
export async function sitDown(
  players: PerSeat<Player>,
  { at = 'bidding_trump', ...choices }: Params<'room.create'> & { readonly at?: GameStatus } = {},
): Promise<Table> {
  const [host, ...others] = players;
  const { code, gameId } = await host.call('room.create', choices);
  for (const player of others) await player.call('room.join', { code });
  for (const [method, params] of wayTo[at]) await host.ask(method, { code, ...params });
  return { code, gameId, players, state: async () => (await host.call('room.state', { code })).state };
}

type Step = readonly [method: string, params?: object];

const start: Step = ['room.start'];
const allPass = seats.map((seat): Step => ['auction.pass', { seat: (seat + 1) % 4 }]);
const trump: Step = ['auction.record', { seat: 1, amount: 6, suit: 'hearts' }];
const contracts = [1, 2, 3, 0].map((seat, i): Step => ['contract.set', { seat, amount: [6, 3, 2, 3][i] }]);
const tricks: Step = ['round.record', { tricks: [2, 6, 3, 2] }];

/** How a host who records for everybody brings a new table to each status. */
const wayTo: Record<GameStatus, readonly Step[]> = {
  waiting: [],
  bidding_trump: [start],
  frisch: [start, ...allPass],
  bidding_contract: [start, trump],
  playing: [start, trump, ...contracts],
  round_complete: [start, trump, ...contracts, tricks],
  finished: [start, trump, ...contracts, tricks, ['game.end']],
};
