import { v7 } from 'uuid';
import { expect } from 'vitest';
import type { Group } from '../../src/protocol/index.ts';
import { seats } from '../../src/rules/index.ts';
import { addMember } from '../support/groups.ts';
import { serverTest } from '../support/server-test.ts';
import type { Player, TestServer } from '../support/server.ts';

const onServer = serverTest();

/** A group with its owner and a member, and somebody who is not in it. */
async function openGroup(server: TestServer) {
  const enter = async (name: string) => server.enter(await server.person(name));
  const [owner, member, outsider] = [await enter('Dana'), await enter('נועה'), await enter('Out')];
  const { groupId } = await owner.call('group.create', { name: 'Friday' });
  const group = await addMember(owner, member, groupId);
  return { owner, member, outsider, group, groupId };
}

const roles = ({ members }: Group) => members.map(({ displayName, role }) => [displayName, role]);

onServer('a person makes a group, owns it, and adds members', async (server) => {
  const { owner, member, outsider } = await openGroup(server);
  const text = { name: ' Friday Night Whist ', description: 'At Dana’s' };
  const founded = await owner.call('group.create', text);
  expect(founded).toMatchObject({
    name: 'Friday Night Whist',
    description: 'At Dana’s',
    totalGames: 0,
    totalRounds: 0,
    lastPlayedAt: null,
    members: [{ userId: owner.user.id, username: owner.user.username, role: 'owner' }],
  });
  const { groupId } = founded;
  // User names that differ only in capital letters are the same.
  const username = member.user.username.toUpperCase();
  const invited = await owner.call('group.addMember', { groupId, username });
  expect(roles(invited)).toEqual([['Dana', 'owner']]);
  expect(invited.invited).toMatchObject([{ userId: member.user.id, displayName: 'נועה' }]);
  expect(await owner.refused('group.addMember', { groupId, username })).toBe('already_invited');
  expect(await outsider.refused('group.accept', { groupId })).toBe('invitation_not_found');
  const group = await member.call('group.accept', { groupId });
  expect(await member.refused('group.accept', { groupId })).toBe('invitation_not_found');
  expect(roles(group)).toEqual([
    ['Dana', 'owner'],
    ['נועה', 'member'],
  ]);
  expect(await owner.refused('group.addMember', { groupId, username })).toBe('already_member');
  expect(await owner.refused('group.addMember', { groupId, username: 'nobody' })).toBe('user_not_found');
  expect(await member.call('group.get', { groupId })).toEqual(group);
  expect(await outsider.call('group.list', {})).toEqual({ groups: [], next: null, invitations: [] });
});

onServer(
  'a name that differs only in letters or spaces from another group of the person is refused',
  async (server) => {
    const { owner, member, groupId } = await openGroup(server);
    const other = await owner.call('group.create', { name: 'Monday' });
    for (const name of ['Friday', 'FRIDAY', 'Fri day']) {
      expect(await owner.refused('group.create', { name })).toBe('group_name_taken');
      expect(await owner.refused('group.update', { groupId: other.groupId, name })).toBe('group_name_taken');
      expect(await member.refused('group.create', { name })).toBe('group_name_taken');
    }
    expect(await owner.call('group.update', { groupId, name: 'FRIDAY' })).toMatchObject({ name: 'FRIDAY' });
  },
);

onServer('groups are listed by name, whatever the case of the name', async (server) => {
  const { owner, member, group } = await openGroup(server);
  for (const name of ['zebra', 'Apple']) await owner.call('group.create', { name });
  const { groups } = await owner.call('group.list', {});
  expect(groups.map(({ name }) => name)).toEqual(['Apple', 'Friday', 'zebra']);
  expect(await member.call('group.list', {})).toMatchObject({ groups: [group], next: null });
});

onServer('a guest cannot be in a group, because a guest has no account', async (server) => {
  const { owner, groupId } = await openGroup(server);
  const room = await owner.call('room.create', {});
  const { state } = await owner.call('room.addGuest', { code: room.code, displayName: 'Grandma' });
  const guestId = state.seats[1]?.userId ?? '';
  const username = `guest-${guestId.slice(-12)}`;
  expect(await owner.refused('group.addMember', { groupId, username })).toBe('user_not_found');
});

