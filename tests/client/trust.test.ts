import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createWebServer } from 'node:http';
import { createServer } from 'node:https';
import { Socket, type AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { createConnection, openSocket, type Trust } from '../../src/client/index.ts';
import { isPrivate } from '../../src/client/dial.ts';
import { authority, selfSigned, signed } from '../support/certificates.ts';

const fingerprintOf = ({ cert }: { readonly cert: string }) => new X509Certificate(cert).fingerprint256;

/** A server of WebSockets, over TLS if it has a certificate, that counts what it is sent. */
async function listen(pair: typeof signed | null) {
  const web = pair ? createServer(pair) : createWebServer();
  const sockets = new WebSocketServer({ server: web });
  let received = 0;
  web.on(pair ? 'secureConnection' : 'connection', (socket: Socket | TLSSocket) => {
    socket.on('data', ({ length }: Buffer) => (received += length)).on('error', () => undefined);
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    web.close();
  });
  const { port } = web.address() as AddressInfo;
  const url = (host: string) => `${pair ? 'wss' : 'ws'}://${host}:${port}/ws`;
  return {
    url: url('127.0.0.1'),
    urlAt: url,
    received: () => received,
    async replace(next: typeof signed) {
      if ('setSecureContext' in web) web.setSecureContext(next);
      const closed = [...sockets.clients].map((socket) => once(socket, 'close'));
      for (const socket of sockets.clients) socket.terminate();
      await Promise.all(closed);
    },
  };
}

const trusting = (known: Partial<Awaited<ReturnType<Trust['agreed']>>>, ca: string | null = null): Trust => ({
  ca,
  agreed: () => Promise.resolve({ fingerprint: null, isPlaintextFine: false, ...known }),
});

async function tryTo(url: string, trust: Trust) {
  const socket = await openSocket(url, { onText: () => undefined, onClosed: () => undefined, trust });
  if ('unreachable' in socket) return socket.unreachable;
  socket.close();
  return 'open';
}

const known = fingerprintOf(selfSigned);

test('a certificate that nobody vouches for is told with its fingerprint, and the server is sent nothing', async () => {
  const { url, received } = await listen(selfSigned);
  expect(await tryTo(url, trusting({}))).toEqual({
    why: 'certificateUnknown',
    detail: known,
    because: 'certificate',
  });
  expect(await tryTo(url, trusting({ fingerprint: fingerprintOf(signed) }))).toEqual({
    why: 'certificateChanged',
    detail: known,
  });
  expect(received()).toBe(0);
  expect(await tryTo(url, trusting({ fingerprint: known }))).toBe('open');
});

test('with an authority, its certificates are accepted for their names, and no others, known or not', async () => {
  const server = await listen(signed);
  expect(await tryTo(server.url, trusting({}, authority))).toBe('open');
  expect(await tryTo(server.urlAt('localhost'), trusting({}, authority))).toBe('open');
  const elsewhere = { fingerprint: fingerprintOf(signed) };
  expect(await tryTo(server.urlAt('127.0.0.1'), trusting(elsewhere, selfSigned.cert))).toMatchObject({
    why: 'certificate',
  });
  const other = await listen(selfSigned);
  const before = other.received();
  expect(await tryTo(other.url, trusting({ fingerprint: known }, authority))).toMatchObject({
    why: 'certificate',
  });
  // It is an authority of its own, but for the name localhost.
  expect(await tryTo(other.url, trusting({}, selfSigned.cert))).toMatchObject({ why: 'certificateName' });
  expect(await tryTo(other.urlAt('localhost'), trusting({}, selfSigned.cert))).toBe('open');
  expect(before).toBe(0);
});

test('a line without encryption to a stranger is sent nothing before it is agreed to', async () => {
  const { url, received } = await listen(null);
  expect(await tryTo(url, trusting({}))).toBe('open');
  const before = received();
  // No test can have an address of the internet. The getter of the address asks this method.
  const socket = Socket.prototype as Socket & { _getpeername: () => object };
  vi.spyOn(socket, '_getpeername').mockReturnValue({ address: '203.0.113.7', family: 'IPv4', port: 1 });
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await tryTo(url, trusting({}))).toEqual({ why: 'plaintext', detail: '203.0.113.7' });
  expect(received()).toBe(before);
  expect(await tryTo(url, trusting({ isPlaintextFine: true }))).toBe('open');
});

test.each([
  ['127.0.0.1', true],
  ['127.255.1.2', true],
  ['::1', true],
  ['10.1.2.3', true],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['192.168.1.20', true],
  ['169.254.7.7', true],
  ['100.64.0.1', true],
  ['100.127.255.255', true],
  ['fd00::2', true],
  ['fe80::1%eth0', true],
  ['::ffff:192.168.1.20', true],
  ['172.15.255.255', false],
  ['172.32.0.1', false],
  ['100.128.0.1', false],
  ['192.169.0.1', false],
  ['203.0.113.7', false],
  ['::ffff:203.0.113.7', false],
  ['2001:db8::1', false],
  ['::', false],
  ['', false],
])('the address %s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});

test('a client whose server has another certificate comes back when that is agreed to, and not before', async () => {
  const server = await listen(selfSigned);
  let fingerprint = known;
  let lookups = 0;
  const connection = createConnection({
    url: server.url,
    authenticate: () => Promise.resolve({ user: { id: 'dana', username: 'dana', displayName: 'Dana' } }),
    trust: {
      ca: null,
      agreed: () => {
        lookups += 1;
        return Promise.resolve({ fingerprint, isPlaintextFine: false });
      },
    },
  });
  onTestFinished(connection.close);
  expect(await connection.first).toHaveProperty('user');
  expect(connection.whyAway()).toBeNull();
  const before = server.received();
  await server.replace(signed);
  const changed = { why: 'certificateChanged', detail: fingerprintOf(signed) };
  await expect.poll(() => lookups, { timeout: 10_000 }).toBeGreaterThan(2);
  expect(connection.whyAway()).toEqual(changed);
  expect(connection.status()).toBe('reconnecting');
  expect(server.received()).toBe(before);
  // In another terminal, say.
  fingerprint = fingerprintOf(signed);
  await expect.poll(() => connection.status(), { timeout: 10_000 }).toBe('online');
});
