import { execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createHashWorkers } from '../../src/accounts/hash-workers.ts';
import { createPasswords, noPassword } from '../../src/accounts/passwords.ts';

let threads = 0;
const count = () => {
  threads += 1;
};
const open: { close(): Promise<void> }[] = [];
function closing<T extends { close(): Promise<void> }>(opened: T): T {
  open.push(opened);
  return opened;
}

beforeEach(() => {
  threads = 0;
  subscribe('worker_threads', count);
});
afterEach(async () => {
  unsubscribe('worker_threads', count);
  await Promise.all(open.splice(0).map((opened) => opened.close()));
});

describe('passwords', () => {
  test('a hash is bcrypt of cost 10 with a salt, and matches only its password', async () => {
    const passwords = closing(createPasswords());
    const [first, second] = await Promise.all([
      passwords.hash('correct horse'),
      passwords.hash('correct horse'),
    ]);
    if ('error' in first || 'error' in second) throw new Error('busy');
    expect(first.ok).toMatch(/^\$2b\$10\$.{53}$/);
    expect(second.ok).not.toBe(first.ok);
    expect(await passwords.matches('correct horse', first.ok)).toEqual({ ok: true });
    expect(await passwords.matches('correct horsf', first.ok)).toEqual({ ok: false });
    expect(await passwords.matches('correct horse', null)).toEqual({ ok: false });
  });

  test('without an account, a password is compared with a whole hash too', async () => {
    const jobs = vi.spyOn(Worker.prototype, 'postMessage');
    onTestFinished(() => jobs.mockRestore());
    const passwords = closing(createPasswords());
    for (const none of [null, noPassword])
      expect(await passwords.matches('correct horse', none)).toEqual({ ok: false });
    const job = { text: expect.any(String), hash: expect.stringMatching(/^\$2b\$10\$[./A-Za-z0-9]{53}$/) };
    expect(jobs.mock.calls).toEqual([[job], [job]]);
  });

  test('all of 128 characters count, Hebrew ones too', async () => {
    const passwords = closing(createPasswords());
    const long = 'ש'.repeat(127);
    const hashed = await passwords.hash(`${long}א`);
    if ('error' in hashed) throw new Error('busy');
    expect(await passwords.matches(`${long}א`, hashed.ok)).toEqual({ ok: true });
    expect(await passwords.matches(`${long}ב`, hashed.ok)).toEqual({ ok: false });
    expect(await passwords.matches(long, hashed.ok)).toEqual({ ok: false });
  });

  test('a password is the same if a keyboard composes its letters in another way', async () => {
    const passwords = closing(createPasswords());
    const hashed = await passwords.hash('caf\u00e9 whist');
    if ('error' in hashed) throw new Error('busy');
    expect(await passwords.matches('cafe\u0301 whist', hashed.ok)).toEqual({ ok: true });
  });

  test('two threads start when they are needed, and do not block the event loop', async () => {
    const passwords = closing(createPasswords());
    expect(threads).toBe(0);
    let hashing = true;
    const hashes = Promise.all(Array.from({ length: 6 }, () => passwords.hash('password'))).finally(() => {
      hashing = false;
    });
    let turns = 0;
    for (; hashing; turns += 1) await setImmediate();
    expect(await hashes).toHaveLength(6);
    expect(threads).toBe(2);
    expect(turns).toBeGreaterThan(20);
  });

  test('do not keep a process alive', async () => {
    const module = new URL('../../src/accounts/passwords.ts', import.meta.url).href;
    const program = `
      const { createPasswords } = await import(${JSON.stringify(module)});
      console.log(String('ok' in (await createPasswords().hash('password'))));`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 120_000,
    });
    expect((await run).stdout).toBe('true\n');
  }, 180_000);
});

describe('hash workers', () => {
  const job = { text: 'password', cost: 4 };

  test('answer null to a job if too many jobs wait', async () => {
    const workers = closing(createHashWorkers({ size: 1, waiting: 2 }));
    const answers = await Promise.all(Array.from({ length: 5 }, () => workers.run(job)));
    expect(answers.map((answer) => answer === null)).toEqual([false, false, false, true, true]);
    expect(await workers.run(job)).toEqual(expect.any(String));
    expect(threads).toBe(1);
  });

  test('a thread that fails rejects only its own job, and is replaced', async () => {
    const workers = closing(createHashWorkers({ size: 1, waiting: 2 }));
    const broken = workers.run({ text: 'password', hash: 'x'.repeat(60) });
    const next = workers.run(job);
    await expect(broken).rejects.toThrow('could not be hashed');
    expect(await next).toEqual(expect.any(String));
    expect(threads).toBe(2);
  });

  test('answer null to everything once they are closed', async () => {
    const workers = createHashWorkers({ size: 1, waiting: 2 });
    const waiting = [workers.run({ text: 'password', cost: 12 }), workers.run(job)];
    await workers.close();
    expect(await Promise.all([...waiting, workers.run(job)])).toEqual([null, null, null]);
  });
});
