import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { migrated } from './database.ts';
import { drawSheets } from './sheets.ts';

/** The tables that an import writes, in the order in which they can be copied. */
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

/** Measures `whist import` into PostgreSQL, and COPY of the same rows. */
export async function benchImport(games: number): Promise<ImportMeasurement> {
  const folder = await mkdtemp(join(tmpdir(), 'whist-bench-'));
  const [target, copy] = [await migrated(), await migrated()];
  try {
    const file = join(folder, 'sheets.ndjson');
    await pipeline(Readable.from(drawSheets(games)), createWriteStream(file));
    await addOwner(target.url);
    const first = await runImport(file, target.url);
    const again = await runImport(file, target.url);
    const { rows, seconds } = await copyAll(target.url, copy.url, folder);
    return {
      games,
      rows,
      imported: first.seconds,
      memory: first.memory,
      again: again.seconds,
      copied: seconds,
    };
  } finally {
    await target.drop();
    await copy.drop();
    await rm(folder, { recursive: true, force: true });
  }
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

async function runImport(file: string, url: string): Promise<{ seconds: number; memory: number }> {
  const program = new URL('../src/cli/main.ts', import.meta.url).pathname;
  const start = performance.now();
  const child = spawn(process.execPath, [program, 'import', file, '--database-url', url, '--as', owner], {
    stdio: 'ignore',
  });
  let memory = 0; // KiB
  const watch = setInterval(() => (memory = Math.max(memory, peakOf(child.pid ?? 0))), 200);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`whist import ended with ${String(code)}`);
  return { seconds: (performance.now() - start) / 1000, memory: memory / 1024 };
}

/** The most memory that a process has used, in KiB; 0 if the system does not say. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

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
