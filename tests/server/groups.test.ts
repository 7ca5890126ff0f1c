import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Group } from '../../src/protocol/index.ts';
import { seats } from '../../src/rules/index.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';

describe.each(testDatabases)('groups on $name', (database) => {
  let server: TestServer;
  let owner: Player;
  let member: Player;
  let outsider: Player;
  let group: Group;
  const roles = (of: Group) => of.members.map(({ displayName, role }) => [displayName, role]);

  beforeAll(async () => {
    server = await startServer(database);
    const enter = async (name: string) => server.enter(await server.person(name));
    [owner, member, outsider] = [await enter('Dana'), await enter('נועה'), await enter('Out')];
    group = await owner.call('group.create', { name: ' Friday Night Whist ', description: 'At Dana’s' });
  });
  afterAll(() => server.stop());

  test('a person makes a group, owns it, and adds members', async () => {
    expect(group).toMatchObject({
      name: 'Friday Night Whist',
      description: 'At Dana’s',
      totalGames: 0,
      totalRounds: 0,
      lastPlayedAt: null,
      members: [{ userId: owner.user.id, username: owner.user.username, role: 'owner' }],
    });
    const { groupId } = group;
    // User names that differ only in capital letters are the same.
    const username = member.user.username.toUpperCase();
    group = await owner.call('group.addMember', { groupId, username });
    expect(roles(group)).toEqual([
      ['Dana', 'owner'],
      ['נועה', 'member'],
    ]);
    expect(await owner.refused('group.addMember', { groupId, username })).toBe('already_member');
    expect(await owner.refused('group.addMember', { groupId, username: 'nobody' })).toBe('user_not_found');
    expect(await member.call('group.get', { groupId })).toEqual(group);
    expect(await member.call('group.list', {})).toEqual({ groups: [group] });
    expect(await outsider.call('group.list', {})).toEqual({ groups: [] });
  });

  test('a guest cannot be in a group, because a guest has no account', async () => {
    const room = await owner.call('room.create', {});
    const { state } = await owner.call('room.addGuest', { code: room.code, displayName: 'Grandma' });
    const guestId = state.seats[1]?.userId ?? '';
    const { groupId } = group;
    const username = `guest-${guestId.slice(-12)}`;
    expect(await owner.refused('group.addMember', { groupId, username })).toBe('user_not_found');
  });

  test('members may not do what only the owner may do, and for outsiders the group does not exist', async () => {
    const { groupId } = group;
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
  });

  test('games of a group are opened by its members, and counted', async () => {
    const { groupId } = group;
    expect(await outsider.refused('room.create', { groupId })).toBe('not_in_room');
    const { code, gameId } = await member.call('room.create', { groupId });
    for (const displayName of ['A', 'B', 'C']) await member.call('room.addGuest', { code, displayName });
    await member.call('room.start', { code });
    await member.call('auction.record', { code, seat: 0, amount: 5, suit: 'hearts' });
    const contracts = [5, 3, 3, 1] as const;
    for (const seat of seats) await member.call('contract.set', { code, seat, amount: contracts[seat] });
    await member.call('round.record', { code, tricks: [5, 3, 3, 2] });
    await member.call('game.end', { code });
    const played = await owner.call('group.get', { groupId });
    expect(played).toMatchObject({
      totalGames: 1,
      totalRounds: 1,
      lastPlayedAt: expect.stringMatching(/Z$/),
    });
    // Every member of a group may look at its games.
    expect(await owner.call('game.get', { id: gameId })).toMatchObject({ code });
    expect(await outsider.refused('game.get', { id: gameId })).toBe('game_not_found');
  });

  test('a group can be renamed, transferred, left and deleted', async () => {
    const { groupId } = group;
    const renamed = await owner.call('group.update', { groupId, name: 'Whist', description: null });
    expect(renamed).toMatchObject({ name: 'Whist', description: null });
    expect((await owner.call('group.update', { groupId, description: 'x' })).name).toBe('Whist');

    const of = (player: Player) => ({ groupId, username: player.user.username });
    expect(await owner.refused('group.leave', { groupId })).toBe('owner_stays');
    expect(await owner.refused('group.removeMember', of(owner))).toBe('owner_stays');
    expect(await owner.refused('group.transfer', of(outsider))).toBe('not_member');
    expect(roles(await owner.call('group.transfer', of(member)))).toEqual([
      ['נועה', 'owner'],
      ['Dana', 'member'],
    ]);
    expect(await owner.refused('group.removeMember', of(member))).toBe('not_owner');
    expect(await owner.call('group.leave', { groupId })).toEqual({});
    expect(await owner.refused('group.get', { groupId })).toBe('group_not_found');

    await member.call('group.addMember', of(outsider));
    expect(roles(await member.call('group.removeMember', of(outsider)))).toEqual([['נועה', 'owner']]);
    const [last] = (await member.call('stats.history', {})).games;
    expect(await member.call('group.delete', { groupId })).toEqual({});
    expect(await member.refused('group.get', { groupId })).toBe('group_not_found');
    expect(await member.call('game.get', { id: last?.gameId ?? '' })).toMatchObject({ status: 'finished' });
  });

  test('two changes at the same moment both happen', async () => {
    const { groupId } = await owner.call('group.create', { name: 'Two at once' });
    const again = await server.enter(owner);
    const of = ({ user }: Player) => ({ groupId, username: user.username });
    await Promise.all([
      owner.call('group.addMember', of(member)),
      again.call('group.addMember', of(outsider)),
    ]);
    const names = (await owner.call('group.get', { groupId })).members.map(({ displayName }) => displayName);
    expect(names.toSorted()).toEqual(['Dana', 'Out', 'נועה'].toSorted());
  });
});
