import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import type { TestNode, TestServer } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';
import { login, loginRefused, operatorAt, register } from './desk.ts';

const onServer = serverTest();
const newPassword = 'another horse';

async function reset(node: TestNode, params: { username: string; code: string; commandId?: string }) {
  const wire = await connect(node.url);
  return wire.call('auth.reset', { newPassword, ...params });
}

async function resetRefused(node: TestNode, params: { username: string; code: string; commandId?: string }) {
  const wire = await connect(node.url);
  return wire.refused('auth.reset', { newPassword, ...params });
}

async function codeFor(server: TestServer, username: string) {
  return (await operatorAt(server)).call('admin.resetPassword', { username });
}

onServer('a code sets another password once, and ends every session on every node', async (server) => {
  const dana = await register(server);
  const twin = await server.twin();
  const far = await login(twin, dana.username);
  const { code, expiresAt } = await codeFor(server, dana.username);
  expect(code).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(86_000_000);
  const { username } = dana;
  const params = { username, code: ` ${code.toLowerCase().replaceAll('-', ' ')}`, commandId: randomUUID() };
  expect(await reset(twin, params)).toEqual({});
  expect(await Promise.all([dana.wire.closed, far.closed])).toEqual([4401, 4401]);
  expect(await loginRefused(server, username)).toBe('invalid_credentials');
  await login(server, username, newPassword);

  // Sent again it has the first answer; it changes nothing, and the code is used up.
  expect(await reset(server, { ...params })).toEqual({});
  for (const node of [server, twin])
    expect(await resetRefused(node, { username, code })).toBe('invalid_code');
  await login(twin, username, newPassword);
});

onServer('a code is used once, also by several at the same moment', async (server) => {
  const dana = await register(server);
  const { code } = await codeFor(server, dana.username);
  const twin = await server.twin();
  const outcomes = await Promise.all(
    [server, twin, server].map(async (node, i) => {
      const wire = await connect(node.url);
      const params = { username: dana.username, code, newPassword: `horse number ${i}` };
      return wire.call('auth.reset', params).then(
        () => i,
        (error: { reason: string }) => error.reason,
      );
    }),
  );
  const [winner, ...others] = outcomes.toSorted((a, b) => String(a).localeCompare(String(b)));
  expect(others).toEqual(['invalid_code', 'invalid_code']);
  await login(server, dana.username, `horse number ${winner}`);
});

onServer(
  'a code is good for its account alone, for a day, and until there is a newer one',
  async (server) => {
    const [dana, noa] = [await register(server), await register(server)];
    const { username } = dana;
    const old = await codeFor(server, username);
    const { code } = await codeFor(server, username);
    expect(code).not.toBe(old.code);
    for (const attempt of [
      { username: noa.username, code },
      { username: 'nobody-at-all', code },
      { username, code: old.code },
      { username, code: 'nonsense' },
      { username: noa.username, code: 'nonsense' },
    ])
      expect(await resetRefused(server, attempt)).toBe('invalid_code');
    await dana.wire.call('auth.me', {});

    await sql`
    update password_codes set expires_at = expires_at - interval '24 hours'
    where user_id = ${dana.user.id}::uuid`.execute(server.db);
    expect(await resetRefused(server, { username, code })).toBe('invalid_code');
    await login(server, username);
    await login(server, noa.username);
  },
);

onServer(
  'the answer with a code can be asked for again, although only its hash is stored',
  async (server) => {
    const { username } = await register(server);
    const operator = await operatorAt(server);
    const command = { username, commandId: randomUUID() };
    const made = await operator.call('admin.resetPassword', command);
    const elsewhere = await operatorAt(server, await server.twin());
    expect(await elsewhere.call('admin.resetPassword', command)).toEqual(made);
    const { rows } = await sql<{ text: string }>`
    select (select string_agg(a::text, ' ') from operator_actions a) || (select string_agg(c::text, ' ') from commands c)
      || (select string_agg(c::text, ' ') from password_codes c) as text`.execute(server.db);
    expect(rows[0]?.text).not.toContain(made.code);
    expect(rows[0]?.text).not.toContain(made.code.replaceAll('-', ''));
    await reset(server, { username, code: made.code });
    // The code that is told once more is used up.
    expect(await operator.call('admin.resetPassword', command)).toEqual(made);
    expect(await resetRefused(server, { username, code: made.code })).toBe('invalid_code');
  },
);

onServer('a disabled account gets no code, and loses the one it had', async (server) => {
  const { username } = await register(server);
  const { code } = await codeFor(server, username);
  const operator = await operatorAt(server);
  await operator.call('admin.disable', { username });
  expect(await resetRefused(server, { username, code })).toBe('invalid_code');
  expect(await operator.refused('admin.resetPassword', { username })).toBe('account_disabled');
  await operator.call('admin.enable', { username });
  expect(await resetRefused(server, { username, code })).toBe('invalid_code');
  await login(server, username);
});

onServer('a new password is checked before the code is used', async (server) => {
  const { username, email } = await register(server);
  const { code } = await codeFor(server, username);
  const wire = await connect(server.url);
  const reasonOf = (newPassword: string) => wire.refused('auth.reset', { username, code, newPassword });
  expect(await reasonOf('short')).toBe('invalid_params');
  for (const weak of ['password', username, email]) expect(await reasonOf(weak)).toBe('weak_password');
  await reset(server, { username, code });
});
