import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPages } from '../../src/server/http.ts';
import { createMetrics } from '../../src/server/index.ts';
import { listen } from '../../src/server/listen.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown } from '../support/table.ts';
import { connect } from '../support/wire.ts';

const guests = { allowedHosts: [], isCertified: () => false, allowedOrigins: [] };
const [database] = testDatabases;
if (!database) throw new Error('the embedded database is always there');

let server: TestServer;
beforeAll(async () => {
  server = await startServer(database);
});
afterAll(() => server.stop());

async function get(path: string, method = 'GET'): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL(path, server.url.replace('ws:', 'http:')), { method });
  return { status: response.status, text: await response.text() };
}

test('the server says that it is alive and ready', async () => {
  expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
  expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
  expect(await get('/readyz', 'HEAD')).toEqual({ status: 200, text: '' });
  expect((await get('/healthz', 'POST')).status).toBe(405);
  expect(await get('/')).toEqual({ status: 404, text: 'whist speaks WebSocket at /ws\n' });
});

test('metrics count requests, sockets and rooms', async () => {
  const { code, players } = await sitDown(await fourPlayers(server));
  await players[1].call('auction.pass', { code });
  expect(await players[1].refused('auction.pass', { code })).toBe('not_your_turn');
  const { status, text } = await get('/metrics');
  expect(status).toBe(200);
  const lines = text.split('\n');
  expect(lines).toContain('whist_requests_total{method="auction.pass",outcome="ok"} 1');
  expect(lines).toContain('whist_requests_total{method="auction.pass",outcome="not_your_turn"} 1');
  expect(lines).toContain('whist_connections 4');
  expect(lines).toContain('whist_rooms_open 1');
  expect(lines).toContain('whist_cache_up 1');
  expect(lines.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true);
});

test('a server that is not ready says so, and only this machine may read the metrics by default', async () => {
  const pages = (isReady: () => Promise<boolean>, metricsForAll: boolean) =>
    createPages({ isReady, metrics: createMetrics(), metricsForAll, guests });
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  for (const forAll of [false, true]) {
    const answer = pages(() => Promise.resolve(false), forAll);
    const http = createServer((req, res) => void answer(req, res)).listen(0, '0.0.0.0');
    await new Promise((resolve) => http.once('listening', resolve));
    const { port } = http.address() as { port: number };
    const ask = (host: string, path: string) =>
      new Promise<number>((resolve, reject) => {
        request({ host, port, path }, (res) => resolve(res.resume().statusCode ?? 0))
          .on('error', reject)
          .end();
      });
    expect(await ask('127.0.0.1', '/readyz')).toBe(503);
    expect(await ask('127.0.0.1', '/metrics')).toBe(200);
    if (outside) expect(await ask(outside, '/metrics')).toBe(forAll ? 200 : 403);
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  }
});

const loopbacks = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, address }) => internal && (address === '127.0.0.1' || address === '::1'))
  .map(({ family, address }) => (family === 'IPv6' ? `[${address}]` : address));

test('the server is reached over every family of addresses that this machine has', async () => {
  const { port } = new URL(server.url);
  for (const host of [...loopbacks, 'localhost']) {
    const wire = await connect(`ws://${host}:${port}/ws`);
    expect(await wire.refused('auth.me', {})).toBe('unauthenticated');
    await wire.close();
    expect((await fetch(`http://${host}:${port}/metrics`)).status).toBe(200);
  }
});

test('a server for the network listens over both families too', async () => {
  const http = createServer((_, response) => response.end('here'));
  const { port, close } = await listen(http, { host: '::', port: 0 });
  for (const host of loopbacks) expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('here');
  http.closeAllConnections();
  await close();
});

test.each(['127.0.0.1', '::1'])('a port of loopback that %s has in use is in use', async (address) => {
  if (!loopbacks.some((host) => host.includes(address))) return;
  const squatter = createServer().listen(0, address);
  await once(squatter, 'listening');
  const { port } = squatter.address() as AddressInfo;
  const http = createServer();
  await expect(listen(http, { host: 'localhost', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(http.listening).toBe(false);
  squatter.close();
});
