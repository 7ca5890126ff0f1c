import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { damaged, harmless, lost, scribble, shortened } from '../../storage/damage.ts';
import { faultOf, runWhist } from '../command.ts';
import type { Dice } from '../dice.ts';
import { onOneServer } from '../places.ts';
import type { Server } from '../server.ts';
import { fewTables, type Fault, type Strike } from '../trial.ts';

type OnFolder = (server: Server, strike: Strike) => Promise<unknown>;

/** A fault of the data folder of one server. */
const ofFolder = (title: string, strike: OnFolder, tables?: number): Fault => ({
  title,
  times: { full: 30, quick: 0 },
  run: (trial) => onOneServer(trial, (server) => ({ tables, strike: (at) => strike(server, at) })),
});

export const secondServer = ofFolder(
  'A second server is started on the data folder of a server',
  async ({ dataDir, pid }, { breaks }) => {
    const ending = await runWhist(['serve', '--json', '--port', '0', '--data-dir', dataDir]);
    const fault = faultOf(ending, [73]);
    if (fault) breaks(fault);
    if (!ending.stderr.includes(String(pid())) && !ending.stdout.includes(String(pid())))
      breaks(`a second server does not name the first one: ${ending.stdout}${ending.stderr}`);
  },
);

export const reusedPid = ofFolder(
  'A server is killed with -9, and its process id in the lock belongs to another process',
  async (server) => {
    await server.end('SIGKILL');
    const path = join(server.dataDir, 'lock.json');
    const holder = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...holder, pid: process.pid }));
    await server.start();
  },
);

export const copiedFolder = ofFolder(
  'A server is killed with -9, and a copy of its folder is used beside it',
  async (server, { club, breaks }) => {
    const games = () => club.tables.flatMap(({ codes }) => codes).length;
    const answered = games();
    await server.end('SIGKILL');
    const copy = `${server.dataDir}-copy`;
    await cp(server.dataDir, copy, { recursive: true });
    await server.start();
    const ending = await runWhist(['doctor', '--json', '--data-dir', copy]);
    await rm(copy, { recursive: true });
    const fault = faultOf(ending, [0]);
    if (fault) return breaks(fault);
    const found = (JSON.parse(ending.stdout) as { games: number }).games;
    // The newest room of a table has its code a moment before it is counted here.
    if (found < answered) breaks(`a copy has ${found} of ${answered} games`);
  },
);

/** Kinds of damage, and the exit codes that are right after each: 143 for a server that starts and is stopped. */
const kinds = [
  [harmless, [143]],
  [lost, [74]],
  [damaged, [74]],
  [shortened, [143, 74]],
] as const;
const named = kinds.flatMap(([damages, codes]) => Object.values(damages).map((harm) => ({ harm, codes })));

/** Harm to one file, which may be any. */
function harmAny(dataDir: string, dice: Dice): void {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const { parentPath, name } = dice.of(files);
  const path = join(parentPath, name);
  const { size } = statSync(path);
  if (dice.chance(0.5)) truncateSync(path, dice.between(0, size));
  else scribble(path, dice.between(0, size), dice.between(1, 8192));
}

export const damagedFolders: Fault = {
  ...ofFolder(
    'A server is started on a copy of a folder after kill -9 with missing, shortened or scribbled files',
    async (server, { number, dice, breaks }) => {
      const [killed, copy] = [`${server.dataDir}-killed`, `${server.dataDir}-copy`];
      if (number === 0) {
        await server.end('SIGKILL');
        await cp(server.dataDir, killed, { recursive: true });
        await server.start();
      }
      await cp(killed, copy, { recursive: true });
      const { harm, codes } = named[number] ?? { harm: harmAny, codes: [143, 74] };
      harm(copy, dice);
      const serve = ['serve', '--json', '--port', '0', '--data-dir', copy];
      const fault = faultOf(await runWhist(serve, { until: '"event":"listening"' }), codes);
      if (fault) breaks(`damage ${number}: ${fault}`);
      await rm(copy, { recursive: true });
    },
    // All copies are of one moment. Players slow them down and show nothing more.
    fewTables,
  ),
  times: { full: named.length + 60, quick: 0 },
};
