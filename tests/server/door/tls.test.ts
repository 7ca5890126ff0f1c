import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:https';
import { connect as open, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as openTls, type TLSSocket } from 'node:tls';
import WebSocket from 'ws';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { defaultLimits } from '../../../src/config/limits.ts';
import { createStrangers } from '../../../src/server/door/strangers.ts';
import { authority, signed } from '../../support/certificates.ts';
import { testDatabases } from '../../support/database.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';

const [database] = testDatabases;
if (!database) throw new Error('the embedded database is always there');

let folder: string;
let server: TestServer;
const startWithTls = () =>
  startServer(database, {
    limits: defaultLimits,
    tls: { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') },
  });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whist-tls-'));
  await writeFile(join(folder, 'cert.pem'), signed.cert);
  await writeFile(join(folder, 'key.pem'), signed.key);
  server = await startWithTls();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const portOf = ({ url }: Pick<TestServer, 'url'>) => Number(new URL(url).port);

/** A connection below TLS, on which nothing has been sent. */
async function line(port = portOf(server)): Promise<Socket> {
  const socket = open(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket.on('error', () => undefined);
}

/** A connection with TLS, on which nothing has been asked. */
async function safeLine(port = portOf(server)): Promise<TLSSocket> {
  const socket = openTls({ port, host: '127.0.0.1', ca: authority });
  await once(socket, 'secureConnect');
  return socket.on('error', () => undefined);
}

/** Resolves when the other side has closed, also with a reset. */
const closing = (socket: Socket) => new Promise((resolve) => socket.resume().once('close', resolve));

/** The seconds until the other side has closed. */
async function secondsUntilClosed(socket: Socket): Promise<number> {
  const start = performance.now();
  await closing(socket);
  return (performance.now() - start) / 1000;
}

/** Sends a text letter by letter, more slowly than anybody waits for. */
async function trickle(socket: Socket, text: Buffer): Promise<number> {
  let sent = 0;
  const timer = setInterval(() => socket.write(text.subarray(sent, ++sent)), 400);
  return secondsUntilClosed(socket).finally(() => clearInterval(timer));
}

const upgrade = Buffer.from(
  'GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
);
/** The first bytes of a handshake: a record of 512 bytes. */
const hello = Buffer.concat([Buffer.from('160301020001', 'hex'), Buffer.alloc(506)]);

describe.concurrent('nobody waits at a door with TLS for long', () => {
  test.each([
    ['a connection that sends nothing', async () => secondsUntilClosed(await line())],
    ['a handshake that comes byte by byte', async () => trickle(await line(), hello)],
    ['a connection that sends nothing after its handshake', async () => secondsUntilClosed(await safeLine())],
    ['an upgrade that comes letter by letter', async () => trickle(await safeLine(), upgrade)],
  ])(
    '%s is closed after ten seconds',
    async (_, wait) => {
      const seconds = await wait();
      expect(seconds).toBeGreaterThan(8);
      expect(seconds).toBeLessThan(13);
    },
    20_000,
  );

  test('a socket has five seconds to log in', async () => {
    const start = performance.now();
    expect(await (await connect(server.url)).closed).toBe(1008);
    expect((performance.now() - start) / 1000).toBeLessThan(7);
  }, 20_000);
});

test('fifty sockets of one address may wait for their login, and the next is told to try again', async () => {
  const waiting = await Promise.all(Array.from({ length: 50 }, () => connect(server.url)));
  const next = new WebSocket(server.url, { ca: authority }).on('error', () => undefined);
  const [, { statusCode, headers }] = (await once(next, 'unexpected-response')) as [
    unknown,
    { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> },
  ];
  expect([statusCode, headers['whist-refused']]).toEqual([429, 'waiting']);
  for (const wire of waiting) wire.terminate();
  await Promise.all(waiting.map(({ closed }) => closed));
  await expect
    .poll(async () => {
      const player = await server.enter(await server.person()).catch(() => null);
      return player?.close();
    })
    .toBe(1005);
});

test('connections are counted from their first byte, and somebody who is logged in above TLS counts no longer', async () => {
  const strangers = createStrangers({ all: 100, waiting: 50, open: 3 });
  const web = createServer(signed).prependListener('connection', strangers.watch);
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  onTestFinished(() => void web.close());
  const { port } = web.address() as AddressInfo;
  const admitted = once(web, 'secureConnection');
  const player = await safeLine(port);
  strangers.admit((await admitted)[0] as Socket);

  const oldest = closing(await line(port));
  const others = [await line(port), await line(port), await safeLine(port)];
  await oldest;
  expect([player, ...others].map(({ destroyed }) => destroyed)).toEqual([false, false, false, false]);
  const cut = Promise.all(others.map(closing));
  strangers.cutAll();
  await cut;
  expect(player.destroyed).toBe(false);
  player.destroy();
});

test('a server stops at once, also while somebody hesitates in the middle of a handshake', async () => {
  const other = await startWithTls();
  const socket = await line(portOf(other));
  socket.write(hello.subarray(0, 5));
  const closed = closing(socket);
  const start = performance.now();
  await other.stop();
  await closed;
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('the pages are there, and the names of the certificate are welcome', async () => {
  const statusOf = (host: string, path: string) =>
    new Promise((resolve, reject) => {
      const options = {
        port: portOf(server),
        path,
        ca: authority,
        headers: { host },
        servername: 'localhost',
      };
      get(options, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
  expect(await statusOf('127.0.0.1', '/healthz')).toBe(200);
  expect(await statusOf('127.0.0.1', '/readyz')).toBe(200);
  expect(await statusOf('localhost', '/metrics')).toBe(200);
  expect(await statusOf('cards.club.example', '/metrics')).toBe(200);
  expect(await statusOf('evil.example', '/metrics')).toBe(403);
});
