import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createTokens } from '../../src/accounts/index.ts';
import { createLocalCache, createMedium, type Cache } from '../../src/cache/index.ts';
import type { LimitTable } from '../../src/config/limits.ts';
import { loadConfig, type Config } from '../../src/config/load.ts';
import { startNode } from '../../src/node/node.ts';
import { serverSecret } from '../../src/node/secret.ts';
import type { Visible } from '../../src/protocol/index.ts';
import { createStorage } from '../../src/storage/index.ts';
import { sqlOf, type Db } from '../../src/storage/schema/db.ts';
import { createTestClock } from './clock.ts';
import type { TestDatabase } from './database.ts';
import { makePerson, makeSession, type Person } from './person.ts';
import { connect, type Wire } from './wire.ts';

/** How long a player of a test server may be away. */
export const graceSeconds = 60;

/** Somebody at a terminal. */
export type Player = Wire & Person;

/** One of the nodes on a test database. */
export interface TestNode {
  readonly url: string;
  /** A new terminal that somebody is logged in on. */
  enter(person: Person): Promise<Player>;
  /** Asks the database for news that the node has missed. */
  pulse(): Promise<void>;
  /** Ends the games that nobody has played for 30 days. */
  endAbandoned(): Promise<void>;
  /** While true, the node loses the news of rooms from other nodes. */
  deafen(deaf: boolean): void;
}

export interface TestServer extends TestNode {
  readonly db: Db;
  readonly databaseUrl: string | null;
  /** A new person. */
  person(displayName?: string): Promise<Person>;
  /** The same person, logged in once more. */
  anotherSession(person: Person): Promise<Person>;
  /** The token that proves an operator. It is made at another time if a clock is given. */
  operatorToken(now?: () => number): Promise<string>;
  /** Puts the clocks of the rooms and of their database forward. */
  elapse(seconds: number): void;
  /** Starts another node on the same database; both nodes send each other news. */
  twin(): Promise<TestNode>;
  /** Stops the server and starts another one on the same port and database. */
  restart(): Promise<void>;
  /** Stops everything, deletes the database, and fails if the server reported a failure. */
  stop(): Promise<void>;
}

export interface TestOptions {
  /** Whether the database is cut off, so that failures are expected. */
  readonly isCutOff: boolean;
  readonly limits: LimitTable | null;
  readonly trustProxy: boolean;
  /** The files of a certificate and of its key. */
  readonly tls: Config['tls'];
  /** The people who see a player that has not chosen any. */
  readonly visible: Visible;
  /** A Redis for the news between nodes. By default all nodes are in this process and need none. */
  readonly redisUrl: string | null;
}

const usual: TestOptions = {
  isCutOff: false,
  limits: null,
  trustProxy: false,
  tls: null,
  visible: 'everybody',
  redisUrl: null,
};

/** A server on a new database. Without a Redis it does nothing in the background. */
export async function startServer(
  { open }: TestDatabase,
  options: Partial<TestOptions> = {},
): Promise<TestServer> {
  const { isCutOff, ...chosen } = { ...usual, ...options };
  const { limits, redisUrl } = chosen;
  const database = await open();
  const dataDir = await mkdtemp(join(tmpdir(), 'whist-test-'));
  const config = { ...configOf(dataDir), ...chosen };
  const clock = createTestClock();
  const medium = createMedium();
  const failures: unknown[] = [];
  const nodes = new Set<Started>();
  let lastCode = randomInt(36 ** 5);

  const storageOfNode = () => createStorage(database, { id: v7(), isAlone: false });
  const storage = storageOfNode();
  const secret = await serverSecret(config, null);

  async function start(port: number): Promise<Started> {
    const bus = redisUrl === null ? deafable(createLocalCache(limits, medium)) : null;
    const { url, beat, endAbandoned, close, ...node } = await startNode({
      config: { ...config, port },
      storage: clock.ahead(storageOfNode()),
      ...(bus && { cache: bus.cache }),
      now: clock.now,
      newCode: () => (lastCode++).toString(36).padStart(6, '0').toUpperCase(),
      report: (error) => isCutOff || failures.push(error),
      background: redisUrl !== null,
    });
    const started: Started = {
      url,
      port: node.port,
      pulse: beat,
      endAbandoned,
      deafen: (deaf) => bus?.deafen(deaf),
      async enter({ user, accessToken }) {
        const wire = await connect(url);
        await wire.call('auth.resume', { accessToken });
        return { ...wire, user, accessToken };
      },
      async close() {
        nodes.delete(started);
        await close();
      },
    };
    nodes.add(started);
    return started;
  }

  let first = await start(0);

  return {
    url: first.url,
    enter: (person) => first.enter(person),
    pulse: () => first.pulse(),
    endAbandoned: () => first.endAbandoned(),
    deafen: (deaf) => first.deafen(deaf),
    db: sqlOf(database.orm),
    databaseUrl: database.databaseUrl,
    person: (displayName = 'Dana') => makePerson(storage, secret, displayName),
    anotherSession: (person) => makeSession(storage, secret, person),
    operatorToken: (now) => createTokens(secret, now).operator(),
    elapse: clock.elapse,
    twin: () => start(0),
    async restart() {
      await first.close();
      first = await start(first.port);
    },
    async stop() {
      for (const node of nodes) await node.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
      if (failures.length > 0) throw new AggregateError(failures, 'The server reported failures.');
    },
  };
}

interface Started extends TestNode {
  readonly port: number;
  close(): Promise<void>;
}

function configOf(dataDir: string) {
  const flags = { dataDir, port: '0', logLevel: 'silent' };
  const config = loadConfig({ flags, env: { WHIST_GRACE_SECONDS: String(graceSeconds) } });
  if ('error' in config) throw new Error(config.error);
  return config.ok;
}

/** A cache that can lose the news of rooms from other nodes. */
function deafable(cache: Cache): { readonly cache: Cache; deafen(deaf: boolean): void } {
  let isDeaf = false;
  const follow: Cache['roomNews']['follow'] = (code, listener) =>
    cache.roomNews.follow(code, (news) => {
      if (!isDeaf) listener(news);
    });
  return {
    cache: { ...cache, roomNews: { ...cache.roomNews, follow } },
    deafen: (deaf) => (isDeaf = deaf),
  };
}
