import { once } from 'node:events';
import WebSocket from 'ws';
import { expect, onTestFinished, test } from 'vitest';
import type { Identity } from '../../../src/accounts/index.ts';
import { createConnection } from '../../../src/server/connection.ts';
import type { Handled } from '../../../src/server/services.ts';
import { testDatabases } from '../../support/database.ts';
import { startServer } from '../../support/server.ts';

const [database] = testDatabases;
if (!database) throw new Error('the embedded database is always there');

const frame = '{"jsonrpc":"2.0","id":1,"method":"auth.me","params":{}}';
const login = '{"jsonrpc":"2.0","id":1,"method":"auth.resume","params":{"accessToken":"x"}}';

/** A connection whose requests are answered when the test says so, and what its socket was told. */
function open(buffered = 0) {
  const told: (string | number)[] = [];
  const answer = Promise.withResolvers<Handled>();
  const connection = createConnection({
    socket: {
      address: '127.0.0.1',
      send: (text) => told.push(String(text)),
      close: (code) => told.push(code),
      admit: () => {},
      buffered: () => buffered,
    },
    handle: async (caller, { method }) => {
      if (method !== 'auth.resume') return answer.promise;
      const user = { id: 'dana', username: 'dana', displayName: 'Dana' };
      await caller.identify({ userId: 'dana', user } as Identity);
      return { json: '{}' };
    },
    report: () => {},
    failures: { isPassing: () => false, isDamage: () => false },
    terminals: { add: () => {}, remove: () => {}, hasPlace: () => true },
    gone: async () => {},
  });
  onTestFinished(async () => {
    answer.resolve({ json: '{}' });
    await connection.closed();
  });
  return { connection, told };
}

test.each([
  ['of a stranger', false, 4],
  ['of somebody who is logged in', true, 64],
])('the socket %s is read until so many requests wait', async (_, isLoggedIn, most) => {
  const { connection } = open();
  if (isLoggedIn) await connection.receive(login);
  for (let i = 0; i < most; i += 1) {
    expect(connection.isBusy()).toBe(false);
    void connection.receive(frame);
  }
  expect(connection.isBusy()).toBe(true);
});

test('a stranger who sends without a pause is not read any faster than answered', async () => {
  const server = await startServer(database);
  onTestFinished(() => server.stop());
  const ws = new WebSocket(server.url, { perMessageDeflate: false });
  await once(ws, 'open');
  // More than the system keeps between the two.
  for (let i = 0; i < 8_000; i += 1) ws.send('x'.repeat(4_000));
  for (let i = 0; i < 20; i += 1) await once(ws, 'message');
  expect(ws.bufferedAmount).toBeGreaterThan(8_000_000);
  ws.terminate();
});

test.each([
  [4 * 1024 * 1024, '{"news":1}'],
  [4 * 1024 * 1024 + 1, 1013],
])('a client that has not taken %i bytes gets %s', (buffered, expected) => {
  const { connection, told } = open(buffered);
  connection.send('{"news":1}');
  expect(told).toEqual([expected]);
});
