import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { expect } from 'vitest';
import { addMember } from '../../support/groups.ts';
import { serverTest } from '../../support/server-test.ts';
import { connect, Refused } from '../../support/wire.ts';
import { enter, expectForgotten, leave, password, register } from './leaving.ts';

const onServer = serverTest();

onServer('the sessions end on every node, and the names and the address are free', async (server) => {
  const leaver = await register(server);
  const { user, email, accessToken, refreshToken } = leaver;
  const other = await server.enter(leaver);
  const elsewhere = await (await server.twin()).enter(leaver);
  await leave(leaver);
  expect(await Promise.all([other.closed, elsewhere.closed])).toEqual([4401, 4401]);
  // The socket that asked gets its answer, and is logged out.
  expect(await leaver.refused('auth.me', {})).toBe('unauthenticated');
  expect(await leaver.refused('auth.resume', { accessToken })).toBe('invalid_token');
  expect(await leaver.refused('auth.refresh', { refreshToken })).toBe('invalid_token');
  for (const login of [user.username, email])
    expect(await leaver.refused('auth.login', { login, password })).toBe('invalid_credentials');
  await expectForgotten(server, leaver);

  const next = await connect(server.url);
  const { username } = user;
  await next.call('auth.register', { username, email, password: 'another horse', displayName: 'Dana' });
  expect(await next.call('stats.history', {})).toMatchObject({ games: [] });
  expect(await next.call('stats.player', {})).toMatchObject({ username, totalGames: 0 });
});

onServer('without the password nothing changes', async (server) => {
  const leaver = await register(server);
  const params = { password: 'wrong horse', commandId: uuid() };
  expect(await leaver.refused('account.delete', params)).toBe('invalid_credentials');
  const outsider = await connect(server.url);
  expect(await outsider.refused('account.delete', { password })).toBe('unauthenticated');
  // The password of somebody else deletes nothing either.
  const other = await enter(server, 'Noa');
  expect(await other.refused('account.delete', { password })).toBe('invalid_credentials');
  expect((await leaver.call('account.get', {})).user).toEqual(leaver.user);
  expect((await leaver.call('account.sessions', {})).sessions).toHaveLength(1);
  // A refusal is not stored: the same command with the right password is done.
  expect(await leaver.call('account.delete', { ...params, password })).toEqual({});
});

onServer('an account is deleted without a command id as well', async (server) => {
  const leaver = await register(server);
  await leaver.call('group.create', { name: 'Friday' });
  expect(await leaver.call('account.delete', { password })).toEqual({});
  await expectForgotten(server, leaver);
});

onServer('a command that is sent again, or twice at the same moment, deletes once', async (server) => {
  const leaver = await register(server);
  const host = await enter(server, 'Dana');
  const { code } = await host.call('room.create', {});
  await leaver.call('room.join', { code });
  const far = await (await server.twin()).enter(leaver);
  const command = { password, commandId: uuid() };
  const answers = await Promise.allSettled(
    [leaver, leaver, far].map((by) => by.call('account.delete', command)),
  );
  expect(answers.map(({ status }) => status)).toContain('fulfilled');
  for (const answer of answers) {
    if (answer.status === 'fulfilled') expect(answer.value).toEqual({});
    else if (answer.reason instanceof Refused) expect(answer.reason.reason).toBe('unauthenticated');
  }
  expect(await leaver.refused('account.delete', command)).toBe('unauthenticated');
  const { steps } = await host.call('game.log', { id: code });
  expect(steps.filter(({ event }) => event.type === 'account.delete')).toHaveLength(1);
  const { rows } = await sql`
    select method, answer from commands where sender_id = ${leaver.user.id}::uuid`.execute(server.db);
  expect(rows).toEqual([{ method: 'account.delete', answer: {} }]);
  await expectForgotten(server, leaver);
});

onServer('groups with other members must be handed over first', async (server) => {
  const [leaver, noa] = [await register(server), await enter(server, 'Noa')];
  const alone = await leaver.call('group.create', { name: 'Alone' });
  const friday = await leaver.call('group.create', { name: 'Friday' });
  const add = { groupId: friday.groupId, username: noa.user.username };
  await addMember(leaver, noa, friday.groupId);
  const theirs = await noa.call('group.create', { name: 'Monday' });
  await addMember(noa, leaver, theirs.groupId);
  const { code } = await leaver.call('room.create', { groupId: alone.groupId });
  await noa.call('room.join', { code });

  for (const commandId of [uuid(), undefined]) {
    const refused = await leaver
      .ask('account.delete', { password, commandId })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      reason: 'owns_groups',
      data: { groups: [{ groupId: friday.groupId, name: 'Friday' }] },
    });
  }
  expect((await leaver.call('group.list', {})).groups).toHaveLength(3);
  expect((await noa.call('room.state', { code })).state.seats[0]).toMatchObject({ userId: leaver.user.id });

  await leaver.call('group.transfer', add);
  await leave(leaver);
  for (const { groupId } of [friday, theirs])
    expect(await noa.call('group.get', { groupId })).toMatchObject({ members: [{ userId: noa.user.id }] });
  const { rows } = await sql`select from groups where id = ${alone.groupId}::uuid`.execute(server.db);
  expect(rows).toEqual([]);
  await expectForgotten(server, leaver);
});

onServer('claims by and for the account are gone, and nobody claims its guests', async (server) => {
  const [leaver, noa] = [await register(server), await enter(server, 'Noa')];
  const { code } = await leaver.call('room.create', {});
  for (const displayName of ['Noa', 'Gil', 'Tal']) await leaver.call('room.addGuest', { code, displayName });
  await leaver.call('room.start', { code });
  await leaver.call('auction.record', { code, seat: 0, amount: 6, suit: 'hearts' });
  const ofGuest = { id: code, displayName: 'Noa' };
  const { claimId } = await noa.call('claim.guest', ofGuest);
  const other = await enter(server, 'Second');
  await other.call('claim.account', { username: leaver.user.username });
  await leaver.call('claim.account', { username: noa.user.username });
  await leave(leaver);
  for (const somebody of [noa, other])
    expect(await somebody.call('claim.list', {})).toEqual({ asked: [], toDecide: [] });
  expect(await noa.refused('claim.approve', { claimId })).toBe('claim_not_found');
  expect(await noa.refused('claim.guest', ofGuest)).toBe('guest_not_found');
  expect(await noa.refused('claim.account', { username: leaver.user.username })).toBe('user_not_found');
  await expectForgotten(server, leaver);
});
