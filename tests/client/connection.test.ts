import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createConnection, type Connection, type ConnectionStatus } from '../../src/client/index.ts';
import { startHost, type Host } from './host.ts';
import { createLine } from './line.ts';
import { accepted, join, newcomer, until } from './people.ts';

let host: Host;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  host = await startHost();
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
afterAll(() => host.close());

async function overLine(name: string) {
  const line = await createLine(host.port);
  closers.push(line.close);
  const connection = await join(line.url, name);
  closers.push(connection.close);
  return { line, connection };
}

const becomes = (connection: Connection, status: ConnectionStatus) =>
  until(connection.onStatus, () => (connection.status() === status ? status : undefined));

test('the first try gives the user, or says that there is no server', async () => {
  const { connection } = await overLine('Dana');
  expect(connection.user()?.displayName).toBe('Dana');
  expect(connection.status()).toBe('online');

  const nowhere = createConnection({
    url: 'ws://127.0.0.1:1/ws',
    authenticate: newcomer('Nobody').authenticate,
  });
  closers.push(nowhere.close);
  expect(await nowhere.first).toHaveProperty('unreachable');
  expect(nowhere.status()).toBe('connecting');
});

test('a refusal comes with its reason, its sentence and its data', async () => {
  const { connection } = await overLine('Dana');
  const answer = await connection.call('room.watch', { code: 'ZZZZZZ' });
  expect(answer).toMatchObject({
    refused: { reason: 'room_not_found', message: expect.stringContaining('room') },
  });
});

test('a line that breaks reconnects and logs in by itself', async () => {
  const { line, connection } = await overLine('Dana');
  const { code } = accepted(await connection.call('room.create', {}));
  line.cut();
  await becomes(connection, 'reconnecting');
  expect(accepted(await connection.call('room.state', { code })).state.code).toBe(code);
  expect(connection.status()).toBe('online');
});

test('a call made while the server is away is answered when it is back', async () => {
  const { line, connection } = await overLine('Dana');
  const { code } = accepted(await connection.call('room.create', {}));
  line.takeDown(true);
  await becomes(connection, 'reconnecting');
  const asked = connection.call('room.state', { code });
  line.takeDown(false);
  expect(accepted(await asked).state.code).toBe(code);
});

test('a closed connection refuses the calls that wait, and later ones', async () => {
  const { line, connection } = await overLine('Dana');
  line.deafen(true);
  const waiting = connection.call('auth.me', {});
  connection.close();
  expect(await waiting).toMatchObject({ refused: { reason: 'try_again' } });
  expect(await connection.call('auth.me', {})).toMatchObject({ refused: { reason: 'try_again' } });
  expect(connection.status()).toBe('closed');
});
