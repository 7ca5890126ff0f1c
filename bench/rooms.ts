import { createMigrated } from './database.ts';
import { fillLogs } from './games/club.ts';
import { numberText, ratio, type Bench, type Figure } from './figure.ts';
import { fill } from './games/fill.ts';
import { takeTurns, type Contender, type Load } from './load.ts';
import { inFolder, serveWhist } from './process.ts';
import { logIn, openTable, playRounds, registerFour, whistTable, type WhistTable } from './table.ts';

const tables = 10;
/** Rows of a game in a full database: the game, its players, rounds, results, and its log. */
const entries = 117;
const rowsOfGame = 1 + 4 + 8 + 8 * 4 + 4 + entries;

export const rooms: Bench = {
  title: 'Many rooms, long games, full databases',
  how:
    'Ten tables act on each of four servers, all with PostgreSQL: one that is otherwise empty, one with so many other open ' +
    'rooms, one where the ten games have had so many rounds, and one whose database has so many rows. The servers take ' +
    'turns of 3 s, and the median turn counts. Before that, ten tables play 50 rounds on each of them, so that no server ' +
    'is slower because its code is new. The bound is the empty server.',
  run: (scaled) =>
    inFolder(async (folder) => {
      await using open = new AsyncDisposableStack();
      const [others, rounds] = [scaled(10_000), scaled(500)];
      const games = scaled(Math.ceil(10_000_000 / rowsOfGame));
      let made = 0;

      async function contender(
        games: number,
        play: (url: string, tokens: readonly string[]) => Promise<WhistTable[]>,
      ): Promise<Contender> {
        const database = await createMigrated();
        open.defer(() => database.drop());
        if (games > 0) await fill({ databaseUrl: database.url }, games, (db) => fillLogs(db, entries));
        const served = await serveWhist(`${folder}/${(made += 1)}`, { WHIST_DATABASE_URL: database.url });
        open.defer(() => served.stop());
        const { url, pid } = served;
        const tokens = await registerFour(url);
        const warm = await playLong(url, tokens, scaled(50));
        for (const table of warm) table.close();
        const kept = await play(url, tokens);
        const openTables = async (count: number) =>
          kept.length > 0 ? kept : Promise.all(Array.from({ length: count }, () => whistTable(url, tokens)));
        return { pid, databasePids: database.pids, openTables };
      }
      const nobody = async () => [];
      const contenders = [
        await contender(games, nobody),
        await contender(0, nobody),
        await contender(0, async (url, tokens) => {
          await openRooms(url, tokens, others);
          return [];
        }),
        await contender(0, async (url, tokens) => {
          const played = await playLong(url, tokens, rounds);
          // They go on in every turn.
          return played.map((table) => ({ ...table, close: () => undefined }));
        }),
      ];
      const plan = { tables, turns: 5, warmUp: scaled(1_000), measured: scaled(3_000) };
      const [full, empty, many, long] = await takeTurns(contenders, plan);
      if (!full || !empty || !many || !long) throw new Error('a server is missing');
      return [
        ...figures(`${numberText(others)} rooms open`, [many, empty]),
        ...figures(`after ${rounds} rounds`, [long, empty]),
        ...figures(`${numberText((games * rowsOfGame) / 1e6)} million rows`, [full, empty]),
      ];
    }),
};

/** Opens so many rooms whose four players stay in them and do nothing. */
async function openRooms(url: string, tokens: readonly string[], count: number): Promise<void> {
  const atOnce = 20;
  await Promise.all(
    Array.from({ length: atOnce }, async (_, first) => {
      const sockets = await Promise.all(tokens.map((token) => logIn(url, token)));
      for (let n = first; n < count; n += atOnce) await openTable(sockets);
    }),
  );
}

/** Ten games that have been played for so many rounds. */
async function playLong(url: string, tokens: readonly string[], rounds: number): Promise<WhistTable[]> {
  const played = await Promise.all(Array.from({ length: tables }, () => whistTable(url, tokens)));
  await Promise.all(played.map((table) => playRounds(table, rounds)));
  return played;
}

function figures(name: string, [load, empty]: readonly [Load, Load]): Figure[] {
  const costs = [
    ['time of an action', 1e6 / load.rate, 1e6 / empty.rate, { atMost: 1.2 }],
    ['processor time of the server', load.cpu.server, empty.cpu.server, { atMost: 1.2 }],
    ['processor time of PostgreSQL', load.cpu.database, empty.cpu.database, undefined],
  ] as const;
  return costs.map(([what, measured, bound, target]) =>
    ratio({
      name: `${what}, ${name}`,
      measured,
      bound: ['the empty server', bound],
      unit: 'µs an action',
      ...(target && { target }),
    }),
  );
}
