import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder, type FolderLock } from '../../src/storage/database/lock.ts';
import { kill, startChild } from './children.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whist-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function take(): FolderLock {
  const outcome = lockFolder(folder);
  if ('heldBy' in outcome) throw new Error(`held by ${outcome.heldBy}`);
  return outcome.ok;
}

test('a second process is refused with the id of the first one, until the first one releases the lock', () => {
  const first = take();
  expect(lockFolder(folder)).toEqual({ heldBy: process.pid });
  first.release();
  take().release();
  // The numbers only rise, and there is no other file.
  expect(readdirSync(folder)).toEqual(['lock.2']);
});

test('a process is refused while another one has the lock, and takes it over after a kill', async () => {
  const { child } = await startChild('lock-holder.ts', folder);
  expect(lockFolder(folder)).toEqual({ heldBy: child.pid });
  await kill(child);
  const lock = take();
  const late = await startChild('lock-holder.ts', folder);
  expect(late.said).toEqual({ heldBy: process.pid });
  lock.release();
});

test('if ten processes want the lock of a dead one, exactly one gets it', async () => {
  const dead = await startChild('lock-holder.ts', folder);
  await kill(dead.child);
  const racers = await Promise.all(Array.from({ length: 10 }, () => startChild('lock-holder.ts', folder)));
  const said = racers.map((racer) => racer.said);
  const winners = racers.filter(({ said: words, child }) => 'pid' in Object(words) && child.pid);
  expect(winners).toHaveLength(1);
  const winner = winners[0]?.child.pid;
  expect(said).toEqual(
    racers.map(({ child }) => (child.pid === winner ? { pid: winner } : { heldBy: winner })),
  );
});

test('processes that take and release the lock all the time never have it together', async () => {
  const contenders = await Promise.all(
    Array.from({ length: 4 }, () => startChild('lock-contender.ts', folder, '100')),
  );
  expect(contenders.map(({ said }) => said)).toEqual(
    Array.from({ length: 4 }, () => ({ won: 100, crowded: 0 })),
  );
});

test('a new process with the id of a dead holder does not count as the holder', () => {
  writeFileSync(join(folder, 'lock.7'), JSON.stringify({ pid: process.pid, startedAt: 1 }));
  take().release();
  expect(readdirSync(folder)).toEqual(['lock.8']);
});

test.each(['', '{}', '{"pid":', '{"pid":0}', 'null'])('a lock file that says %j has no holder', (content) => {
  writeFileSync(join(folder, 'lock.3'), content);
  take().release();
});

test('the numbers are compared as numbers', () => {
  writeFileSync(join(folder, 'lock.9'), JSON.stringify({ pid: process.pid, startedAt: null }));
  writeFileSync(join(folder, 'lock.10'), '');
  take().release();
  expect(readdirSync(folder)).toEqual(['lock.11']);
});
