import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { connect as open, type Socket } from 'node:net';
import WebSocket from 'ws';
import { beforeEach, afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../src/config/limits.ts';
import { createStrangers, usualBounds } from '../../../src/server/door/strangers.ts';
import { testDatabases } from '../../support/database.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';

const [database] = testDatabases;
if (!database) throw new Error('the embedded database is always there');

let server: TestServer;
beforeAll(async () => {
  server = await startServer(database, { limits: defaultLimits });
});
afterAll(() => server.stop());

const line = async (): Promise<Socket> => {
  const socket = open(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket.on('error', () => undefined);
};
/** The seconds until the other side has closed. */
const secondsUntilClosed = async (socket: Socket) => {
  const start = performance.now();
  socket.resume();
  await once(socket, 'close');
  return (performance.now() - start) / 1000;
};
const upgrade = 'GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n';

describe.concurrent('nobody waits at the door for long', () => {
  test('a connection that sends nothing is closed after ten seconds', async () => {
    const seconds = await secondsUntilClosed(await line());
    expect(seconds).toBeGreaterThan(8);
    expect(seconds).toBeLessThan(13);
  }, 20_000);

  test('an upgrade that comes letter by letter is cut off after ten seconds', async () => {
    const socket = await line();
    let sent = 0;
    const timer = setInterval(() => socket.write(`${upgrade}${key}`.charAt(sent++)), 400);
    expect(await secondsUntilClosed(socket)).toBeLessThan(13);
    clearInterval(timer);
  }, 20_000);

  test('a socket has five seconds to log in, and again after it is logged out', async () => {
    const start = performance.now();
    const { closed } = await connect(server.url);
    const player = await server.enter(await server.person());
    await player.call('auth.logout', {});
    expect(await closed).toBe(1008);
    expect((performance.now() - start) / 1000).toBeGreaterThan(4);
    expect((performance.now() - start) / 1000).toBeLessThan(7);
    expect(await player.closed).toBe(1008);
  }, 20_000);

  test('a client that does not answer the goodbye is cut after two seconds', async () => {
    const socket = await line();
    socket.write(upgrade + key);
    await once(socket, 'data');
    // A binary frame, which the server closes the socket for.
    socket.write(Buffer.from([0x82, 0x81, 0, 0, 0, 0, 1]));
    expect(await secondsUntilClosed(socket)).toBeLessThan(4);
  }, 20_000);
});

test('a frame of more than 4 KiB is refused before the login, when only its length has come, and taken after it', async () => {
  const socket = await line();
  socket.write(upgrade + key);
  await once(socket, 'data');
  socket.write(Buffer.from([0x81, 0xfe, 0x10, 0x01, 0, 0, 0, 0]));
  const [goodbye] = (await once(socket, 'data')) as [Buffer];
  expect(goodbye.readUInt16BE(2)).toBe(1009);
  socket.destroy();

  const long = JSON.stringify({ jsonrpc: '2.0', id: 'long', method: 'auth.me', params: {} }).padEnd(5_000);
  const player = await server.enter(await server.person());
  player.send(long);
  await player.until(() => player.frames.find((frame) => frame.includes('"long"')));
  await player.call('auth.logout', {});
  player.send(long);
  expect(await player.closed).toBe(1009);
});

test('fifty sockets of one address may wait for their login, and the next is told to try again', async () => {
  const players = await Promise.all(
    Array.from({ length: 3 }, async () => server.enter(await server.person())),
  );
  const waiting = await Promise.all(Array.from({ length: 50 }, () => connect(server.url)));
  const refused = (url: string) =>
    new Promise((resolve) => {
      new WebSocket(url)
        .on('unexpected-response', (_, { statusCode, headers }) =>
          resolve([statusCode, headers['whist-refused']]),
        )
        .on('error', () => undefined);
    });
  expect(await refused(server.url)).toEqual([429, 'waiting']);
  for (const wire of waiting) wire.terminate();
  await Promise.all(waiting.map(({ closed }) => closed));
  await expect
    .poll(() =>
      connect(server.url).then(
        (wire) => wire.close(),
        () => 0,
      ),
    )
    .toBe(1005);
  for (const player of players) await player.close();
});

describe('if handles run short', () => {
  const cut: string[] = [];
  let remotePort = 1;
  const socket = (remoteAddress: string, name: string) => {
    const one = { remoteAddress, remotePort: remotePort++, destroy: () => cut.push(name) };
    return Object.assign(new EventEmitter(), one) as unknown as Socket;
  };
  beforeEach(() => void (cut.length = 0));

  test('the address with most strangers loses its oldest, and nobody who is logged in', () => {
    const strangers = createStrangers({ all: 100, waiting: 50, open: 3 });
    const player = socket('192.0.2.1', 'player');
    strangers.watch(player);
    strangers.admit(player);
    strangers.watch(socket('192.0.2.2', 'lonely'));
    for (const name of ['a', 'b', 'c', 'd']) strangers.watch(socket('192.0.2.1', name));
    expect(cut).toEqual(['a', 'b']);
  });

  test('nobody else gets in when everybody who is there is logged in', () => {
    const strangers = createStrangers({ all: 2, waiting: 50, open: 3 });
    for (const name of ['first', 'second']) {
      const player = socket('192.0.2.1', name);
      strangers.watch(player);
      strangers.admit(player);
    }
    strangers.watch(socket('192.0.2.1', 'third'));
    expect(cut).toEqual(['third']);
  });

  test('a connection on which people log in and out is watched once, and forgotten when it closes', () => {
    const strangers = createStrangers({ all: 1, waiting: 50, open: 1 });
    const restless = socket('192.0.2.1', 'restless');
    for (let n = 0; n < 20; n += 1) {
      strangers.watch(restless);
      strangers.admit(restless);
    }
    expect(restless.listenerCount('close')).toBe(1);
    restless.emit('close');
    strangers.watch(socket('192.0.2.1', 'next'));
    expect(cut).toEqual([]);
  });

  test('without limits one address may have all sockets that wait, and handles are left for the files', () => {
    const [limited, free] = [usualBounds({ hasLimits: true }), usualBounds({ hasLimits: false })];
    expect(free).toEqual({ ...limited, waiting: Infinity });
  });
});

describe('the names and the pages that are let in', () => {
  const statusOf = (headers: Record<string, string>, path = '/ws') =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(server.url);
      const upgraded = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        'sec-websocket-version': '13',
      };
      request({ port, path, headers: { ...(path === '/ws' && upgraded), ...headers } })
        .on('response', (response) => resolve(response.resume().statusCode ?? 0))
        .on('upgrade', (_, socket) => {
          socket.destroy();
          resolve(101);
        })
        .on('error', reject)
        .end();
    });

  test.each([
    ['an address', { host: '192.168.1.20:4440' }, 101],
    ['an address of IPv6', { host: '[fe80::1]:4440' }, 101],
    ['this machine', { host: 'localhost:4440' }, 101],
    ['another name', { host: 'evil.example' }, 403],
    ['a name that begins like an address', { host: '127.0.0.1.evil.example' }, 403],
    ['a page of this server itself', { host: 'localhost:4440', origin: 'http://localhost:4440' }, 101],
    ['a page of another port', { host: 'localhost:4440', origin: 'http://localhost:3000' }, 403],
    ['a foreign page', { host: '127.0.0.1', origin: 'https://evil.example' }, 403],
    ['a page of a file', { host: '127.0.0.1', origin: 'null' }, 403],
  ])('%s', async (_, headers, status) => {
    expect(await statusOf(headers)).toBe(status);
  });

  test('the metrics are neither for a proxy on this machine nor for a foreign name, and the health is for all', async () => {
    expect(await statusOf({ host: 'localhost' }, '/metrics')).toBe(200);
    expect(await statusOf({ host: 'evil.example' }, '/metrics')).toBe(403);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
      expect(await statusOf({ host: 'localhost', [header]: '127.0.0.1' }, '/metrics')).toBe(403);
    expect(await statusOf({ host: 'evil.example' }, '/healthz')).toBe(200);
  });
});
