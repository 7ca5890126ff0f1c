import { expect } from 'vitest';
import { addMember } from '../../support/groups.ts';
import { serverTest } from '../../support/server-test.ts';
import type { Player } from '../../support/server.ts';
import { openClub, playRound } from '../claims/claiming.ts';
import { enter, expectForgotten, formerPlayer, leave, register } from './leaving.ts';

const onServer = serverTest();

/** The figures of a player that must not change when an opponent leaves. */
async function figuresOf(by: Player) {
  const { opponents } = await by.call('stats.opponents', {});
  // The order of opponents with equal figures depends on their names.
  const figures = opponents
    .map(({ userId, games, above, below, difference }) => ({ userId, games, above, below, difference }))
    .toSorted((one, other) => (one.userId < other.userId ? -1 : 1));
  return { player: await by.call('stats.player', {}), opponents: figures };
}

onServer('the others keep their figures, and the player who left has none', async (server) => {
  const { host, playGame, open, finish, expectFigures } = await openClub(server);
  const [leaver, noa] = [await register(server), await enter(server, 'Noa')];
  const first = await playGame(3, leaver, noa, 'Gil');
  await playGame(2, 'Gil', leaver, noa);
  const running = await open(noa, 'Gil', leaver);
  await playRound(host, running.code, 0);
  const before = [await figuresOf(host), await figuresOf(noa)];
  await leave(leaver);

  expect([await figuresOf(host), await figuresOf(noa)]).toEqual(before);
  const { opponents } = await host.call('stats.opponents', {});
  const former = opponents.find(({ userId }) => userId === leaver.user.id);
  expect(former).toMatchObject({ displayName: formerPlayer, games: 2 });
  const { username = '' } = former ?? {};
  for (const method of ['stats.player', 'stats.opponents', 'stats.history'] as const)
    for (const name of [username, leaver.user.username])
      expect(await host.refused(method, { username: name })).toBe('user_not_found');
  const boards = [{ rules: 'all' }, {}, { since: '2000-01-01T00:00:00.000Z' }] as const;
  for (const board of boards) {
    const { players } = await host.call('stats.leaderboard', { ...board, limit: 100 });
    expect(players.map(({ userId }) => userId)).not.toContain(leaver.user.id);
    expect(players.map(({ userId }) => userId)).toContain(noa.user.id);
  }
  await expectForgotten(server, leaver);

  // Later changes of the games count for the others as always.
  await finish(running.code);
  await host.call('round.correct', { code: first.code, round: 1, tricks: [6, 1, 3, 3] });
  await expectFigures([host, noa]);
  await expectForgotten(server, leaver);
});

onServer('a game of a group stays in the figures of the group', async (server) => {
  const [owner, leaver] = [await enter(server, 'Dana'), await register(server)];
  const { groupId } = await owner.call('group.create', { name: 'Friday' });
  await addMember(owner, leaver, groupId);
  const { code } = await leaver.call('room.create', { groupId });
  await owner.call('room.join', { code });
  for (const displayName of ['Gil', 'Tal']) await leaver.call('room.addGuest', { code, displayName });
  await leaver.call('room.start', { code });
  await playRound(leaver, code, 0);
  await leaver.call('game.end', { code });
  const before = await owner.call('stats.group', { groupId });
  await leave(leaver);
  const after = await owner.call('stats.group', { groupId });
  expect(after.pairs).toEqual(before.pairs);
  expect(after.players.map(({ displayName }) => displayName)).toContain(formerPlayer);
  expect(await owner.call('group.get', { groupId })).toMatchObject({ totalGames: 1, members: [{}] });
  const { players } = await owner.call('stats.leaderboard', { groupId, rules: 'all' });
  expect(players.map(({ displayName }) => displayName).toSorted()).toEqual(['Dana', 'Gil', 'Tal']);
  // The next player is the host of the finished game, and may correct it.
  await owner.call('round.correct', { code, round: 1, tricks: [5, 1, 3, 4] });
  await expectForgotten(server, leaver);
});