onServer(
  'members may not do what only the owner may do, and for outsiders the group does not exist',
  async (server) => {
    const { owner, member, outsider, group, groupId } = await openGroup(server);
    const { username } = outsider.user;
    const asked = [
      ['group.update', { groupId, name: 'Ours' }],
      ['group.delete', { groupId }],
      ['group.addMember', { groupId, username }],
      ['group.removeMember', { groupId, username: owner.user.username }],
      ['group.transfer', { groupId, username: member.user.username }],
    ] as const;
    for (const [method, params] of asked) {
      expect(await member.refused(method, params)).toBe('not_owner');
      expect(await outsider.refused(method, params)).toBe('group_not_found');
      expect(await owner.refused(method, { ...params, groupId: v7() })).toBe('group_not_found');
    }
    for (const method of ['group.get', 'group.leave'] as const)
      expect(await outsider.refused(method, { groupId })).toBe('group_not_found');
    expect(await owner.call('group.get', { groupId })).toEqual(group);
  },
);

/** A game of the group with one round and three guests, played to its end. */
async function playGame(host: Player, groupId: string) {
  const { code, gameId } = await host.call('room.create', { groupId });
  for (const displayName of ['A', 'B', 'C']) await host.call('room.addGuest', { code, displayName });
  await host.call('room.start', { code });
  await host.call('auction.record', { code, seat: 0, amount: 5, suit: 'hearts' });
  const contracts = [5, 3, 3, 1] as const;
  for (const seat of seats) await host.call('contract.set', { code, seat, amount: contracts[seat] });
  await host.call('round.record', { code, tricks: [5, 3, 3, 2] });
  await host.call('game.end', { code });
  return { code, gameId };
}

onServer('members open games of their group, and these are counted', async (server) => {
  const { owner, member, outsider, groupId } = await openGroup(server);
  expect(await outsider.refused('room.create', { groupId })).toBe('not_in_room');
  const { code, gameId } = await playGame(member, groupId);
  expect(await owner.call('group.get', { groupId })).toMatchObject({
    totalGames: 1,
    totalRounds: 1,
    lastPlayedAt: expect.stringMatching(/Z$/),
  });
  // Every member of a group may look at its games.
  expect(await owner.call('game.get', { id: gameId })).toMatchObject({ code });
  expect(await outsider.refused('game.get', { id: gameId })).toBe('game_not_found');
});

onServer('a group can be renamed, transferred and left', async (server) => {
  const { owner, member, outsider, groupId } = await openGroup(server);
  const renamed = await owner.call('group.update', { groupId, name: 'Whist', description: null });
  expect(renamed).toMatchObject({ name: 'Whist', description: null });
  expect(await owner.call('group.update', { groupId, description: 'x' })).toMatchObject({
    name: 'Whist',
    description: 'x',
  });

  const of = (player: Player) => ({ groupId, username: player.user.username });
  expect(await owner.refused('group.leave', { groupId })).toBe('owner_stays');
  expect(await owner.refused('group.removeMember', of(owner))).toBe('owner_stays');
  expect(await owner.refused('group.removeMember', of(outsider))).toBe('not_member');
  expect(await owner.refused('group.transfer', of(outsider))).toBe('not_member');
  expect(roles(await owner.call('group.transfer', of(member)))).toEqual([
    ['נועה', 'owner'],
    ['Dana', 'member'],
  ]);
  expect(await owner.refused('group.removeMember', of(member))).toBe('not_owner');
  expect(await owner.call('group.leave', { groupId })).toEqual({});
  expect(await owner.refused('group.get', { groupId })).toBe('group_not_found');

  await addMember(member, outsider, groupId);
  expect(roles(await member.call('group.removeMember', of(outsider)))).toEqual([['נועה', 'owner']]);
});

onServer('the games of a group that is deleted stay with their players', async (server) => {
  const { owner, member, groupId } = await openGroup(server);
  const { gameId } = await playGame(member, groupId);
  expect(await owner.call('group.delete', { groupId })).toEqual({});
  expect(await member.refused('group.get', { groupId })).toBe('group_not_found');
  expect((await member.call('stats.history', {})).games).toMatchObject([{ gameId }]);
  expect(await member.call('game.get', { id: gameId })).toMatchObject({ status: 'finished' });
});

onServer('two changes at the same moment both happen', async (server) => {
  const { owner, outsider, groupId } = await openGroup(server);
  const another = await server.person('Late');
  const again = await server.enter(owner);
  await Promise.all([
    owner.call('group.addMember', { groupId, username: outsider.user.username }),
    again.call('group.addMember', { groupId, username: another.user.username }),
  ]);
  const { invited } = await owner.call('group.get', { groupId });
  const names = invited.map(({ displayName }) => displayName);
  expect(names.toSorted()).toEqual(['Late', 'Out']);
});
