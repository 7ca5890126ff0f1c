import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { examine } from '../../../src/storage/doctor/index.ts';
import { serverTest } from '../../support/server-test.ts';
import { newTable } from '../../support/table.ts';
import { connect } from '../../support/wire.ts';
import { login, loginRefused, operatorAt, password, register } from './desk.ts';

const onServer = serverTest();

onServer('a disabled account is thrown out on every node, and comes back with its games', async (server) => {
  const dana = await register(server);
  const yossi = await register(server);
  const twin = await server.twin();
  const far = await login(twin, dana.username);
  const { code } = await dana.wire.call('room.create', {});
  await yossi.wire.call('room.join', { code });
  const operator = await operatorAt(server, await server.twin());
  expect(await operator.call('admin.disable', { username: dana.username.toUpperCase() })).toEqual({});
  expect(await Promise.all([dana.wire.closed, far.closed])).toEqual([4401, 4401]);

  const late = await connect(twin.url);
  expect(await late.refused('auth.resume', { accessToken: dana.accessToken })).toBe('invalid_token');
  expect(await late.refused('auth.refresh', { refreshToken: dana.refreshToken })).toBe('invalid_token');
  expect(await loginRefused(twin, dana.username)).toBe('account_disabled');
  expect(await loginRefused(server, dana.email)).toBe('account_disabled');
  expect(await loginRefused(server, dana.username, 'wrong horse')).toBe('invalid_credentials');
  const { username, email } = dana;
  const again = { username, email, password, displayName: 'Dana', commandId: randomUUID() };
  expect(await late.refused('auth.register', again)).toBe('username_taken');
  const { state } = await yossi.wire.call('room.state', { code });
  expect(state.seats[0]).toMatchObject({ userId: dana.user.id, connected: false });

  await operator.call('admin.enable', { username });
  const back = await login(twin, username);
  expect(await back.call('room.join', { code })).toMatchObject({ state: { hostId: dana.user.id } });
});

onServer('the figures of a disabled account stay right, because it may come back', async (server) => {
  const { code, players, state } = await newTable(server, { at: 'finished' });
  const [host, { user }] = players;
  const operator = await operatorAt(server);
  await operator.call('admin.disable', { username: user.username });
  await host.call('round.correct', { code, round: 1, tricks: [3, 5, 3, 2] });
  const { differences } = await examine(server.db, { repair: false, progress: () => undefined });
  expect(differences).toEqual([]);
  await operator.call('admin.enable', { username: user.username });
  const { totals } = await state();
  const page = await host.call('stats.player', { username: user.username });
  expect(page).toMatchObject({ totalGames: 1, totalPoints: totals[1] });
});

onServer(
  'a node that misses the news of a disabled account closes its sockets soon after',
  async (server) => {
    const dana = await register(server);
    await sql`update users set is_active = false where id = ${dana.user.id}::uuid`.execute(server.db);
    await server.pulse();
    expect(await dana.wire.closed).toBe(4401);
  },
);

onServer('an account that was closed for good stays closed', async (server) => {
  const [dana, second] = [await register(server), await register(server)];
  const { claimId } = await dana.wire.call('claim.account', { username: second.username });
  await second.wire.call('claim.approve', { claimId });
  expect(await loginRefused(server, second.username)).toBe('invalid_credentials');
  const operator = await operatorAt(server);
  for (const method of ['admin.enable', 'admin.resetPassword'] as const)
    expect(await operator.refused(method, { username: second.username })).toBe('account_closed');
  expect(await loginRefused(server, second.username)).toBe('invalid_credentials');
});

