import { createServer, request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPages } from '../../src/server/http.ts';
import { createMetrics } from '../../src/server/index.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown } from '../support/table.ts';

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
    createPages({ isReady, metrics: createMetrics(), metricsForAll, trustProxy: false });
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
