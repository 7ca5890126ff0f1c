import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTokens } from '../../../src/accounts/index.ts';
import { methods } from '../../../src/protocol/index.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';
import { tell } from '../tell.ts';
import { login, operatorAt, register } from './desk.ts';

const onServer = serverTest();
const minute = 60_000; // ms

const ofOperator = Object.entries(methods).filter(([, { access }]) => access === 'operator');

/** Params that fit the methods of the operator, about one account. */
const paramsFor = (username: string) => ({
  username,
  newUsername: `n${randomBytes(6).toString('hex')}`,
  message: 'Good evening',
  emptyRoomsOlderThanDays: 36_500,
  code: 'ABC234',
});

/** Calls every method of the operator, and returns the outcome of each. */
async function outcomes(
  wire: Parameters<typeof tell>[0],
  operatorToken: string,
  username: string,
): Promise<Set<unknown>> {
  const values = { operatorToken, ...paramsFor(username) };
  const found = new Set<unknown>();
  for (const [name, { params }] of ofOperator) {
    const { required = [] } = params as { required?: readonly string[] };
    const known = Object.entries(values).filter(([param]) => required.includes(param));
    const outcome = await tell(wire, name, Object.fromEntries(known));
    found.add(typeof outcome === 'string' ? outcome : 'ok');
  }
  return found;
}

