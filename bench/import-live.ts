import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createScratchDatabase } from './database.ts';
import { numberText, plain, ratio, type Figure, type Scaled } from './figure.ts';
import { inFolder, registerKeeper, runWhist, serveWhist } from './process.ts';
import { playAll } from './play-all.ts';
import { drawSheets } from './games/sheets.ts';
import { registerFour, whistTable } from './table.ts';

const tables = 10;
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
    await registerKeeper(env);

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
