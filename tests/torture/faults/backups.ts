import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { faultOf, runWhist } from '../command.ts';
import { onOneServer, onTwoNodes } from '../places.ts';
import type { Fault, Strike } from '../trial.ts';

/** Makes a backup while people play, restores it into a new folder, and looks for everything that was answered before. */
async function backUp(
  place: readonly string[],
  folder: string,
  { number, club, breaks }: Strike,
): Promise<void> {
  const answered = club.tables
    .flatMap(({ terminals }) => terminals.flatMap(({ log }) => log))
    .filter(({ fate, code }) => fate.is === 'acknowledged' && code !== null && fate.version !== null)
    .map(({ commandId }) => commandId);
  const [file, dataDir] = [join(folder, `${number}.backup`), join(folder, `restored${number}`)];
  for (const args of [
    ['backup', ...place, file],
    ['restore', '--data-dir', dataDir, file],
    ['doctor', '--data-dir', dataDir],
  ]) {
    const fault = faultOf(await runWhist(args), [0]);
    if (fault) return breaks(`whist ${args[0]}: ${fault}`);
  }
  const there = await commandsIn(dataDir);
  const missing = answered.filter((id) => !there.has(id)).length;
  if (missing > 0) breaks(`${missing} of ${answered.length} answered changes are not in the backup`);
  for (const made of [file, dataDir]) await rm(made, { recursive: true });
}

/** The ids of all commands in the logs of a data folder. */
async function commandsIn(dataDir: string): Promise<ReadonlySet<string>> {
  const { orm, close } = await openDatabase({ dataDir });
  try {
    const { rows } = await sql<{ id: string }>`
      select command_id as id from game_events where command_id is not null`.execute(sqlOf(orm));
    return new Set(rows.map(({ id }) => id));
  } finally {
    await close();
  }
}

const times = { full: 30, quick: 0 };
/** They play on while each backup is restored and examined. More of them would fill the last ones with hundreds of thousands of actions. */
const tables = 3;

export const backupEmbedded: Fault = {
  title: 'A backup is made under load and restored, embedded database',
  times,
  run: (trial) =>
    onOneServer(trial, ({ dataDir }) => ({
      tables,
      strike: (at) => backUp(['--data-dir', dataDir], trial.folder, at),
    })),
};

export const backupPostgres: Fault = {
  title: 'A backup is made under load and restored into an embedded database, two nodes on PostgreSQL',
  times,
  run: (trial) =>
    onTwoNodes(trial, ({ postgres }) => ({
      tables,
      strike: (at) => backUp(['--database-url', postgres.url()], trial.folder, at),
    })),
};
