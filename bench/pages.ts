import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Leaderboard, PlayerPage, RoomState } from '../src/protocol/index.ts';
import type { DatabasePlace } from '../src/storage/database/open.ts';
import type { Db } from '../src/storage/schema/db.ts';
import { size } from './games/club.ts';
import { createScratchDatabase } from './database.ts';
import { numberText, plain, type Bench, type Figure, type Target } from './figure.ts';
import { fill } from './games/fill.ts';
import { pagesOf } from './page-list.ts';
import { inFolder, serveWhist, type Env } from './process.ts';
import { inOrder, quantile, timed } from './quantiles.ts';
import type { BenchSocket } from './socket.ts';
import { call, logIn, openTable, registerFour } from './table.ts';

const repetitions = 30;
/** A slow page is asked for only so long. */
const patience = 15_000; // ms

export const pages: Bench = {
  title: 'Pages and ratings',
  how:
    'A club has played 100,000 games in ten years, and a player of many of them asks for every page, 30 times after one ' +
    'that does not count: the median time to the answer on the wire. Then that player corrects the oldest game, so that ' +
    'every later one is rated again, while another player asks for their groups ten times a second.',
  async run(scaled) {
    const database = await createScratchDatabase();
    const { url } = database;
    const env = { WHIST_DATABASE_URL: url };
    const games = scaled(100_000);
    try {
      return [
        ...(await inFolder((dataDir) =>
          benchClub({ name: 'PostgreSQL', games, dataDir, place: { databaseUrl: url }, env, rated: 5 }),
        )),
        ...(await inFolder((dataDir) =>
          benchClub({ name: 'PGlite', games, dataDir, place: { dataDir }, env: {}, rated: 10 }),
        )),
      ];
    } finally {
      await database.drop();
    }
  },
};

interface Club {
  readonly name: 'PostgreSQL' | 'PGlite';
  readonly games: number;
  readonly dataDir: string;
  readonly place: DatabasePlace;
  readonly env: Env;
  /** The target for new ratings of all games, in seconds. */
  readonly rated: number;
}

async function benchClub(club: Club): Promise<Figure[]> {
  const { tokens, oldest } = await whileServing(club, async (url) => {
    const tokens = await registerFour(url);
    return { tokens, oldest: await playGame(url, tokens) };
  });
  await fill(club.place, club.games, (db) => makeOldest(db, oldest.gameId));
  return whileServing(club, (url) => measurePages({ club, url, tokens, oldest }));
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
  const table = await openTable(sockets, { length: { rounds: size.rounds } });
  while (table.state().status !== 'finished') await table.act();
  table.close();
  return table.state();
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

interface Visit {
  readonly club: Club;
  readonly url: string;
  readonly tokens: readonly string[];
  readonly oldest: RoomState;
}

async function measurePages({ club, url, tokens, oldest }: Visit): Promise<Figure[]> {
  const [token = '', otherToken = ''] = tokens;
  const socket = await logIn(url, token);
  const { totalGames } = await call<PlayerPage>(socket, 'stats.player', {});
  const figures: Figure[] = [];
  for (const [page, method, params] of await pagesOf(socket, oldest, totalGames)) {
    const sorted = inOrder(await timesOf(() => call(socket, method, params)));
    const [median, rare, longest] = [0.5, 0.95, 1].map((share) => quantile(sorted, share)) as [
      number,
      number,
      number,
    ];
    figures.push(
      plain({
        name: `${page}, ${club.name}`,
        value: median,
        unit: 'ms',
        detail: `95 % within ${rare.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`,
        ...(method === 'stats.group' && { target: { atMost: 50 } }),
      }),
    );
  }
  const other = await logIn(url, otherToken);
  figures.push(...(await correct(club, { host: socket, other, oldest })));
  socket.close();
  other.close();
  return figures;
}

interface Correction {
  readonly host: BenchSocket;
  readonly other: BenchSocket;
  readonly oldest: RoomState;
}

/** Corrects the oldest game, so that every later one is rated again, while another player looks at their groups. */
async function correct({ name, games, rated }: Club, { host, other, oldest }: Correction): Promise<Figure[]> {
  const { code } = oldest;
  await call(host, 'room.join', { code, commandId: randomUUID() });
  const start = performance.now();
  const meanwhile: number[] = [];
  let isAnswered = false;
  const change = () =>
    call(host, 'round.correct', { code, commandId: randomUUID(), round: 1, tricks: [2, 5, 3, 3] });
  const lookOn = async () => {
    while (!isAnswered || !(await isUpToDate(other))) {
      meanwhile.push(await timed(() => call(other, 'group.list', {})));
      await pause(100);
    }
  };
  const [answered] = await Promise.all([timed(change).finally(() => (isAnswered = true)), lookOn()]);
  const until = performance.now() - start;
  const figure = (what: string, [value, unit]: readonly [number, string], target?: Target) =>
    plain({ name: `${what}, ${name}`, value, unit, ...(target && { target }) });
  return [
    figure('correction of the oldest game', [answered, 'ms']),
    figure(`until the ratings of ${numberText(games)} games are right again`, [until / 1000, 's'], {
      atMost: rated,
    }),
    figure('longest wait of another player meanwhile', [Math.max(...meanwhile), 'ms'], { atMost: 100 }),
  ];
}

async function isUpToDate(socket: BenchSocket): Promise<boolean> {
  return !(await call<Leaderboard>(socket, 'stats.leaderboard', { rules: 'all' })).settling;
}

/** Asks for a page once to warm up, then again and again. */
async function timesOf(ask: () => Promise<unknown>): Promise<number[]> {
  await ask();
  const times: number[] = [];
  const end = performance.now() + patience;
  while (times.length < repetitions && (times.length === 0 || performance.now() < end))
    times.push(await timed(ask));
  return times;
}
