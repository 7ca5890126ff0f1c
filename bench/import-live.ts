import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createScratchDatabase } from './database.ts';
import { numberText, plain, ratio, type Figure, type Scaled } from './figure.ts';
import { inFolder, runWhist, serveWhist } from './process.ts';
import { inOrder, quantile } from './quantiles.ts';
import { drawSheets } from './games/sheets.ts';
import { registerFour, whistTable, type Table } from './table.ts';

const tables = 10;
/** A table acts this often. */
const every = 100; // ms
const quiet = 10_000; // ms

/** Measures how an import over a server slows down the players at its ten tables. */
export function liveImport(name: 'PostgreSQL' | 'PGlite', scaled: Scaled): Promise<Figure[]> {
  return inFolder(async (folder) => {
    await using open = new AsyncDisposableStack();
    const env: Record<string, string> = { WHIST_CONFIG_DIR: join(folder, 'config') };
    if (name === 'PostgreSQL') {
      const database = await createScratchDatabase();
      open.defer(() => database.drop());
      env['WHIST_DATABASE_URL'] = database.url;
    }
    const served = await serveWhist(join(folder, 'data'), env);
    open.defer(() => served.stop());
    env['WHIST_SERVER'] = served.url;
    const file = join(folder, 'sheets.ndjson');
    const games = scaled(1_000);
    await writeFile(file, [...drawSheets(games)].join(''));
    const account = ['--username', 'archive', '--email', 'a@example.org', '--display-name', 'Archive'];
    await runWhist(['register', ...account], { env, input: 'correct horse\n' });

    const tokens = await registerFour(served.url);
    const playing = playAll(
      await Promise.all(Array.from({ length: tables }, () => whistTable(served.url, tokens))),
    );
    await pause(scaled(1_000));
    playing.takeWaits();
    await pause(scaled(quiet));
    const before = playing.takeWaits();
    const { seconds } = await runWhist(['import', file], { env });
    const during = playing.takeWaits();
    await playing.stop();
    return [
      plain({
        name: `import of ${numberText(games)} games over a server, ${name}`,
        value: seconds,
        unit: 's',
      }),
      ratio({
        name: `time in which 99 % of the actions are answered during this import, ${name}`,
        measured: during.p99,
        bound: ['the time before it', before.p99],
        unit: 'ms',
      }),
    ];
  });
}

/** Lets all tables act again and again, one shortly after the other. */
function playAll(played: readonly Table[]) {
  let waits: number[] = [];
  let isOver = false;
  const playing = played.map(async (table, i) => {
    await pause((i * every) / tables);
    while (!isOver) {
      const asked = performance.now();
      await table.act();
      const waited = performance.now() - asked;
      waits.push(waited);
      await pause(Math.max(0, every - waited));
    }
  });
  return {
    /** The waits since this was called the last time. */
    takeWaits(): { readonly p99: number } {
      const sorted = inOrder(waits);
      waits = [];
      return { p99: quantile(sorted, 0.99) };
    },
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all(playing);
      for (const table of played) table.close();
    },
  };
}
