import { benchActions, type Measurement } from './actions.ts';
import { benchPages, type RecordMeasurement } from './pages.ts';

/** `npm run bench actions`, `npm run bench pages`: a table for people; with `--json` one line for programs. */
const benches: Readonly<Record<string, () => Promise<{ results: object; print: () => void }>>> = {
  async actions() {
    const results = await benchActions();
    return { results, print: () => printActions(results) };
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
const { results, print } = await bench();
if (flags.includes('--json')) console.log(JSON.stringify({ bench: name, results }));
else print();
process.exit(0);

function printActions(results: readonly Measurement[]): void {
  const relay = (rooms: number) =>
    results.find((result) => result.server === 'relay' && result.rooms === rooms);
  console.table(
    results.map(({ server, rooms, actionsPerSecond, p50, p99 }) => ({
      server,
      rooms,
      'actions/s': actionsPerSecond,
      'p50 ms': p50.toFixed(2),
      'p99 ms': p99.toFixed(2),
      'of the relay': `${Math.round((100 * actionsPerSecond) / (relay(rooms)?.actionsPerSecond ?? Number.NaN))} %`,
    })),
  );
}

function printPages({ server, games, seconds, pages }: RecordMeasurement): void {
  console.log(
    `${server}: filled in ${seconds.games.toFixed(1)} s, results computed in ${seconds.results.toFixed(1)} s, ` +
      `settled in ${seconds.settling.toFixed(1)} s; asked by a player of ${games} games`,
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
