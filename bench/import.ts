import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { createMigrated } from './database.ts';
import { inFolder, runWhist } from './process.ts';
import { drawSheets } from './sheets.ts';

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

export interface ImportMeasurement {
  readonly games: number;
  readonly rows: number;
  /** Seconds of the whole command, statistics and ratings included. */
  readonly imported: number;
  /** The most memory the command had, in MiB. */
  readonly memory: number;
  /** Seconds of the same command again, which adds nothing. */
  readonly again: number;
  /** Seconds of COPY for the same rows into the same tables with their indexes. */
  readonly copied: number;
}

/** Measures `whist import` of so many games into PostgreSQL, beside COPY of the rows that it writes. */
export function benchImport(games: number): Promise<ImportMeasurement> {
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
    const [imported, memory] = [first.seconds, first.mebibytes];
    return { games, rows, imported, memory, again: again.seconds, copied: seconds };
  });
}

const owner = 'owner';

/** The account that the games belong to. */
async function addOwner(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into users (id, username, email, password_hash, display_name)
      values (gen_random_uuid(), $1, 'owner@example.org', '!', 'Owner')`,
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
