import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Leaderboard, PlayerPage, RoomState } from '../src/protocol/index.ts';
import { openDatabase, type DatabasePlace } from '../src/storage/database/open.ts';
import { createStorage } from '../src/storage/index.ts';
import { sqlOf, type Db } from '../src/storage/schema/db.ts';
import { fillClub, size } from './club.ts';
import { createScratchDatabase } from './database.ts';
import { pagesOf } from './page-list.ts';
import { inFolder, serveWhist } from './process.ts';
import { inOrder, quantile, timed } from './quantiles.ts';
import type { BenchSocket } from './socket.ts';
import { call, logIn, nextAction, registerFour } from './table.ts';

const repetitions = 30;
/** A slow page is asked for only so long. */
const patience = 15_000; // ms

interface PageMeasurement {
  readonly page: string;
  readonly times: number;
  readonly p50: number; // ms
  readonly p95: number; // ms
  readonly max: number; // ms
}

export interface ClubMeasurement {
  readonly server: 'pglite' | 'postgresql';
  /** Games of the player who asks. */
  readonly games: number;
  /** Seconds that filling in the games took, and that the program took for the results and for the ratings. */
  readonly seconds: { readonly games: number; readonly results: number; readonly recomputing: number };
  readonly pages: readonly PageMeasurement[];
}

/** Measures how long every page takes over the wire, in a club that has played for ten years. */
export async function benchPages(): Promise<ClubMeasurement[]> {
  const database = await createScratchDatabase();
  const { url } = database;
  const env = { WHIST_DATABASE_URL: url };
  try {
    return [
      await inFolder((dataDir) =>
        benchClub({ server: 'postgresql', dataDir, place: { databaseUrl: url }, env }),
      ),
      await inFolder((dataDir) => benchClub({ server: 'pglite', dataDir, place: { dataDir }, env: {} })),
    ];
  } finally {
    await database.drop();
  }
}

interface Club extends Pick<ClubMeasurement, 'server'> {
  readonly dataDir: string;
  readonly place: DatabasePlace;
  readonly env: Readonly<Record<string, string>>;
}

async function benchClub(club: Club): Promise<ClubMeasurement> {
  const { tokens, oldest } = await whileServing(club, async (url) => {
    const tokens = await registerFour(url);
    return { tokens, oldest: await playGame(url, tokens) };
  });
  const seconds = await fill(club.place, oldest);
  const pages = await whileServing(club, (url) => measurePages(url, tokens, oldest));
  return { server: club.server, seconds, ...pages };
}

async function whileServing<T>({ dataDir, env }: Club, work: (url: string) => Promise<T>): Promise<T> {
  const served = await serveWhist(dataDir, env);
  try {
    return await work(served.url);
  } finally {
    await served.stop();
  }
}

/** Plays a game of four to its end. */
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

async function fill(place: DatabasePlace, oldest: RoomState): Promise<ClubMeasurement['seconds']> {
  const database = await openDatabase(place);
  try {
    const db = sqlOf(database.orm);
    const storage = createStorage(database, { id: randomUUID(), isAlone: true });
    const games = await timed(async () => {
      await fillClub(db);
      await makeOldest(db, oldest.gameId);
      await sql`vacuum analyze`.execute(db);
    });
    // A migrated database without results gets them here.
    const results = await timed(storage.migrateUp);
    const recomputing = await timed(async () => {
      while (await storage.recompute());
    });
    await sql`vacuum analyze`.execute(db);
    return { games: games / 1000, results: results / 1000, recomputing: recomputing / 1000 };
  } finally {
    await database.close();
  }
}

/** Makes the game that was really played the oldest one, and a game of the group of its host. */
async function makeOldest(db: Db, gameId: string): Promise<void> {
  await sql`
    update games set ended_at = ended_at - (${size.days}::integer + 2) * interval '1 day',
      group_id = (select id from groups where created_by = admin_id)
    where id = ${gameId}::uuid`.execute(db);
  // The program fills in all results when the oldest game has none.
  await sql`truncate results`.execute(db);
}

async function measurePages(
  url: string,
  [token = '', otherToken = '']: readonly string[],
  oldest: RoomState,
): Promise<Pick<ClubMeasurement, 'games' | 'pages'>> {
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

/** Corrects the oldest game, so that every later one is rated again, while another player looks at their groups. */
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
    while (!isAnswered || !(await isUpToDate(other))) {
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

async function isUpToDate(socket: BenchSocket): Promise<boolean> {
  return !(await call<Leaderboard>(socket, 'stats.leaderboard', { rules: 'all' })).settling;
}

/** Asks for a page once to warm up, then again and again. */
async function measure(page: string, ask: () => Promise<unknown>): Promise<PageMeasurement> {
  await ask();
  const latencies: number[] = [];
  const end = performance.now() + patience;
  while (latencies.length < repetitions && (latencies.length === 0 || performance.now() < end))
    latencies.push(await timed(ask));
  return summary(page, latencies);
}

function summary(page: string, latencies: readonly number[]): PageMeasurement {
  const sorted = inOrder(latencies);
  return {
    page,
    times: sorted.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: quantile(sorted, 1),
  };
}
