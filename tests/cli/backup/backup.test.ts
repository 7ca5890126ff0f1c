import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { failure, makeHome, start, startWhist, whist, type Home, type Hosting } from '../../support/cli.ts';
import { recordShortGame } from '../../support/short-game.ts';
import { connect, type Wire } from '../../support/wire.ts';

let home: Home;
let server: Hosting;
let wire: Wire;
const at = (...names: string[]) => join(home.folder, ...names);
const run = (...args: string[]) => whist(args, { home });

beforeAll(async () => {
  home = await makeHome();
  server = await startWhist(['--backup-to', at('every'), '--backup-every', '1h'], { home });
  wire = await connect(server.listening.url);
  await wire.call('auth.register', {
    username: 'dana',
    email: 'dana@example.org',
    displayName: 'Dana',
    password: 'correct horse',
  });
});
afterAll(async () => {
  await wire.close();
  await server.stop();
  await home.remove();
});

async function play(): Promise<void> {
  const { code } = await wire.call('room.create', {});
  for (const displayName of ['Yossi', 'Noa', 'Amir']) await wire.call('room.addGuest', { code, displayName });
  await recordShortGame(wire, code);
}

test('a backup that is made while people play holds every game that was over, and each game is whole', async () => {
  for (let n = 0; n < 3; n += 1) await play();
  let played = 0;
  let isMade = false;
  const playing = (async () => {
    for (; !isMade; played += 1) {
      await play();
      // The backup needs the processor too.
      await pause(100);
    }
  })();
  const { stdout, stderr, exitCode } = await run('backup', at('under-load.backup'), '--json');
  isMade = true;
  await playing;
  expect([stderr, exitCode]).toEqual(['', 0]);
  const made = JSON.parse(stdout) as { readonly games: number; readonly bytes: number };
  expect(made.games).toBeGreaterThanOrEqual(3);
  expect(played).toBeGreaterThan(0);
  const { mode, size } = await stat(at('under-load.backup'));
  expect([mode & 0o777, size]).toEqual([0o600, made.bytes]);

  const restored = await run('restore', at('under-load.backup'), '--data-dir', at('new'), '--json');
  expect(JSON.parse(restored.stdout)).toEqual({
    ...made,
    milliseconds: expect.any(Number),
    dryRun: false,
    migrated: [],
  });
  expect(await run('doctor', '--data-dir', at('new'))).toMatchObject({ stdout: '', exitCode: 0 });
});

test('a server makes backups, and tells when it made the last', async () => {
  await vi.waitFor(
    async () => {
      expect(await readdir(at('every'))).toEqual([expect.stringMatching(/^whist-[\dT.-]+Z\.backup$/)]);
      const page = await fetch(`http://127.0.0.1:${server.listening.port}/metrics`);
      const [, seconds] = /^whist_backup_last_success_timestamp_seconds (\d+)/m.exec(await page.text()) ?? [];
      expect(Number(seconds)).toBeGreaterThan(Date.now() / 1000 - 60);
    },
    { timeout: 40_000, interval: 200 },
  );
});

test('a backup can be checked, and a link to a file stays a link', async () => {
  await writeFile(at('target'), 'before');
  await symlink(at('target'), at('link'));
  expect((await run('backup', at('link'))).exitCode).toBe(0);
  const { stdout, exitCode } = await run('restore', '--dry-run', '--json', at('link'));
  expect([JSON.parse(stdout), exitCode]).toMatchObject([{ dryRun: true, file: at('link') }, 0]);
  expect((await readFile(at('target'), 'utf8')).slice(0, 10)).toBe('{"format":');
});

test.each<[string, readonly string[], readonly [number, string]]>([
  ['a schedule without a folder', ['backup', 'x', '--every', '1h'], [2, 'usage']],
  ['JSON behind a backup', ['backup', '-'], [2, 'usage']],
  ['a folder without a database', ['backup', 'x', '--data-dir', '/nowhere'], [65, 'database_empty']],
  ['a place that is not there', ['backup', '/nowhere/x'], [74, 'backup_unwritable']],
  ['a device', ['backup', '/dev/null'], [74, 'backup_unwritable']],
  ['no backup', ['restore', import.meta.filename], [65, 'not_a_backup']],
  ['a missing backup', ['restore', '/nowhere/x'], [65, 'unreadable']],
])('%s is refused', async (_, args, refused) => {
  const ended = await run(...args, '--json');
  expect([ended.exitCode, failure(ended).reason]).toEqual(refused);
});

test('a command makes backups again and again until it is stopped', async () => {
  const args = ['backup', '--every', '1s', '--keep', '1', '--to', at('beside'), '--json'];
  const running = start(args, { home });
  const first = await running.line(() => true);
  await running.line((line) => line !== first);
  running.kill('SIGTERM');
  const { exitCode, stderr } = await running.ended;
  expect([exitCode, stderr]).toEqual([143, '']);
  expect(await readdir(at('beside'))).toHaveLength(1);
});
