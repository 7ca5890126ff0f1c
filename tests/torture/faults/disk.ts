import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawSheets } from '../../../bench/games/sheets.ts';
import { freePort } from '../../support/port.ts';
import { faultOf, runWhist } from '../command.ts';
import { register } from '../accounts.ts';
import { onOneServer } from '../places.ts';
import { startServer } from '../server.ts';
import { repeated, type Fault, type Trial } from '../trial.ts';

/** A small disk, and a file that fills it. */
interface SmallDisk {
  readonly folder: string;
  /** Leaves so many bytes free. */
  fill(free: number): void;
  /** Takes the file away. */
  empty(): void;
}

/** Works on a disk of 300 MB in memory. Making one needs the rights of root. */
async function onSmallDisk<T>({ folder }: Trial, work: (disk: SmallDisk) => Promise<T>): Promise<T> {
  const place = join(folder, 'disk');
  const filler = join(place, 'filler');
  await mkdir(place);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'whist-torture', place]);
  try {
    return await work({
      folder: place,
      fill(free) {
        const { bavail, bsize } = statfsSync(place);
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - free), 1));
      },
      empty: () => rmSync(filler, { force: true }),
    });
  } finally {
    execFileSync('umount', ['--lazy', place]);
  }
}

export const fullDisk: Fault = {
  title: 'The disk is full, embedded database',
  times: { full: 30, quick: 0 },
  run: (trial) =>
    onSmallDisk(trial, ({ folder, fill, empty }) =>
      onOneServer({ ...trial, folder }, (server) => ({
        async strike({ dice, breaks }) {
          fill(dice.between(0, 256 * 1024));
          const code = await server.ended();
          if (code !== 74) breaks(`a server on a full disk ended with ${code}`);
          empty();
          await server.start();
        },
      })),
    ),
};

export const fullDiskInImport: Fault = {
  title: 'The disk gets full in the middle of an import into the embedded database',
  times: { full: 30, quick: 0 },
  run: (trial) =>
    onSmallDisk(trial, async ({ folder, fill, empty }) => {
      const sheets = join(trial.folder, 'sheets.ndjson');
      await writeFile(sheets, drawSheets(3_000));
      return repeated(trial, async ({ dice, breaks }) => {
        const dataDir = join(folder, 'data');
        const here = ['--json', '--data-dir', dataDir];
        // The owner of the games needs a server.
        const server = await startServer({ dataDir, port: await freePort() });
        const [owner] = await register(server.url, 1);
        await server.end('SIGTERM');
        fill(dice.between(1, 12) * 1024 * 1024);
        const ending = await runWhist(['import', ...here, '--as', owner?.username ?? '', sheets]);
        empty();
        const doctor = await runWhist(['doctor', ...here]);
        await rm(dataDir, { recursive: true });
        for (const fault of [faultOf(ending, [74]), faultOf(doctor, [0])]) if (fault) breaks(fault);
        const counted = /.*"added":(\d+)/s.exec(ending.stdout)?.[1];
        const { games } = JSON.parse(doctor.stdout) as { games: number };
        if (games < Number(counted ?? 0)) breaks(`${counted} games were counted, and ${games} are there`);
        return { acknowledged: Number(counted ?? 0), games };
      });
    }),
};
