import { benchActions } from './actions.ts';

/** `npm run bench actions`: a table for people; with `--json` one line for programs. */
const [name, ...flags] = process.argv.slice(2);
if (name !== 'actions') {
  console.error('Name a benchmark: actions');
  process.exit(2);
}

const results = await benchActions();
if (flags.includes('--json')) console.log(JSON.stringify({ bench: name, results }));
else {
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
process.exit(0);
