import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { urlsOf } from '../../src/cli/session/addresses.ts';
import { failure, makeHome, start, startWhist, whist, type Home } from '../support/cli.ts';

let home: Home;
beforeAll(async () => {
  home = await makeHome();
});
afterAll(() => home.remove());

const dataDir = () => join(home.folder, 'data', 'whist');

test('one folder has one server; the next server takes over the lock of a dead one', async () => {
  const first = await startWhist([], { home });
  const second = await whist(['serve', '--json', '--port', '0'], { home });
  expect(second.exitCode).toBe(73);
  expect(failure(second)).toEqual({
    reason: 'folder_locked',
    message: `Process ${first.pid} is using ${dataDir()}: stop it, or choose another folder with --data-dir.`,
  });
  expect(second.stderr).toBe(`${failure(second).message}\n`);

  const register = ['--username', 'dana', '--email', 'dana@example.org', '--display-name', 'Dana', '--json'];
  const as = (url: string) => ({ home, env: { WHIST_SERVER: url }, input: 'correct horse\n' });
  expect((await whist(['register', ...register], as(first.listening.url))).exitCode).toBe(0);
  first.kill('SIGKILL');
  await first.ended;

  // This one prints sentences for a person: how to join, and that it stops.
  const third = start(['serve', '--port', '0'], { home });
  const address = await third.note((line) => line.startsWith('whist is listening on '));
  const [url = ''] = /ws:\/\/127\.0\.0\.1:\d+\/ws$/.exec(address) ?? [];
  expect(await third.note((line) => line.startsWith('In another terminal'))).toContain(
    `--server ${url.replace('/ws', '')}`,
  );
  const again = await whist(['login', '--login', 'dana', '--json'], as(url));
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
  third.kill('SIGINT');
  const ended = await third.ended;
  expect(ended).toMatchObject({ exitCode: 130, stdout: '' });
  expect(ended.stderr).toMatch(/\nStopping: /);
  await expectReleased();
});

test('a port in use is reported, and the folder is unlocked again', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  const ended = await whist(['serve', '--json', '--port', String(port)], { home });
  expect(ended.exitCode).toBe(75);
  expect(failure(ended)).toEqual({
    reason: 'port_in_use',
    message: `Port ${port} is in use, perhaps by another whist; stop it, or choose another with --port.`,
  });
  squatter.close();
  await expectReleased();
});

test.each([['below a file'], ['/proc/nowhere'], ['a file']])(
  'a data folder that cannot be used is reported: %s',
  async (where) => {
    const file = join(home.folder, 'file');
    await writeFile(file, '');
    const folder = { 'below a file': join(file, 'below'), 'a file': file }[where] ?? where;
    const ended = await whist(['serve', '--json', '--port', '0', '--data-dir', folder], { home });
    expect(ended.exitCode).toBe(74);
    expect(failure(ended)).toEqual({
      reason: 'folder_unwritable',
      message: expect.stringContaining(`The data folder ${folder} cannot be written`),
    });
  },
);

test.each([
  ['postgres://nobody:secret@127.0.0.1:1/x', 69, 'database_unreachable'],
  ['mysql://nobody:secret@127.0.0.1/x', 2, 'bad_setting'],
])(
  'the message about a database that cannot be used, %s, does not show its password',
  async (url, exitCode, reason) => {
    const ended = await whist(['serve', '--json', '--port', '0', '--database-url', url], { home });
    expect(ended.exitCode).toBe(exitCode);
    expect(failure(ended).reason).toBe(reason);
    expect(ended.stdout + ended.stderr).not.toContain('secret');
  },
);

test('the addresses of a server for the network are of both families, the likeliest first', () => {
  const address = (family: 'IPv4' | 'IPv6', text: string, internal = false) =>
    ({ family, address: text, internal }) as NetworkInterfaceInfo;
  const urls = urlsOf(
    {
      lo: [address('IPv4', '127.0.0.1', true), address('IPv6', '::1', true)],
      docker0: [address('IPv4', '172.17.0.1')],
      eth0: [address('IPv6', 'fe80::1'), address('IPv6', 'fd00::2'), address('IPv4', '10.0.0.5')],
      wlan0: [address('IPv4', '100.64.0.9'), address('IPv4', '192.168.1.20')],
    },
    'ws://127.0.0.1:4440/ws',
  );
  expect(urls).toEqual([
    'ws://192.168.1.20:4440/ws',
    'ws://10.0.0.5:4440/ws',
    'ws://100.64.0.9:4440/ws',
    'ws://[fd00::2]:4440/ws',
  ]);
});

/** Checks that a stopped server has left only its data, and no lock. */
async function expectReleased() {
  // A server that holds the folder has a `lock.json` beside the lock.
  expect((await readdir(dataDir())).toSorted()).toEqual(['database', 'database.json', 'jwt-secret', 'lock']);
}