async function actions({ db }: TestServer): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from operator_actions`.execute(db);
  return rows[0]?.n ?? 0;
}

test('there are methods of the operator', () => {
  expect(ofOperator.length).toBeGreaterThan(9);
});

onServer('every method of the operator needs a token of the operator, and nothing else', async (server) => {
  const [dana, noa] = [await register(server), await register(server)];
  const outsider = await connect(server.url);
  const before = await actions(server);
  const tokens = [
    'nonsense',
    dana.accessToken,
    noa.accessToken,
    await server.operatorToken(() => Date.now() - 2 * minute),
    await createTokens(randomBytes(32)).operator(),
  ];
  for (const token of tokens)
    for (const wire of [outsider, dana.wire, noa.wire])
      expect(await outcomes(wire, token, dana.username)).toEqual(new Set(['not_operator']));
  expect(await actions(server)).toBe(before);
  await login(server, dana.username);
});

onServer('a token of the operator is good on any socket, on any node', async (server) => {
  for (const node of [server, await server.twin()]) {
    const dana = await register(node);
    const noa = await register(node);
    const token = await server.operatorToken();
    const rename = { operatorToken: token, username: dana.username, newUsername: paramsFor('').newUsername };
    expect(await noa.wire.call('admin.rename', rename)).toEqual({
      ...dana.user,
      username: rename.newUsername,
    });
    const { actions: log } = await (await connect(node.url)).call('admin.log', { operatorToken: token });
    expect(log[0]).toMatchObject({ method: 'admin.rename', subject: dana.username });
  }
});

onServer('a token does one action, which may be sent again, and reads until it expires', async (server) => {
  const { username } = await register(server);
  const wires = [await connect(server.url), await connect((await server.twin()).url)] as const;
  const [here, there] = wires;
  const by = { operatorToken: await server.operatorToken() };
  const disable = { ...by, username, commandId: randomUUID() };
  // A refused action changes nothing, and leaves the token as it was.
  expect(await here.refused('admin.disable', { ...by, username: 'nobody-here' })).toBe('user_not_found');
  for (const wire of [here, there, here]) expect(await wire.call('admin.disable', disable)).toEqual({});
  for (const wire of wires)
    for (const another of [{ commandId: randomUUID() }, {}]) {
      expect(await wire.refused('admin.enable', { ...by, username, ...another })).toBe('not_operator');
      expect(await wire.refused('admin.token', { ...by, ...another })).toBe('not_operator');
    }
  for (const wire of wires)
    expect(await wire.call('admin.user', { ...by, username })).toMatchObject({ isActive: false });
});

onServer('of two actions with one token on two nodes at one moment, one is done', async (server) => {
  const [here, there] = [await connect(server.url), await connect((await server.twin()).url)];
  const before = await actions(server);
  const operatorToken = await server.operatorToken();
  const outcomes = await Promise.all(
    [here, there, here, there].map((wire) =>
      wire.call('admin.broadcast', { operatorToken, message: 'Good evening' }).then(
        () => 'done',
        ({ reason }: { reason: string }) => reason,
      ),
    ),
  );
  expect(outcomes.toSorted()).toEqual(['done', 'not_operator', 'not_operator', 'not_operator']);
  expect(await actions(server)).toBe(before + 1);
});

onServer('a token is lent for an hour, and cannot lend another one', async (server) => {
  const dana = await register(server);
  const operator = await operatorAt(server);
  const lend = { commandId: randomUUID() };
  const { operatorToken, expiresIn } = await operator.call('admin.token', lend);
  expect(expiresIn).toBe(3600);
  expect((await operator.call('admin.token', lend)).operatorToken).toBe(operatorToken);
  const wire = await connect(server.url);
  const { users } = await wire.call('admin.users', { operatorToken, query: dana.username });
  expect(users).toMatchObject([{ user: dana.user }]);
  expect(await wire.refused('admin.token', { operatorToken })).toBe('not_operator');
  expect(await wire.refused('auth.resume', { accessToken: operatorToken })).toBe('invalid_token');

  await wire.call('admin.enable', { operatorToken, username: dana.username });
  await wire.call('admin.disable', { operatorToken, username: dana.username });
  const { actions: log } = await operator.call('admin.log', { limit: 3 });
  const [disabled, , lent] = log;
  expect(lent).toMatchObject({
    method: 'admin.token',
    subject: null,
    details: { tokenId: disabled?.tokenId },
  });
  expect(lent?.tokenId).not.toBe(disabled?.tokenId);
  const { rows } = await sql<{ text: string }>`
    select (select string_agg(a::text, ' ') from operator_actions a) ||
      (select string_agg(c::text, ' ') from commands c) as text`.execute(server.db);
  expect(rows[0]?.text).not.toContain(operatorToken);
});

onServer('the audit log has every action once and in order, a page at a time', async (server) => {
  const dana = await register(server);
  const operator = await operatorAt(server);
  const { username, user } = dana;
  const newUsername = paramsFor('').newUsername;
  const commandId = randomUUID();
  await operator.call('admin.broadcast', { message: 'Good evening' });
  for (const _ of ['first', 'again']) await operator.call('admin.disable', { username, commandId });
  await operator.call('admin.enable', { username });
  expect(
    await operator.refused('admin.rename', { username, newUsername: (await register(server)).username }),
  ).toBe('username_taken');
  await operator.call('admin.resetPassword', { username: username.toUpperCase() });
  await operator.call('admin.rename', { username, newUsername });
  await operator.call('admin.prune', { emptyRoomsOlderThanDays: 36_500 });
  await operator.call('admin.users', {});
  await operator.call('admin.user', { username: newUsername });

  const seen = [];
  let cursor: string | undefined;
  for (const _ of [1, 2, 3]) {
    const page = await operator.call('admin.log', { limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.actions);
    cursor = page.next ?? undefined;
  }
  const userId = user.id;
  expect(seen.toReversed()).toMatchObject([
    { method: 'admin.broadcast', subject: null, details: { message: 'Good evening' } },
    { method: 'admin.disable', subject: username, details: { userId, sessions: 1 } },
    { method: 'admin.enable', subject: username, details: { userId } },
    { method: 'admin.resetPassword', subject: username, details: { userId, expiresAt: expect.any(String) } },
    { method: 'admin.rename', subject: username, details: { userId, newUsername } },
    { method: 'admin.prune', subject: null, details: { olderThanDays: 36_500, rooms: 0 } },
  ]);
  expect(new Set(seen.map(({ tokenId }) => tokenId)).size).toBe(seen.length);
});

onServer('guests and the account of imported games are no accounts of people', async (server) => {
  const dana = await register(server);
  const { code } = await dana.wire.call('room.create', {});
  await dana.wire.call('room.addGuest', { code, displayName: 'Grandma' });
  const { rows } = await sql<{ username: string }>`
    select username from users where guest_of = ${dana.user.id}::uuid`.execute(server.db);
  const guest = rows[0]?.username ?? '';
  const archive = 'archive';
  await sql`
    insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
    values (${randomUUID()}, ${archive}, ${archive}, 'archive@keeper', '!', 'Archive', 'archive')`.execute(
    server.db,
  );
  const operator = await operatorAt(server);
  for (const username of [guest, archive, 'nobody-at-all']) {
    for (const method of ['admin.user', 'admin.disable', 'admin.enable', 'admin.resetPassword'] as const)
      expect([method, await operator.refused(method, { username })]).toEqual([method, 'user_not_found']);
    expect(await operator.refused('admin.rename', { username, newUsername: 'someone-else' })).toBe(
      'user_not_found',
    );
    expect((await operator.call('admin.users', { query: username })).users).toEqual([]);
  }
  expect((await operator.call('admin.users', { query: dana.username })).users).toHaveLength(1);
});
