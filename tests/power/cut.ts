import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { seededChance } from '../../src/cli/commands/demo/plan.ts';
import type { Durability } from '../../src/storage/database/embedded.ts';
import { unpackImage } from '../../src/storage/database/folder/image.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { examine } from '../../src/storage/doctor/index.ts';
import { createStorage } from '../../src/storage/index.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { watchDisk, type Disk } from './disk.ts';
import { startLoad, type Acknowledged } from './load.ts';

/** One cut of the power, and what was wrong after it. */
export interface Cut {
  readonly seed: number;
  /** The changes of the disk until then. */
  readonly changes: number;
  readonly acknowledged: number;
  /** Null if everything that was acknowledged is there once, and the tables are those of the logs. */
  readonly lost: string | null;
}

export interface Cutting {
  readonly seed: number;
  readonly times: number;
  /** The image of an embedded database, as the build makes it. */
  readonly image?: string;
  readonly durability?: Durability;
  readonly report: (cut: Cut) => void;
}

/** The power is cut so many times while one load is under way. */
const cutsInLoad = 8;

/** Cuts the power of an embedded database under load at random moments, and looks at what is left each time. */
export async function cutPower({ seed, times, report, ...how }: Cutting): Promise<void> {
  for (let done = 0; done < times; done += cutsInLoad) {
    const cuts = Math.min(cutsInLoad, times - done);
    for (const cut of await cutLoad({ ...how, seed: seed + done, cuts })) report(cut);
  }
}

interface Taken {
  readonly folder: string;
  readonly changes: number;
  readonly acknowledged: readonly Acknowledged[];
}

async function cutLoad({
  seed,
  cuts,
  image = 'dist/database.tar.zst',
  durability = 'full',
}: Omit<Cutting, 'times' | 'report'> & { readonly cuts: number }): Promise<Cut[]> {
  const folder = await mkdtemp(join(tmpdir(), 'whist-power-'));
  try {
    const dataDir = join(folder, 'data');
    await unpackImage(join(dataDir, 'database'), image);
    const taken = await playUntilCut({ dataDir, folder, durability, chance: seededChance(seed), cuts });
    const found: Cut[] = [];
    for (const { folder: left, changes, acknowledged } of taken) {
      const lost = await lostIn(left, acknowledged);
      found.push({ seed, changes, acknowledged: acknowledged.length, lost });
      await rm(left, { recursive: true });
    }
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Playing {
  readonly dataDir: string;
  readonly folder: string;
  readonly durability: Durability;
  readonly chance: () => number;
  readonly cuts: number;
}

/** Plays until the power was cut so often; the last one may be while the database is closed. */
async function playUntilCut({ dataDir, folder, durability, chance, cuts }: Playing): Promise<Taken[]> {
  const taken: Taken[] = [];
  const acknowledged: Acknowledged[] = [];
  let changes = 0;
  let next = 1 + Math.floor(chance() * 400);
  const disk: Disk = watchDisk(dataDir, () => {
    changes += 1;
    if (changes !== next || taken.length === cuts) return;
    const left = join(folder, `cut-${taken.length}`);
    disk.cut(left, chance);
    taken.push({ folder: left, changes, acknowledged: [...acknowledged] });
    next += 1 + Math.floor(chance() * 400);
  });
  try {
    while (taken.length < cuts) {
      const database = await openDatabase({ dataDir, durability });
      const storage = createStorage(database, { id: v7(), isAlone: true });
      const load = await startLoad(storage, { rooms: 5, chance, acknowledged });
      const lasting = 20 + chance() * 100;
      for (let played = 0; played < lasting && taken.length < cuts; played++) {
        await load.play();
        if (chance() < 0.1) await storage.recompute();
        if (chance() < 0.05) await sql`checkpoint`.execute(sqlOf(database.orm));
      }
      await database.close();
    }
  } finally {
    disk.stop();
  }
  return taken;
}

/** The fault of a folder in which all this was acknowledged; null if there is none. */
async function lostIn(dataDir: string, acknowledged: readonly Acknowledged[]): Promise<string | null> {
  const opened = await openDatabase({ dataDir, durability: 'relaxed' }).catch(String);
  if (typeof opened === 'string') return opened;
  const db = sqlOf(opened.orm);
  try {
    const { rows } = await sql<{ command: string; times: number }>`
      select game_id || ' ' || command_id as command, count(*) as times
      from game_events where command_id is not null group by 1`.execute(db);
    const times = new Map(rows.map((row) => [row.command, row.times]));
    const wrong = acknowledged.filter(
      ({ gameId, commandId }) => times.get(`${gameId} ${commandId}`) !== 1,
    ).length;
    if (wrong > 0) return `${wrong} of ${acknowledged.length} acknowledged changes are not there once`;
    const { differences } = await examine(db, { repair: false, progress: () => undefined });
    return differences.length > 0 ? `differs from its logs: ${JSON.stringify(differences[0])}` : null;
  } catch (error) {
    return String(error);
  } finally {
    await opened.close();
  }
}
