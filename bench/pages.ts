import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import {
  leaderboardOrders,
  type Group,
  type HistoryPage,
  type Leaderboard,
  type PlayerPage,
  type RoomState,
} from '../src/protocol/index.ts';
import { openDatabase, type DatabasePlace } from '../src/storage/database/open.ts';
import { sqlOf } from '../src/storage/schema/db.ts';
import { call, nextAction, registerFour } from './actions.ts';
import { createScratchDatabase } from './database.ts';
import { startServer } from './process.ts';
import { fillDerived, fillRecord, size } from './record.ts';
import { openSocket, type BenchSocket } from './socket.ts';
import type { Db } from '../src/storage/schema/db.ts';

const repetitions = 30;
/** A slow page is not asked for again after this time. */
const patience = 15_000; // ms

interface PageMeasurement {
  readonly page: string;
  readonly times: number;
  readonly p50: number; // ms
  readonly p95: number; // ms
  readonly max: number; // ms
}

export interface RecordMeasurement {
  readonly server: 'pglite' | 'postgresql';
  /** The number of games of the player who asks. */
  readonly games: number;
  /** Seconds to fill in the games, and to compute results, ratings and counters. */
  readonly seconds: { readonly games: number; readonly results: number; readonly settling: number };
  readonly pages: readonly PageMeasurement[];
}

/** Measures how long every page of history takes over the wire, for a club after ten years. */
export async function benchPages(): Promise<RecordMeasurement[]> {
  const database = await createScratchDatabase();
  try {
    const env = { WHIST_DATABASE_URL: database.url };
    return [
      await inFolder((dataDir) => benchRecord('postgresql', dataDir, { databaseUrl: database.url }, env)),
      await inFolder((dataDir) => benchRecord('pglite', dataDir, { dataDir }, {})),
    ];
  } finally {
    await database.drop();
  }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'whist-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchRecord(
  server: RecordMeasurement['server'],
  dataDir: string,
  place: DatabasePlace,
  env: Record<string, string>,
): Promise<RecordMeasurement> {
  const serving = <T>(work: (url: string) => Promise<T>) => whileServing(dataDir, env, work);
  const { tokens, oldest } = await serving(async (url) => {
    const tokens = await registerFour(url);
    return { tokens, oldest: await playGame(url, tokens) };
  });
  const seconds = await fill(place, oldest);
  const pages = await serving((url) => measurePages(url, tokens, oldest));
  return { server, seconds, ...pages };
}

async function whileServing<T>(
  dataDir: string,
  env: Record<string, string>,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const args = ['serve', '--json', '--port', '0', '--rate-limits', 'off', '--log-level', 'warn'];
  const served = await startServer('src/cli/main.ts', [...args, '--data-dir', dataDir], env);
  try {
    return await work(served.url);
  } finally {
    await served.stop();
  }
}

async function logIn(url: string, accessToken: string): Promise<BenchSocket> {
  const socket = await openSocket(url);
  await call(socket, 'auth.resume', { accessToken });
  return socket;
}

/** Plays a whole game of four, and returns its last state. */
async function playGame(url: string, tokens: readonly string[]): Promise<RoomState> {
  const sockets = await Promise.all(tokens.map((token) => logIn(url, token)));
  const [host, ...others] = sockets;
  if (!host) throw new Error('a game needs four people');
  const created = { length: { rounds: size.rounds }, commandId: randomUUID() };
  const { code } = await call<RoomState>(host, 'room.create', created);
  for (const socket of others) await call(socket, 'room.join', { code, commandId: randomUUID() });
  let { state } = await call<{ state: RoomState }>(host, 'room.start', { code, commandId: randomUUID() });
  while (state.status !== 'finished') {
    const { seat, method, params } = nextAction(state);
    const changed = { code, commandId: randomUUID(), version: state.version, ...params };
    ({ state } = await call<{ state: RoomState }>(sockets[seat] ?? host, method, changed));
  }
  for (const socket of sockets) socket.close();
  return state;
}

async function fill(place: DatabasePlace, oldest: RoomState): Promise<RecordMeasurement['seconds']> {
  const { orm, close } = await openDatabase(place);
  try {
    const db = sqlOf(orm);
    const start = performance.now();
    await fillRecord(db);
    await makeOldest(db, oldest.gameId);
    await sql`vacuum analyze`.execute(db);
    const filled = performance.now();
    const { results, settling } = await fillDerived(db);
    return { games: (filled - start) / 1000, results: results / 1000, settling: settling / 1000 };
  } finally {
    await close();
  }
}

/** Makes the game that was really played the oldest game, and a game of its host's group. */
async function makeOldest(db: Db, gameId: string): Promise<void> {
  await sql`
    update games set ended_at = ended_at - (${size.days}::integer + 2) * interval '1 day',
      group_id = (select id from groups where created_by = admin_id)
    where id = ${gameId}::uuid`.execute(db);
  // If the oldest game has no results, the program computes all of them, as for an empty table.
  await sql`truncate results`.execute(db);
}

