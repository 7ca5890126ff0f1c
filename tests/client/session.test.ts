import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createConnection, resumeSession, type TokenKeeper } from '../../src/client/index.ts';
import type { Session } from '../../src/protocol/index.ts';
import { startHost, type Host } from './host.ts';
import { newcomer } from './people.ts';

let host: Host;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  host = await startHost();
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
afterAll(() => host.close());

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

test('an access token is enough to resume a session', async () => {
  const keeper = keeperOf(await registered());
  const connection = createConnection({ url: host.url, authenticate: resumeSession(keeper) });
  closers.push(connection.close);
  expect(await connection.first).toMatchObject({ user: { displayName: 'Dana' } });
});

test('if an access token no longer works, the client gets a new pair and keeps it', async () => {
  const session = await registered();
  const keeper = keeperOf({ ...session, accessToken: 'worthless' });
  const connection = createConnection({ url: host.url, authenticate: resumeSession(keeper) });
  closers.push(connection.close);
  expect(await connection.first).toMatchObject({ user: { displayName: 'Dana' } });
  expect(keeper.kept.refreshToken).not.toBe(session.refreshToken);
  expect(keeper.kept.accessToken).not.toBe('worthless');
});

test('if another terminal has used the refresh token, its new tokens are taken', async () => {
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

test('a session that has ended logs the terminal out for good', async () => {
  const keeper = keeperOf({ ...(await registered()), accessToken: 'worthless', refreshToken: 'spent' });
  const connection = createConnection({ url: host.url, authenticate: resumeSession(keeper) });
  expect(await connection.first).toMatchObject({ refused: { reason: 'invalid_token' } });
  expect(connection.status()).toBe('logged_out');
});

test('a sentence says that a session file cannot be read', async () => {
  const authenticate = resumeSession({
    load: () => Promise.reject(new Error('EACCES: permission denied')),
    save: () => Promise.resolve(),
  });
  const connection = createConnection({ url: host.url, authenticate });
  expect(await connection.first).toMatchObject({
    refused: { message: expect.stringContaining('EACCES') },
  });
});
