import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';

const password = 'correct horse';
const newPassword = 'another horse';

const onServer = serverTest();

function registration() {
  const username = `u${randomBytes(6).toString('hex')}`;
  return { username, email: `${username}@example.org`, password, displayName: 'Dana', commandId: uuid() };
}

const accounts = async (server: TestServer, { username }: { username: string }) => {
  const { rows } = await sql`select from users where username = ${username}`.execute(server.db);
  return rows.length;
};

onServer('auth.register, sent again on any connection and after a restart, logs in', async (server) => {
  const twin = await server.twin();
  const register = registration();
  const wire = await connect(server.url);
  const first = await wire.call('auth.register', register);
  const again = await wire.call('auth.register', register);
  const other = await (await connect(server.url)).call('auth.register', register);
  const elsewhere = await (await connect(twin.url)).call('auth.register', register);
  await server.restart();
  const late = await connect(server.url);
  const later = await late.call('auth.register', register);
  const sessions = [first, again, other, elsewhere, later];
  for (const { user } of sessions) expect(user).toEqual(first.user);
  expect(new Set(sessions.map(({ refreshToken }) => refreshToken)).size).toBe(5);
  for (const { accessToken } of sessions)
    expect((await late.call('auth.resume', { accessToken })).user).toEqual(first.user);
  expect(await accounts(server, register)).toBe(1);
});

onServer('auth.register, sent several times at the same moment, makes one account', async (server) => {
  const twin = await server.twin();
  const register = registration();
  const wires = await Promise.all([server, server, twin, twin].map(({ url }) => connect(url)));
  const sessions = await Promise.all(wires.map((wire) => wire.call('auth.register', register)));
  expect(new Set(sessions.map(({ user }) => user.id)).size).toBe(1);
  for (const wire of wires) expect(await wire.call('auth.me', {})).toEqual(sessions[0]?.user);
  expect(await accounts(server, register)).toBe(1);
});

onServer(
  'a second registration of a name is refused without the same command id and the same password',
  async (server) => {
    const register = registration();
    const wire = await connect(server.url);
    await wire.call('auth.register', register);
    const { commandId: _, ...bare } = register;
    const others = [bare, { ...register, commandId: uuid() }, { ...register, password: 'a guess at it' }];
    for (const other of others) expect(await wire.refused('auth.register', other)).toBe('username_taken');
    const newName = { ...register, username: `${register.username}2` };
    expect(await wire.refused('auth.register', newName)).toBe('email_taken');
  },
);

onServer(
  'auth.changePassword, sent again on any connection and after a restart, begins a session',
  async (server) => {
    const twin = await server.twin();
    const register = registration();
    const login = { login: register.username, password: newPassword };
    const wire = await connect(server.url);
    await wire.call('auth.register', register);
    const change = { password, newPassword, commandId: uuid() };
    const first = await wire.call('auth.changePassword', change);
    const again = await wire.call('auth.changePassword', change);
    expect(again.user).toEqual(first.user);
    expect(again.refreshToken).not.toBe(first.refreshToken);
    await server.restart();
    for (const { url } of [server, twin]) {
      const other = await connect(url);
      await other.call('auth.login', login);
      const { accessToken } = await other.call('auth.changePassword', change);
      await other.call('auth.resume', { accessToken });
    }
    // The change ended the earlier sessions once; sent again, it ends no newer session.
    const late = await connect(server.url);
    await late.call('auth.resume', { accessToken: first.accessToken });
    expect(await late.refused('auth.login', { ...login, password })).toBe('invalid_credentials');
    const wrong = { ...change, newPassword: 'a third horse' };
    expect(await late.refused('auth.changePassword', wrong)).toBe('invalid_credentials');
  },
);

onServer('auth.changePassword, sent twice at the same moment, changes it once', async (server) => {
  const twin = await server.twin();
  const register = registration();
  const wire = await connect(server.url);
  const { accessToken } = await wire.call('auth.register', register);
  const far = await connect(twin.url);
  await far.call('auth.resume', { accessToken });
  const change = { password, newPassword, commandId: uuid() };
  // The change that comes first closes all other sockets, perhaps that of the second one too.
  const sent = [wire, far].map((by) => by.call('auth.changePassword', change));
  const answers = await Promise.allSettled(sent);
  expect(answers.map(({ status }) => status)).toContain('fulfilled');
  const { rows } = await sql`
    select method, answer from commands where id = ${change.commandId}::uuid`.execute(server.db);
  expect(rows).toEqual([{ method: 'auth.changePassword', answer: null }]);
  const late = await connect(server.url);
  await late.call('auth.login', { login: register.username, password: newPassword });
});

onServer('the stored commands contain no token', async (server) => {
  const register = registration();
  const wire = await connect(server.url);
  await wire.call('auth.register', register);
  await wire.call('auth.changePassword', { password, newPassword, commandId: uuid() });
  const { rows } = await sql`
    select method from commands where answer is not null and method like 'auth.%'`.execute(server.db);
  expect(rows).toEqual([]);
});
