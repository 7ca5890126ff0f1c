import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { createMigrated } from './database.ts';
import { numberText, plain, ratio, type Bench, type Figure } from './figure.ts';
import { liveImport } from './import-live.ts';
import { inFolder, runWhist } from './process.ts';
import { drawSheets } from './games/sheets.ts';

/** The tables that an import fills, in an order in which they can be copied. */
const tables = [
  'users',
  'groups',
  'games',
  'game_events',
  'game_players',
  'rounds',
  'round_players',
  'results',
] as const;

export const imports: Bench = {
  title: 'Import',
  how:
    '`whist import` of 20,000 sheets into an empty PostgreSQL: the whole command, statistics and ratings included. The ' +
    'bound is COPY of the rows that it wrote, in binary form, into the same tables with their indexes. Then 1,000 sheets ' +
    'are imported over a server while ten tables act ten times a second each; the time in which 99 % of their ' +
    'actions are answered is measured before it and meanwhile.',
  run: async (scaled) => [
    ...(await direct(scaled(20_000))),
    ...(await liveImport('PostgreSQL', scaled)),
    ...(await liveImport('PGlite', scaled)),
  ],
};

/** Measures `whist import` of so many games into PostgreSQL, beside COPY of the rows that it writes. */
function direct(games: number): Promise<Figure[]> {
  return inFolder(async (folder) => {
    await using open = new AsyncDisposableStack();
    const [target, copy] = [await createMigrated(), await createMigrated()];
    open.defer(() => target.drop());
    open.defer(() => copy.drop());
    const file = join(folder, 'sheets.ndjson');
    await pipeline(Readable.from(drawSheets(games)), createWriteStream(file));
    await addOwner(target.url);
    const command = ['import', file, '--database-url', target.url, '--as', owner];
    const first = await runWhist(command);
    const again = await runWhist(command);
    const { rows, seconds } = await copyAll(target.url, copy.url, folder);
    return [
      ratio({
        name: `import of ${numberText(games)} games`,
        measured: rows / first.seconds,
        bound: ['COPY', rows / seconds],
        unit: 'rows/s',
        target: { atLeast: 0.7 },
      }),
      plain({ name: 'most memory of the import', value: first.mebibytes, unit: 'MiB' }),
      plain({ name: 'the same import again, which adds nothing', value: again.seconds, unit: 's' }),
    ];
  });
}

const owner = 'owner';

/** The account that the games belong to. */
async function addOwner(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
      values (gen_random_uuid(), $1, $1, 'owner@example.org', '!', 'Owner', 'owner')`,
    [owner],
  );
  await client.end();
}

/** Copies the tables of one database to another by way of files. */
async function copyAll(from: string, to: string, folder: string): Promise<{ rows: number; seconds: number }> {
  const [source, target] = [
    new pg.Client({ connectionString: from }),
    new pg.Client({ connectionString: to }),
  ];
  await Promise.all([source.connect(), target.connect()]);
  let rows = 0;
  let seconds = 0;
  try {
    for (const table of tables) {
      const file = join(folder, table);
      const out = copyTo(`copy ${table} to stdout with (format binary)`);
      await pipeline(source.query(out), createWriteStream(file));
      rows += out.rowCount ?? 0;
      const start = performance.now();
      await pipeline(
        createReadStream(file),
        target.query(copyFrom(`copy ${table} from stdin with (format binary)`)),
      );
      seconds += (performance.now() - start) / 1000;
      await rm(file);
    }
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
  return { rows, seconds };
}
