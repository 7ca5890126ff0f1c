import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { serverTest } from '../support/server-test.ts';
import type { TestNode, TestServer } from '../support/server.ts';
import { connect, type Wire } from '../support/wire.ts';

const onServer = serverTest();

const password = 'correct horse';

/** Somebody new with a session, and a second node. */
async function register(server: TestServer) {
  const login = `u${randomBytes(6).toString('hex')}`;
  const wire = await connect(server.url);
  const params = { username: login, email: `${login}@example.org`, password, displayName: 'Dana' };
  return { wire, login, ...(await wire.call('auth.register', params)), twin: await server.twin() };
}

async function resume(node: TestNode, accessToken: string): Promise<Wire> {
  const wire = await connect(node.url);
  await wire.call('auth.resume', { accessToken });
  return wire;
}

onServer(
  'a logout closes the other sockets of the session on every node; this socket stays open without a login',
  async (server) => {
    const { wire, login, accessToken, twin } = await register(server);
    const [near, far] = [await resume(server, accessToken), await resume(twin, accessToken)];
    const elsewhere = await connect(twin.url);
    await elsewhere.call('auth.login', { login, password });
    await wire.call('auth.logout', {});
    expect(await near.closed).toBe(4401);
    expect(await far.closed).toBe(4401);
    expect(await wire.refused('auth.me', {})).toBe('unauthenticated');
    await wire.call('auth.login', { login, password });
    await elsewhere.call('auth.me', {});
    const late = await connect(twin.url);
    expect(await late.refused('auth.resume', { accessToken })).toBe('invalid_token');
  },
);

onServer(
  'a token that the cache knows to be revoked is refused, though the database has it',
  async (server) => {
    const { wire, login, accessToken } = await register(server);
    await resume(server, accessToken);
    await wire.call('auth.logout', {});
    await sql`
    update sessions set revoked_at = null
    where user_id = (select id from users where username = ${login})`.execute(server.db);
    const thief = await connect(server.url);
    expect(await thief.refused('auth.resume', { accessToken })).toBe('invalid_token');
  },
);

onServer('another password closes every other socket of the user, on every node', async (server) => {
  const { wire, login, accessToken, twin } = await register(server);
  const near = await resume(server, accessToken);
  const far = await connect(twin.url);
  await far.call('auth.login', { login, password });
  expect(await wire.refused('auth.changePassword', { password: 'wrong', newPassword: 'another horse' })).toBe(
    'invalid_credentials',
  );
  await near.call('auth.me', {});
  const changed = await wire.call('auth.changePassword', { password, newPassword: 'another horse' });
  expect(await near.closed).toBe(4401);
  expect(await far.closed).toBe(4401);
  expect(await wire.call('auth.me', {})).toEqual(changed.user);
  await resume(twin, changed.accessToken);
});

onServer('a stolen refresh token closes the sockets of its session', async (server) => {
  const { wire, refreshToken, user, twin } = await register(server);
  const thief = await connect(twin.url);
  const { accessToken } = await thief.call('auth.refresh', { refreshToken });
  await sql`
    update spent_refresh_tokens set spent_at = spent_at - interval '11 seconds'
    where session_id in (select id from sessions where user_id = ${user.id}::uuid)`.execute(server.db);
  const owner = await connect(server.url);
  expect(await owner.refused('auth.refresh', { refreshToken })).toBe('invalid_token');
  expect(await thief.closed).toBe(4401);
  expect(await wire.closed).toBe(4401);
  expect(await owner.refused('auth.resume', { accessToken })).toBe('invalid_token');
});

onServer('a node finds a session that ended without news', async (server) => {
  const { accessToken, twin, user } = await register(server);
  const far = await resume(twin, accessToken);
  await twin.pulse();
  await far.call('auth.me', {});
  await sql`update sessions set revoked_at = now() where user_id = ${user.id}::uuid`.execute(server.db);
  await twin.pulse();
  expect(await far.closed).toBe(4401);
});

onServer('only the operator can send a message, and every node shows it', async (server) => {
  const { twin, ...here } = await register(server);
  const there = await register(server);
  const far = await resume(twin, there.accessToken);
  const message = '  Last\tround, please. ';
  const operator = await connect(server.url);
  await operator.call('admin.broadcast', { operatorToken: await server.operatorToken(), message });
  for (const wire of [here.wire, far]) {
    const frame = await wire.until(() => wire.frames.find((one) => one.includes('admin.broadcast')));
    expect(JSON.parse(frame)).toMatchObject({
      method: 'admin.broadcast',
      params: { message: 'Last round, please.', at: expect.any(String) },
    });
  }
  expect(operator.frames.some((one) => one.includes('"method"'))).toBe(false);
  for (const operatorToken of [here.accessToken, 'nonsense'])
    expect(await here.wire.refused('admin.broadcast', { operatorToken, message })).toBe('not_operator');
});
