import { sql } from 'kysely';
import { expect } from 'vitest';
import { examine } from '../../../src/storage/doctor/index.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { enter, openClub } from './claiming.ts';
import { expectFolded } from '../tables.ts';

const onServer = serverTest();

/** Two accounts of Tal that have each played a game. The second also hosts a table of its own group. */
async function openTwoAccounts(server: TestServer) {
  const club = await openClub(server);
  const [main, second] = [await enter(server, 'Tal'), await enter(server, 'Tal 2')];
  await club.playGame(3, main, 'Avi', 'Ben');
  await club.playGame(2, 'Avi', second, 'Ben');
  const { groupId } = await second.call('group.create', { name: 'Theirs' });
  const hosted = await second.call('room.create', { groupId, seated: false });
  for (const displayName of ['Gal', 'Roni', 'Shai'])
    await second.call('room.addGuest', { code: hosted.code, displayName });
  await main.call('room.join', { code: hosted.code });
  return { ...club, main, second, groupId, hosted };
}

onServer('an account that agrees is closed, with its sessions', async (server) => {
  const { main, second } = await openTwoAccounts(server);
  const claim = await main.call('claim.account', { username: second.user.username });
  expect(claim).toMatchObject({ guest: false, claimed: second.user, decider: second.user });
  const { claimId } = claim;
  expect(await main.refused('claim.approve', { claimId })).toBe('claim_not_found');
  const elsewhere = await server.enter(second);
  expect(await second.call('claim.approve', { claimId })).toEqual({ games: 2 });
  expect(await second.refused('auth.me', {})).toBe('unauthenticated');
  expect(await elsewhere.closed).toBe(4401);
  const { accessToken } = second;
  expect(await second.refused('auth.resume', { accessToken })).toBe('invalid_token');
});

onServer('somebody who claims an account learns nothing of its games', async (server) => {
  const { main, second, playGame } = await openTwoAccounts(server);
  await second.call('account.update', { preferences: { visible: 'nobody' } });
  const unknown = { games: 0, firstAt: null, lastAt: null };
  const claim = await main.call('claim.account', { username: second.user.username });
  expect(claim).toMatchObject(unknown);
  await playGame(1, 'Avi', second, 'Ben');
  expect(await main.call('claim.list', {})).toEqual({ asked: [claim], toDecide: [] });
  // The account that decides sees what it would give away.
  const { toDecide } = await second.call('claim.list', {});
  expect(toDecide).toMatchObject([{ games: 2, firstAt: expect.any(String), lastAt: expect.any(String) }]);
  expect(await second.call('claim.approve', { claimId: claim.claimId })).toEqual({ games: 3 });
});

onServer('its games, groups and guests become those of the other account', async (server) => {
  const { host, main, second, groupId, hosted, expectFigures } = await openTwoAccounts(server);
  const own = await main.call('room.create', {});
  await main.call('room.addGuest', { code: own.code, displayName: 'gal' });
  const { claimId } = await main.call('claim.account', { username: second.user.username });
  await second.call('claim.approve', { claimId });

  expect(await main.call('group.get', { groupId })).toMatchObject({
    members: [{ userId: main.user.id, role: 'owner' }],
  });
  // The first account now hosts the table. Both had added a guest with the same name: it is one guest now.
  const { state } = await main.call('room.state', { code: hosted.code });
  expect(state.hostId).toBe(main.user.id);
  const [gal] = (await main.call('room.state', { code: own.code })).state.seats.filter((seat) => seat?.guest);
  expect(state.seats[0]?.userId).toBe(gal?.userId);
  await main.call('room.start', { code: hosted.code });
  await expectFolded(server.db, hosted.gameId);
  await expectFigures([host, main]);
  const board = await main.call('stats.leaderboard', { rules: 'all', limit: 100 });
  expect(board.players.map(({ userId }) => userId)).not.toContain(second.user.id);
});

onServer('guests of one name who sat at one table stay two guests', async (server) => {
  const [main, second] = [await enter(server, 'Tal'), await enter(server, 'Tal 2')];
  const { code, gameId } = await main.call('room.create', { seated: false });
  await main.call('room.addGuest', { code, displayName: 'Gal' });
  await second.call('room.join', { code });
  await main.call('room.transferHost', { code, userId: second.user.id });
  for (const displayName of ['Gali', 'Roni']) await second.call('room.addGuest', { code, displayName });
  // In older games guests of two hosts could have one name.
  await sql`
    update users set display_name = 'gal', display_name_folded = 'gal'
    where display_name = 'Gali' and guest_of = ${second.user.id}::uuid`.execute(server.db);
  const { state: before } = await second.call('room.start', { code });
  const { claimId } = await main.call('claim.account', { username: second.user.username });
  expect(await second.call('claim.approve', { claimId })).toEqual({ games: 1 });
  const { state } = await main.call('room.state', { code });
  const ids = state.seats.map((seat) => seat?.userId);
  expect(ids).toEqual(before.seats.map((seat) => (seat?.guest ? seat.userId : main.user.id)));
  expect(new Set(ids).size).toBe(4);
  await expectFolded(server.db, gameId);
});

onServer('after all this the doctor finds no difference', async (server) => {
  const how = { repair: false, progress: () => undefined };
  expect((await examine(server.db, how)).differences).toEqual([]);
});
