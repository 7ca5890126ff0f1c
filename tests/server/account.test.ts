import { randomBytes, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { serverTest } from '../support/server-test.ts';
import type { TestServer } from '../support/server.ts';
import { connect, type Wire } from '../support/wire.ts';

const onServer = serverTest();
const password = 'correct horse';

/** A new account with a password, on a socket of its own. */
async function register(server: TestServer, terminal?: string) {
  const username = `u${randomBytes(6).toString('hex')}`;
  const email = `${username}@example.org`;
  const wire = await connect(server.url);
  const session = await wire.call('auth.register', {
    username,
    email,
    password,
    displayName: 'Dana',
    ...(terminal && { terminal }),
  });
  return { wire, username, email, ...session };
}

async function login(server: { url: string }, username: string, terminal: string): Promise<Wire> {
  const wire = await connect(server.url);
  await wire.call('auth.login', { login: username, password, terminal });
  return wire;
}

onServer('an account has names, an address and wishes, and its owner changes them', async (server) => {
  const { wire, username, email, user } = await register(server);
  const fresh = await wire.call('account.get', {});
  expect(fresh).toEqual({
    user,
    email,
    avatarUrl: null,
    preferences: {},
    createdAt: expect.any(String),
    lastActive: expect.any(String),
  });
  const changed = await wire.call('account.update', {
    displayName: 'Dana Levi',
    avatarUrl: 'https://example.org/dana.png',
    preferences: { theme: 'dark', notifications: { yourTurn: 'bell' } },
  });
  expect(changed).toEqual({
    ...fresh,
    user: { ...user, displayName: 'Dana Levi' },
    avatarUrl: 'https://example.org/dana.png',
    preferences: { theme: 'dark', notifications: { yourTurn: 'bell' } },
  });
  const { preferences } = await wire.call('account.update', { preferences: { language: 'he' } });
  expect(preferences).toEqual({ theme: 'dark', language: 'he', notifications: { yourTurn: 'bell' } });
  expect((await wire.call('account.update', { avatarUrl: null })).avatarUrl).toBeNull();
  expect((await wire.call('auth.me', {})).username).toBe(username);
});

onServer(
  'a new name is known on every socket of the user, on every node, and shows in new games',
  async (server) => {
    const { wire, username } = await register(server);
    const far = await login(await server.twin(), username, 'phone');
    const before = await far.call('room.create', {});
    await wire.call('account.update', { displayName: 'Dana Levi' });
    await expect.poll(async () => (await far.call('auth.me', {})).displayName).toBe('Dana Levi');
    const after = await far.call('room.create', {});
    expect(after.seats[0]?.displayName).toBe('Dana Levi');
    const { state } = await far.call('room.state', { code: before.code });
    expect(state.seats[0]?.displayName).toBe('Dana');
  },
);

onServer('another user name or address needs the password, and nobody else may have it', async (server) => {
  const { wire, username, email } = await register(server);
  const other = await register(server);
  const wanted = `n${randomBytes(6).toString('hex')}`;
  expect(await wire.refused('account.update', { username: wanted })).toBe('invalid_params');
  expect(await wire.refused('account.update', { username: wanted, password: 'wrong' })).toBe(
    'invalid_credentials',
  );
  expect(await wire.refused('account.update', { username: other.username.toUpperCase(), password })).toBe(
    'username_taken',
  );
  expect(await wire.refused('account.update', { email: other.email, password })).toBe('email_taken');
  expect((await wire.call('account.get', {})).user.username).toBe(username);

  const commandId = randomUUID();
  const params = { username: wanted, email: `${wanted}@Example.org`, password, commandId };
  const changed = await wire.call('account.update', params);
  expect(changed).toMatchObject({ user: { username: wanted }, email: `${wanted}@example.org` });
  expect(await wire.call('account.update', params)).toEqual(changed);
  const again = await connect(server.url);
  expect(await again.refused('auth.login', { login: email, password })).toBe('invalid_credentials');
  await again.call('auth.login', { login: wanted, password });
});

onServer('wishes are checked, and an unknown one is refused', async (server) => {
  const { wire } = await register(server);
  for (const preferences of [
    { theme: 'pink' },
    { colour: 'dark' },
    { language: 'fr' },
    { notifications: { yourTurn: true } },
    { notifications: { sound: 'bell' } },
  ])
    expect(await wire.refused('account.update', { preferences } as object)).toBe('invalid_params');
  for (const avatarUrl of ['http://example.org/a.png', 'https://exa mple.org', 'javascript:alert(1)', ''])
    expect(await wire.refused('account.update', { avatarUrl })).toBe('invalid_params');
  expect((await wire.call('account.get', {})).preferences).toEqual({});
});

onServer('a user sees where they are logged in, and logs one terminal out', async (server) => {
  const { wire, username } = await register(server, 'laptop');
  const twin = await server.twin();
  const phone = await login(twin, username, 'phone');
  const { sessions } = await wire.call('account.sessions', {});
  expect(sessions).toEqual([
    {
      id: expect.any(String),
      terminal: 'phone',
      address: '127.0.0.1',
      createdAt: expect.any(String),
      lastSeen: expect.any(String),
      current: false,
    },
    expect.objectContaining({ terminal: 'laptop', current: true }),
  ]);
  const [{ id: sessionId } = { id: '' }] = sessions;
  const stranger = await register(server);
  expect(await stranger.wire.refused('account.endSession', { sessionId })).toBe('session_not_found');
  await wire.call('account.endSession', { sessionId });
  expect(await phone.closed).toBe(4401);
  expect(await wire.refused('account.endSession', { sessionId })).toBe('session_not_found');
  const left = await wire.call('account.sessions', {});
  expect(left.sessions.map(({ terminal }) => terminal)).toEqual(['laptop']);
});

onServer('a session keeps the name of its terminal when the password changes', async (server) => {
  const { wire } = await register(server, 'laptop');
  await wire.call('auth.changePassword', { password, newPassword: 'another horse' });
  const { sessions } = await wire.call('account.sessions', {});
  expect(sessions).toMatchObject([{ terminal: 'laptop', current: true }]);
});

onServer('somebody who ends the session of this socket is logged out on it', async (server) => {
  const { wire, accessToken } = await register(server);
  const twin = await connect(server.url);
  await twin.call('auth.resume', { accessToken });
  const { sessions } = await wire.call('account.sessions', {});
  await wire.call('account.endSession', { sessionId: sessions[0]?.id ?? '' });
  expect(await twin.closed).toBe(4401);
  expect(await wire.refused('account.get', {})).toBe('unauthenticated');
});
