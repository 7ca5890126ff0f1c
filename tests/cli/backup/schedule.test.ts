import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, onTestFinished, test, vi } from 'vitest';
import { addBackup } from '../../../src/node/backup/folder.ts';
import { startBackups } from '../../../src/node/backup/schedule.ts';
import { addInThread } from '../../../src/node/backup/thread.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whist-schedule-'));
});
afterEach(() => rm(folder, { recursive: true }));

const nameAt = (time: number) => `whist-${new Date(time).toISOString().replaceAll(':', '-')}.backup`;
const hour = 60 * 60 * 1000; // ms

function started(every: number, add: () => Promise<unknown>) {
  const told: (string | undefined)[] = [];
  const errors: unknown[] = [];
  const { stop } = startBackups({
    folder,
    every,
    add,
    tell: (newest) => told.push(newest?.toISOString()),
    report: (error) => errors.push(error),
  });
  return { told, errors, stop };
}

const addFile = async () => writeFile(join(folder, nameAt(Date.now())), '');

test('the first backup is made at once, and then one after each interval', async () => {
  const { told, stop } = started(20, addFile);
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(5));
  await stop();
  expect(told[0]).toBeUndefined();
  expect((await readdir(folder)).length).toBeGreaterThan(2);
});

test('after a restart the next backup waits until the newest one is old enough', async () => {
  const newest = Date.now() - hour;
  await writeFile(join(folder, nameAt(newest)), '');
  const young = started(2 * hour, addFile);
  await vi.waitFor(() => expect(young.told).toEqual([new Date(newest).toISOString()]));
  await young.stop();
  expect(await readdir(folder)).toEqual([nameAt(newest)]);
  const old = started(hour, addFile);
  await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(2));
  await old.stop();
});

test('a backup that fails is reported and tried again', async () => {
  let isBroken = true;
  const { errors, stop } = started(10, async () => {
    if (isBroken) throw new Error('no space');
    await addFile();
  });
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(1));
  isBroken = false;
  await vi.waitFor(async () => expect(await readdir(folder)).not.toEqual([]));
  await stop();
});

/** A database of its own, because a backup makes a copy in the data folder. */
async function makePlace() {
  const dataDir = await mkdtemp(join(tmpdir(), 'whist-schedule-data-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  await cp(inject('templates').dataDir, dataDir, { recursive: true });
  return { databaseUrl: null, databaseSchema: 'public', dataDir, durability: 'relaxed' as const };
}

test('a backup that is stopped in the middle leaves nothing half-made', async () => {
  const place = await makePlace();
  const before = await readdir(place.dataDir);
  const stopped = new AbortController();
  const adding = addInThread({ place, series: { folder, keep: 2 } }, stopped.signal);
  await vi.waitFor(
    async () => expect(await readdir(folder)).toEqual([expect.stringMatching(/\.backup\.[\da-f]+$/)]),
    { timeout: 30_000 },
  );
  stopped.abort();
  await expect(adding).rejects.toThrow('aborted');
  expect([await readdir(folder), await readdir(place.dataDir)]).toEqual([[], before]);
});

test('only so many backups stay, and no other file is deleted', async () => {
  const place = await makePlace();
  const draft = (end: string) => `${nameAt(0)}.${end.repeat(12)}`;
  const others = ['notes.txt', 'whist-2020-01-01.backup', 'friday.backup', draft('a')];
  for (const name of [...others, draft('b'), ...[1, 2, 3].map((n) => nameAt(n * hour))])
    await writeFile(join(folder, name), '');
  await mkdir(join(folder, 'whist-old.backup'));
  await utimes(join(folder, draft('b')), 0, 0);
  const { file, games } = await addBackup(place, { folder, keep: 2 });
  expect(games).toBe(0);
  expect((await readdir(folder)).map((name) => join(folder, name)).toSorted()).toEqual(
    [...[...others, nameAt(3 * hour), 'whist-old.backup'].map((name) => join(folder, name)), file].toSorted(),
  );
});
