import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  createConnection,
  resumeSession,
  type Connection,
  type ConnectionStatus,
  type TokenKeeper,
} from '../../src/client/index.ts';
import type { Session } from '../../src/protocol/index.ts';
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

test('the first try tells who is logged in, or that there is no server', async () => {
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

test('a cut line comes back by itself, logged in', async () => {
  const { line, connection } = await overLine('Dana');
  const { code } = accepted(await connection.call('room.create', {}));
  line.cut();
  await becomes(connection, 'reconnecting');
  expect(accepted(await connection.call('room.state', { code })).state.code).toBe(code);
  expect(connection.status()).toBe('online');
});

test('a change whose answer was lost is sent again and happens once', async () => {
  const { line, connection } = await overLine('Dana');
  const { code } = accepted(await connection.call('room.create', {}));
  line.deafen(true);
  const lost = connection.call('room.addGuest', { code, displayName: 'Guest', commandId: randomUUID() });
  const other = await join(host.url, 'Watcher');
  closers.push(other.close);
  for (;;) {
    const { state } = accepted(await other.call('room.watch', { code }));
    if (state.seats[1]) break;
  }
  line.deafen(false);
  line.cut();
  const { state } = accepted(await lost);
  expect(state.seats.map((player) => player?.displayName ?? null)).toEqual(['Dana', 'Guest', null, null]);
});

test('a change without a command id is not sent twice', async () => {
  const { line, connection } = await overLine('Dana');
  const { code } = accepted(await connection.call('room.create', {}));
  line.deafen(true);
  const lost = connection.call('room.addGuest', { code, displayName: 'Guest' });
  line.deafen(false);
  line.cut();
  expect(await lost).toMatchObject({ refused: { reason: 'try_again' } });
});

test('what is asked while the server is away is answered when it is back', async () => {
  const { line, connection } = await overLine('Dana');
  const { code } = accepted(await connection.call('room.create', {}));
  line.takeDown(true);
  await becomes(connection, 'reconnecting');
  const asked = connection.call('room.state', { code });
  line.takeDown(false);
  expect(accepted(await asked).state.code).toBe(code);
});

test('a closed connection answers everything that waits, and what comes later', async () => {
  const { line, connection } = await overLine('Dana');
  line.deafen(true);
  const waiting = connection.call('auth.me', {});
  connection.close();
  expect(await waiting).toMatchObject({ refused: { reason: 'try_again' } });
  expect(await connection.call('auth.me', {})).toMatchObject({ refused: { reason: 'try_again' } });
  expect(connection.status()).toBe('closed');
});

async function registered(): Promise<Session> {
  const person = newcomer('Dana');
  const connection = createConnection({ url: host.url, authenticate: person.authenticate });
  await connection.first;
  connection.close();
  return person.session();
}

function keeperOf(tokens: Session): TokenKeeper & { kept: Session } {
  const keeper = {
    kept: tokens,
    load: async () => keeper.kept,
    save: async (session: Session) => {
      keeper.kept = session;
    },
  };
  return keeper;
}

test('a session goes on with its access token', async () => {
  const keeper = keeperOf(await registered());
  const connection = createConnection({ url: host.url, authenticate: resumeSession(keeper) });
  closers.push(connection.close);
  expect(await connection.first).toMatchObject({ user: { displayName: 'Dana' } });
});

test('an access token that is worth nothing is traded for a new pair, which is kept', async () => {
  const session = await registered();
  const keeper = keeperOf({ ...session, accessToken: 'worthless' });
  const connection = createConnection({ url: host.url, authenticate: resumeSession(keeper) });
  closers.push(connection.close);
  expect(await connection.first).toMatchObject({ user: { displayName: 'Dana' } });
  expect(keeper.kept.refreshToken).not.toBe(session.refreshToken);
  expect(keeper.kept.accessToken).not.toBe('worthless');
});

test('where another terminal has spent the refresh token, its new tokens are used', async () => {
  const session = await registered();
  const stale = { ...session, accessToken: 'worthless' };
  const first = keeperOf(stale);
  const refreshed = createConnection({ url: host.url, authenticate: resumeSession(first) });
  closers.push(refreshed.close);
  await refreshed.first;

  let asked = 0;
  const second: TokenKeeper = {
    load: async () => ((asked += 1) === 1 ? stale : first.kept),
    save: first.save,
  };
  const late = createConnection({ url: host.url, authenticate: resumeSession(second) });
  closers.push(late.close);
  expect(await late.first).toMatchObject({ user: { displayName: 'Dana' } });
});

test('a session that has ended logs the terminal out, for good', async () => {
  const keeper = keeperOf({ ...(await registered()), accessToken: 'worthless', refreshToken: 'spent' });
  const connection = createConnection({ url: host.url, authenticate: resumeSession(keeper) });
  expect(await connection.first).toMatchObject({ refused: { reason: 'invalid_token' } });
  expect(connection.status()).toBe('logged_out');
});

test('a session file that cannot be read is a sentence, not a crash', async () => {
  const authenticate = resumeSession({
    load: () => Promise.reject(new Error('EACCES: permission denied')),
    save: () => Promise.resolve(),
  });
  const connection = createConnection({ url: host.url, authenticate });
  expect(await connection.first).toMatchObject({
    refused: { message: expect.stringContaining('EACCES') },
  });
});