async function measurePages(
  url: string,
  [token = '', otherToken = '']: readonly string[],
  oldest: RoomState,
): Promise<Pick<RecordMeasurement, 'games' | 'pages'>> {
  const socket = await logIn(url, token);
  const { totalGames } = await call<PlayerPage>(socket, 'stats.player', {});
  const pages: PageMeasurement[] = [];
  for (const [page, method, params] of await pagesOf(socket, oldest, totalGames))
    pages.push(await measure(page, () => call(socket, method, params)));
  const other = await logIn(url, otherToken);
  pages.push(...(await measureCorrection(socket, other, oldest)));
  socket.close();
  other.close();
  return { games: totalGames, pages };
}

type Page = readonly [name: string, method: string, params: object];

async function pagesOf(socket: BenchSocket, oldest: RoomState, totalGames: number): Promise<Page[]> {
  const { groups } = await call<{ groups: Group[] }>(socket, 'group.list', {});
  const { groupId = '' } = groups.toSorted((a, b) => b.totalGames - a.totalGames)[0] ?? {};
  const since = new Date(Date.now() - 365 * 24 * 60 * 60 * 1000).toISOString();
  const { games } = await call<HistoryPage>(socket, 'stats.history', { limit: 1 });
  const before = await cursorAfter(socket, totalGames / 2);
  const id = oldest.gameId;
  return [
    ...leaderboardOrders.map((by): Page => [`stats.leaderboard ${by}`, 'stats.leaderboard', { by }]),
    ['stats.leaderboard of a group', 'stats.leaderboard', { groupId }],
    ['stats.leaderboard of a year', 'stats.leaderboard', { since }],
    ['stats.leaderboard of all rules', 'stats.leaderboard', { rules: 'all' }],
    ['stats.leaderboard of all rules, a year', 'stats.leaderboard', { rules: 'all', since }],
    ['stats.player', 'stats.player', {}],
    ['stats.opponents', 'stats.opponents', {}],
    ['stats.history', 'stats.history', {}],
    ['stats.history in the middle', 'stats.history', { before }],
    ['stats.group', 'stats.group', { groupId }],
    ['group.list', 'group.list', {}],
    ['game.get', 'game.get', { id: games[0]?.gameId }],
    ['game.log', 'game.log', { id }],
    ['game.log, its end', 'game.log', { id, after: oldest.version - 50 }],
  ];
}

/** The cursor of the page that begins after so many games of a history. */
async function cursorAfter(socket: BenchSocket, games: number): Promise<string | null> {
  let next: string | null = null;
  for (let seen = 0; seen < games; seen += 100) {
    const params: object = { limit: 100, ...(next !== null && { before: next }) };
    ({ next } = await call<HistoryPage>(socket, 'stats.history', params));
  }
  return next;
}

/**
 * Corrects the oldest game, so that all ratings are computed again. Meanwhile another user asks for groups.
 */
async function measureCorrection(
  host: BenchSocket,
  other: BenchSocket,
  { code }: RoomState,
): Promise<PageMeasurement[]> {
  await call(host, 'room.join', { code, commandId: randomUUID() });
  const start = performance.now();
  const meanwhile: number[] = [];
  let isAnswered = false;
  const correct = () =>
    call(host, 'round.correct', { code, commandId: randomUUID(), round: 1, tricks: [2, 5, 3, 3] });
  const lookOn = async () => {
    while (!isAnswered || !(await isSettled(other))) {
      meanwhile.push(await timed(() => call(other, 'group.list', {})));
      await pause(100);
    }
  };
  const [corrected] = await Promise.all([timed(correct).finally(() => (isAnswered = true)), lookOn()]);
  return [
    summary('round.correct of the oldest game', [corrected]),
    summary('until all ratings are recomputed', [performance.now() - start]),
    summary('group.list of another meanwhile', meanwhile),
  ];
}

async function isSettled(socket: BenchSocket): Promise<boolean> {
  return !(await call<Leaderboard>(socket, 'stats.leaderboard', { rules: 'all' })).settling;
}

/** Asks once to warm up, then again and again. */
async function measure(page: string, ask: () => Promise<unknown>): Promise<PageMeasurement> {
  await ask();
  const latencies: number[] = [];
  const end = performance.now() + patience;
  while (latencies.length < repetitions && (latencies.length === 0 || performance.now() < end))
    latencies.push(await timed(ask));
  return summary(page, latencies);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function summary(page: string, latencies: readonly number[]): PageMeasurement {
  const sorted = latencies.toSorted((a, b) => a - b);
  const quantile = (q: number) => sorted[Math.ceil(q * sorted.length) - 1] ?? Number.NaN;
  return { page, times: sorted.length, p50: quantile(0.5), p95: quantile(0.95), max: quantile(1) };
}
