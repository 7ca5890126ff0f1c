import { benchActions, type Measurement } from './actions.ts';
import { benchImport, type ImportMeasurement } from './import.ts';
import { benchLiveImport, type LiveImport } from './import-live.ts';
import { benchPages, type ClubMeasurement } from './pages.ts';

/** `npm run bench actions`, `pages` or `import [games]`. Prints a table for people, or one JSON value with `--json`. */
const benches: Readonly<
  Record<string, (flags: readonly string[]) => Promise<{ results: object; print: () => void }>>
> = {
  async actions() {
    const results = await benchActions();
    return { results, print: () => printActions(results) };
  },
  async import([games = '20000']) {
    const direct = await benchImport(Number(games));
    const live = [await benchLiveImport('postgresql', 1_000), await benchLiveImport('pglite', 1_000)];
    return {
      results: { direct, live },
      print() {
        printImport(direct);
        printLive(live);
      },
    };
  },
  async pages() {
    const results = await benchPages();
    return { results, print: () => results.forEach(printPages) };
  },
};

const [name = '', ...flags] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Name a benchmark: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const { results, print } = await bench(flags.filter((flag) => flag !== '--json'));
if (flags.includes('--json')) console.log(JSON.stringify({ bench: name, results }));
else print();
process.exit(0);

function printActions(results: readonly Measurement[]): void {
  const relay = (rooms: number) =>
    results.find((result) => result.server === 'relay' && result.rooms === rooms);
  console.table(
    results.map(({ server, rooms, actionsPerSecond, p50, p99, cpu }) => ({
      server,
      rooms,
      'actions/s': actionsPerSecond,
      'p50 ms': p50.toFixed(2),
      'p99 ms': p99.toFixed(2),
      'of the relay': `${Math.round((100 * actionsPerSecond) / (relay(rooms)?.actionsPerSecond ?? Number.NaN))} %`,
      'µs of server · database · generator': `${cpu.server} · ${cpu.database} · ${cpu.generator}`,
    })),
  );
}

function printImport({ games, rows, imported, memory, again, copied }: ImportMeasurement): void {
  const rate = (seconds: number) => `${Math.round(rows / seconds)} rows/s`;
  console.log(
    `${games} games, ${rows} rows: imported in ${imported.toFixed(1)} s (${rate(imported)}, at most ${memory.toFixed(0)} MiB), ` +
      `again in ${again.toFixed(1)} s; COPY ${copied.toFixed(1)} s (${rate(copied)}): ` +
      `${Math.round((100 * copied) / imported)} % of COPY`,
  );
}

function printLive(imports: readonly LiveImport[]): void {
  const waits = ({ p50, p99, max }: LiveImport['before']) =>
    [p50, p99, max].map((ms) => ms.toFixed(0)).join('/');
  for (const { server, games, seconds, before, during } of imports)
    console.log(
      `${server}: ${games} games over a server in ${seconds.toFixed(1)} s; players at ten tables waited ` +
        `${waits(before)} ms (p50/p99/max) before, ${waits(during)} ms meanwhile`,
    );
}

function printPages({ server, games, seconds, pages }: ClubMeasurement): void {
  console.log(
    `${server}: filled in ${seconds.games.toFixed(1)} s, results computed in ${seconds.results.toFixed(1)} s, ` +
      `ratings recomputed in ${seconds.recomputing.toFixed(1)} s; asked by a player of ${games} games`,
  );
  console.table(
    pages.map(({ page, times, p50, p95, max }) => ({
      page,
      times,
      'p50 ms': p50.toFixed(1),
      'p95 ms': p95.toFixed(1),
      'max ms': max.toFixed(1),
    })),
  );
}
