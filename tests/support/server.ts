import { randomBytes, randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import { v7 as uuid } from 'uuid';
import { createAccounts, createPasswords, createTokens } from '../../src/accounts/index.ts';
import type { Params, RoomState, User } from '../../src/protocol/index.ts';
import { createRecords } from '../../src/records/index.ts';
import { createRooms } from '../../src/rooms/index.ts';
import { seats, type GameStatus, type PerSeat } from '../../src/rules/index.ts';
import { serve, type RunningServer } from '../../src/server/index.ts';
import { createAccountStore } from '../../src/storage/accounts.ts';
import { sqlOf } from '../../src/storage/open.ts';
import { createRecordStore } from '../../src/storage/records.ts';
import { createRoomStore } from '../../src/storage/rooms.ts';
import type { TestDatabase } from './database.ts';
import { connect, type Wire } from './wire.ts';

/** How long a player of a test server may be away. */
export const graceSeconds = 60;

/** Somebody with an account and a session. */
export interface Person {
  readonly user: User;
  readonly accessToken: string;
}

/** Somebody at a terminal. */
export type Player = Wire & Person;

export interface TestServer {
  readonly url: string;
  readonly db: Kysely<unknown>;
  /** Somebody new. The password is not hashed, which takes longer than most tests: nobody logs in with it. */
  person(displayName?: string): Promise<Person>;
  /** A new terminal that somebody is logged in on. */
  enter(person: Person): Promise<Player>;
  /** Puts the clock of the rooms forward. */
  elapse(seconds: number): void;
  /** Stops the server and starts another one on the same port and database. */
  restart(): Promise<void>;
  /** Stops for good, throws the database away, and fails if a request failed where none should. */
  stop(): Promise<void>;
}

/** The real services on a database of their own. */
export async function startServer({ open }: TestDatabase): Promise<TestServer> {
  const database = await open();
  const db = sqlOf(database.orm);
  const tokens = createTokens(randomBytes(32));
  const accountStore = createAccountStore(db);
  const failures: unknown[] = [];
  let ahead = 0; // ms
  let lastCode = randomInt(36 ** 5);

  function start(port: number): Promise<RunningServer> {
    return serve({
      host: '127.0.0.1',
      port,
      accounts: createAccounts({ store: accountStore, tokens, passwords: createPasswords() }),
      rooms: createRooms({
        report: (error) => failures.push(error),
        store: createRoomStore(db, { id: uuid(), isAlone: false }),
        now: () => new Date(Date.now() + ahead),
        newCode: () => (lastCode++).toString(36).padStart(6, '0').toUpperCase(),
        graceMs: graceSeconds * 1000,
      }),
      records: createRecords(createRecordStore(db)),
      report: (error) => failures.push(error),
    });
  }

  let running = await start(0);
  const { port } = running;
  const url = `ws://127.0.0.1:${port}/ws`;

  return {
    url,
    db,
    async person(displayName = 'Dana') {
      const id = uuid();
      const user = { id, username: `u${id.replaceAll('-', '').slice(-20)}`, displayName };
      const { refreshToken: _, ...kept } = tokens.refresh();
      const session = { id: uuid(), userId: id, ...kept };
      await accountStore.register(
        { user, email: `${user.username}@example.org`, passwordHash: '!' },
        session,
      );
      const { accessToken } = await tokens.access({ userId: id, sessionId: session.id });
      return { user, accessToken };
    },
    async enter({ user, accessToken }) {
      const wire = await connect(url);
      await wire.call('auth.resume', { accessToken });
      return { ...wire, user, accessToken };
    },
    elapse(seconds) {
      ahead += seconds * 1000;
    },
    async restart() {
      await running.close();
      running = await start(port);
    },
    async stop() {
      await running.close();
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