onServer('another user name is known on every node, and the old one is free', async (server) => {
  const dana = await register(server);
  const far = await login(await server.twin(), dana.username);
  const { code } = await dana.wire.call('room.create', {});
  const operator = await operatorAt(server);
  const newUsername = `n${randomBytes(6).toString('hex')}`;
  const rename = { username: dana.username, newUsername, commandId: randomUUID() };
  const renamed = { ...dana.user, username: newUsername };
  expect(await operator.call('admin.rename', rename)).toEqual(renamed);
  expect(await operator.call('admin.rename', rename)).toEqual(renamed);
  await expect.poll(() => far.call('auth.me', {})).toEqual(renamed);
  expect(await dana.wire.call('auth.me', {})).toEqual(renamed);
  expect((await dana.wire.call('room.state', { code })).state.seats[0]?.displayName).toBe('Dana');
  expect(await loginRefused(server, dana.username)).toBe('invalid_credentials');
  await login(server, newUsername);
  expect(await operator.refused('admin.rename', { username: newUsername, newUsername: 'no name' })).toBe(
    'invalid_params',
  );
  const other = await register(server);
  expect(
    await operator.refused('admin.rename', {
      username: newUsername,
      newUsername: other.username.toUpperCase(),
    }),
  ).toBe('username_taken');
});

onServer(
  'accounts are found by names and address, the last active first, a page at a time',
  async (server) => {
    const tag = randomBytes(4).toString('hex');
    const people = [];
    for (const name of [`Ab_${tag}`, `aB_${tag}`, `abc${tag}`]) people.push(await register(server, name));
    const [first, second, third] = people;
    await sql`
    update users set last_active = '2025-01-01T00:00:00.000123Z'
    where id in (${first?.user.id}::uuid, ${second?.user.id}::uuid)`.execute(server.db);
    const operator = await operatorAt(server);
    const found = async (search: object) =>
      (await operator.call('admin.users', search)).users.map(({ user }) => user.id);
    const ids = people.map(({ user }) => user.id).toReversed();
    expect(await found({ query: tag })).toEqual(ids);
    // The underscore and the percent sign stand for themselves.
    expect(await found({ query: `B_${tag}` })).toEqual(ids.slice(1));
    expect(await found({ query: `%${tag}` })).toEqual([]);
    expect(await found({ query: `\0` })).toEqual([]);
    expect(await found({ query: first?.email.toUpperCase() })).toEqual([first?.user.id]);
    expect(await found({ query: tag, inactiveSince: '2025-01-02' })).toEqual(ids.slice(1));
    expect(await found({ query: tag, inactiveSince: '2025-01-01' })).toEqual([]);

    await operator.call('admin.disable', { username: second?.username ?? '' });
    expect(await found({ query: tag, disabled: true })).toEqual([second?.user.id]);
    expect(await found({ query: tag, disabled: false })).toEqual([third?.user.id, first?.user.id]);

    const pages = [];
    let cursor: string | undefined;
    do {
      const { users, next } = await operator.call('admin.users', {
        query: tag,
        limit: 1,
        ...(cursor && { cursor }),
      });
      pages.push(users.map(({ user }) => user.id));
      cursor = next ?? undefined;
    } while (cursor);
    expect(pages).toEqual(ids.map((id) => [id]));
    expect(await operator.refused('admin.users', { cursor: 'yesterday' })).toBe('invalid_params');
    expect(await operator.refused('admin.users', { limit: 101 })).toBe('invalid_params');
    expect(await operator.refused('admin.users', { inactiveSince: '2025-02-31' })).toBe('invalid_params');
  },
);

onServer('one account is shown with its sessions, groups and games', async (server) => {
  const dana = await register(server);
  await dana.wire.call('room.create', {});
  const { groupId } = await dana.wire.call('group.create', { name: 'Friday' });
  const operator = await operatorAt(server);
  const account = await operator.call('admin.user', { username: dana.username.toUpperCase() });
  expect(account).toEqual({
    user: dana.user,
    email: dana.email,
    isActive: true,
    createdAt: expect.any(String),
    lastActive: expect.any(String),
    sessions: [expect.objectContaining({ address: '127.0.0.1', current: false })],
    groups: [{ groupId, name: 'Friday', role: 'owner' }],
    games: { finished: 0, open: 1 },
  });
  expect(JSON.stringify(account)).not.toMatch(/hash|password/i);
});
