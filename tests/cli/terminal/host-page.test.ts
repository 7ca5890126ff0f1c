import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { makeHome, type Home } from '../../support/cli.ts';
import { onTerminal } from '../../support/pty.ts';
import { connect } from '../../support/wire.ts';

let home: Home;
beforeEach(async () => {
  home = await makeHome();
  await cp(inject('templates').dataDir, join(home.folder, 'data', 'whist'), { recursive: true });
});
afterEach(() => home.remove());

/** A server on a terminal, and somebody with a room on it. */
async function serveSomebody(...options: string[]) {
  const page = onTerminal(['serve', '--port', '0', ...options], home);
  const screen = await page.shows('npx whist play');
  const [url = ''] = /ws:\/\/127\.0\.0\.1:\d+\/ws/.exec(screen) ?? [];
  const wire = await connect(url);
  await wire.call('auth.register', {
    username: 'dana',
    email: 'dana@example.org',
    password: 'correct horse',
    displayName: 'Dana',
  });
  const { code } = await wire.call('room.create', {});
  return { page, wire, code };
}

test('serve on a terminal shows who plays, and q asks before it stops', async () => {
  const { page, wire, code } = await serveSomebody();
  await page.shows('this machine alone');
  await page.shows('1 connected, 1 room in use');
  await page.shows(code);
  await wire.call('room.addGuest', { code, displayName: 'Yossi' });
  // Only the changed part of a line is written.
  await page.shows(', Yossi');
  page.type('q');
  await page.shows('1 person is connected. Stop the server?');
  page.type('n');
  await wire.call('room.addGuest', { code, displayName: 'Noa' });
  await page.shows(', Noa');
  page.type('qy');
  expect(await wire.closed).toBe(1001);
  const { exitCode, screen } = await page.ended;
  expect(exitCode).toBe(0);
  expect(screen).toContain('Stopping: ');
});

test('q stops a server that nobody uses at once', async () => {
  const { page, wire } = await serveSomebody();
  await page.shows('1 connected');
  await wire.close();
  await page.showsNow('0 connected');
  page.type('q');
  expect((await page.ended).exitCode).toBe(0);
});
