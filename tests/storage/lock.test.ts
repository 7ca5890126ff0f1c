import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder, type FolderLock } from '../../src/storage/database/folder/lock.ts';
import { kill, startChild } from './children.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whist-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function take(tell?: (sentence: string) => void): Promise<FolderLock> {
  const outcome = await lockFolder(folder, tell);
  if ('heldBy' in outcome) throw new Error(`held by ${outcome.heldBy?.pid}`);
  return outcome.ok;
}

/** A holder of this machine that did not release the lock, or one elsewhere. */
function leave(changes: object): void {
  const path = join(folder, 'lock.json');
  const holder = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...holder, ...changes }));
}

test('a second process is refused with the id of the first one, until the first one releases the lock', async () => {
  const first = await take();
  expect(await lockFolder(folder)).toMatchObject({ heldBy: { pid: process.pid } });
  first.release();
  (await take()).release();
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('a process is refused while another one has the lock, and takes it over at once after a kill', async () => {
  const { child } = await startChild('lock-holder.ts', folder);
  expect(await lockFolder(folder)).toMatchObject({ heldBy: { pid: child.pid } });
  await kill(child);
  const waits: string[] = [];
  const lock = await take((sentence) => waits.push(sentence));
  expect(waits).toEqual([]);
  const late = await startChild('lock-holder.ts', folder);
  expect(late.said).toEqual({ heldBy: process.pid });
  lock.release();
});

test('the names of the processes mean nothing: a holder in another container keeps the folder', async () => {
  const { child } = await startChild('lock-holder.ts', folder);
  // In its own container it is process 1, which here is somebody else, and its host has another name.
  leave({ pid: 1, host: 'container' });
  expect(await lockFolder(folder)).toMatchObject({ heldBy: { pid: 1, host: 'container' } });
  rmSync(join(folder, 'lock.json'));
  expect(await lockFolder(folder)).toEqual({ heldBy: null });
  await kill(child);
});

test('if ten processes want the lock of a dead one, exactly one gets it', async () => {
  const dead = await startChild('lock-holder.ts', folder);
  await kill(dead.child);
  const racers = await Promise.all(Array.from({ length: 10 }, () => startChild('lock-holder.ts', folder)));
  expect(racers.filter(({ said }) => 'pid' in Object(said))).toHaveLength(1);
});

test('processes that take and release the lock all the time never have it together', async () => {
  const contenders = await Promise.all(
    Array.from({ length: 4 }, () => startChild('lock-contender.ts', folder, '100')),
  );
  expect(contenders.map(({ said }) => said)).toEqual(
    Array.from({ length: 4 }, () => ({ won: 100, crowded: 0 })),
  );
});

test('a holder on another machine keeps the folder while it touches its file', async () => {
  // The lock of this kernel does not reach the other machine.
  const path = join(folder, 'lock.json');
  writeFileSync(path, JSON.stringify({ id: 'other', pid: 7, host: 'elsewhere', machine: 'another' }));
  const waits: string[] = [];
  const outcome = await lockFolder(folder, (sentence) => {
    waits.push(sentence);
    utimesSync(path, 0, 0);
  });
  expect(outcome).toMatchObject({ heldBy: { pid: 7, host: 'elsewhere' } });
  expect(waits).toEqual([expect.stringContaining(folder)]);
});
