import { expect } from 'vitest';
import type { Player } from '../../support/server.ts';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';

const onServer = serverTest({ visible: 'played' });

onServer('the server says who sees a player that has not chosen', async (server) => {
  const four = await fourPlayers(server);
  const stranger = await server.enter(await server.person('Stranger'));
  await sitDown(four, { at: 'finished' });
  const { username } = four[0].user;
  const boardOf = async (viewer: Player) =>
    (await viewer.call('stats.leaderboard', { rules: 'all', limit: 100 })).players;
  expect(await stranger.refused('stats.player', { username })).toBe('user_not_found');
  expect(await boardOf(stranger)).toEqual([]);
  expect(await boardOf(four[1])).toHaveLength(4);
  await four[0].call('account.update', { preferences: { visible: 'everybody' } });
  expect(await boardOf(stranger)).toHaveLength(1);
});
