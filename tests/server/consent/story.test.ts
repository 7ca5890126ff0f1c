import { v7 } from 'uuid';
import { expect } from 'vitest';
import { sheetNumber } from '../../sheets/sheets.ts';
import { addMember } from '../../support/groups.ts';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { expectFolded } from '../tables.ts';
import { expectHealthy, newPlayer, recomputeAll, statuses } from '../sheets/friday.ts';
import { countedOf, waitingFor } from './ways.ts';

const onServer = serverTest();

/** Invented games of 2001 to 2009, in all of which this user loses. */
const invented = (username: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    sheetNumber(n, {
      group: 'Friday',
      playedAt: `${2001 + (n % 9)}-03-08`,
      players: ['Gil', 'Uri', 'Shir', username],
    }),
  );

onServer('a stranger writes nothing into the history of somebody else', async (server) => {
  const [stranger, victim] = [await newPlayer(server, 'Mallory'), await newPlayer(server, 'Dana')];
  const { username } = victim.user;
  const { groupId } = await stranger.call('group.create', { name: 'Friday' });
  await stranger.call('group.addMember', { groupId, username });
  const sheets = invented(username, 20);
  expect(await statuses(stranger, sheets)).toEqual(Array(20).fill('added'));
  await recomputeAll(server);
  expect(await countedOf(victim)).toEqual([0, 0, 0, 1000, 0]);
  expect(await victim.refused('group.get', { groupId })).toBe('group_not_found');
  const board = await stranger.call('stats.leaderboard', { groupId, rules: 'all' });
  expect(board.players.map(({ userId }) => userId)).not.toContain(victim.user.id);

  // One answer is enough for all games.
  const { claims } = await waitingFor(victim);
  expect(claims).toMatchObject([{ offeredBy: stranger.user, group: { groupId, name: 'Friday' }, games: 20 }]);
  expect(claims[0]).toMatchObject({
    firstAt: '2001-03-08T00:00:00.000Z',
    lastAt: '2009-03-08T00:00:00.000Z',
  });
  await victim.call('claim.approve', { claimId: claims[0]?.claimId ?? '' });
  await recomputeAll(server);
  const [games, rounds, points, rating] = await countedOf(victim);
  expect([games, rounds]).toEqual([20, 40]);
  expect(points).toBeLessThan(0);
  expect(rating).toBeLessThan(1000);

  // The sheets are known, and their games are accepted now.
  expect(await statuses(stranger, sheets)).toEqual(Array(20).fill('there'));
  for (const game of (await victim.call('stats.history', { limit: 100 })).games)
    await victim.call('game.disown', { id: game.code });
  await recomputeAll(server);
  expect(await countedOf(victim)).toEqual([0, 0, 0, 1000, 0]);
});

onServer('a game that was disowned is not given back by its sheet, but asked for again', async (server) => {
  const [host, dana] = [await newPlayer(server, 'Host'), await newPlayer(server, 'Dana')];
  const { groupId } = await host.call('group.create', { name: 'Friday' });
  await addMember(host, dana, groupId);
  const [sheet = sheetNumber(0)] = invented(dana.user.username, 1);
  expect(await statuses(host, [sheet])).toEqual(['added']);
  const [game] = (await dana.call('stats.history', {})).games;
  await dana.call('game.disown', { id: game?.code ?? '' });
  expect(await statuses(host, [sheet], { replace: true })).toEqual(['there']);
  const corrected = { ...sheet, rounds: sheetNumber(1).rounds };
  expect(await statuses(host, [corrected], { replace: true })).toEqual(['replaced']);
  await recomputeAll(server);
  expect((await countedOf(dana))[0]).toBe(0);
  const { claims } = await waitingFor(dana);
  expect(claims).toMatchObject([{ offeredBy: host.user, games: 1 }]);
  await dana.call('claim.approve', { claimId: claims[0]?.claimId ?? '' });
  await recomputeAll(server);
  expect((await countedOf(dana))[0]).toBe(1);
  expect(await statuses(host, [sheet], { replace: true })).toEqual(['replaced']);
  await recomputeAll(server);
  expect((await countedOf(dana))[0]).toBe(1);
});

onServer('a rematch counts for those who come to it', async (server) => {
  const { code, players } = await sitDown(await fourPlayers(server), { at: 'finished' });
  const [host, yossi, noa] = players;
  const { state: over } = await host.call('room.rematch', { code });
  const again = over.rematch ?? '';
  const { state } = await yossi.call('room.join', { code: again });
  expect(state.seats).toMatchObject([
    { userId: host.user.id, guest: false },
    { userId: yossi.user.id, guest: false },
    { standsFor: noa.user.id, displayName: 'נועה', guest: true },
    { guest: true },
  ]);
  // The host plays on for the others, as for guests.
  await host.call('auction.record', { code: again, seat: 2, amount: 5, suit: 'hearts' });
  for (const [seat, amount] of [5, 2, 3, 4].entries())
    await host.call('contract.set', { code: again, seat: ((seat + 2) % 4) as 0 | 1 | 2 | 3, amount });
  await host.call('round.record', { code: again, tricks: [3, 4, 5, 1] });
  // A player who comes late gets the earlier rounds too.
  await noa.call('room.join', { code: again });
  const { state: ended } = await host.call('game.end', { code: again });
  await expectFolded(server.db, ended.gameId);
  const counted = await Promise.all(players.map(async (player) => (await countedOf(player))[0]));
  expect(counted).toEqual([2, 2, 2, 1]);
  expect((await waitingFor(noa)).claims).toEqual([]);
  expect((await waitingFor(players[3])).claims).toMatchObject([{ offeredBy: host.user, games: 1 }]);
});

onServer('nobody is at a table twice, whoever names them and wherever they sit down', async (server) => {
  const [host, next, third] = await fourPlayers(server);
  const dana = await newPlayer(server, 'Dana');
  const { code } = await host.call('room.create', {});
  for (const player of [next, third]) await player.call('room.join', { code });
  const { username } = dana.user;
  const named = await host.call('room.substitute', { code, seat: 2, username });
  await host.call('room.transferHost', { code, userId: next.user.id });
  expect(await next.refused('room.substitute', { code, seat: 0, username })).toBe('already_seated');
  const { state } = await dana.call('room.join', { code, seat: 3 });
  expect(state.version).toBe(named.version + 2);
  expect(state.seats.map((seat) => seat?.userId)).toEqual([
    host.user.id,
    next.user.id,
    dana.user.id,
    undefined,
  ]);
});

onServer('a player disowns a game that goes on, and everybody sees it', async (server) => {
  const { code, gameId, players } = await sitDown(await fourPlayers(server), { at: 'playing' });
  const [host, yossi] = players;
  await yossi.call('game.disown', { id: code });
  const told = await host.until(() => host.updates.find(({ event }) => event.type === 'game.disown'));
  expect(told.event).toMatchObject({ actorId: yossi.user.id, seat: 1, payload: { userId: yossi.user.id } });
  expect(told.state.seats[1]).toMatchObject({ guest: true, standsFor: yossi.user.id });
  await expectFolded(server.db, gameId);
  // Sitting down again is the word of the player.
  const { state } = await yossi.call('room.join', { code });
  expect(state.seats[1]).toMatchObject({ userId: yossi.user.id, guest: false });
  await host.call('game.end', { code });
  await expectFolded(server.db, gameId);
});

onServer('an offer can be taken back, and a block ends with unblocking', async (server) => {
  const [host, dana] = [await newPlayer(server, 'Host'), await newPlayer(server, 'Dana')];
  const { groupId } = await host.call('group.create', { name: 'Friday' });
  await dana.call('account.block', { username: host.user.username });
  await host.call('group.addMember', { groupId, username: dana.user.username });
  await statuses(host, invented(dana.user.username, 1));
  const seen = async () => [
    (await dana.call('group.list', {})).invitations.length,
    (await dana.call('claim.list', {})).toDecide.length,
  ];
  expect(await seen()).toEqual([0, 0]);
  expect(await dana.refused('group.accept', { groupId })).toBe('invitation_not_found');
  expect((await host.call('group.get', { groupId })).invited).toMatchObject([{ userId: dana.user.id }]);
  expect(await dana.refused('account.block', { username: dana.user.username })).toBe('own_account');
  await dana.call('account.unblock', { username: host.user.username });
  expect(await seen()).toEqual([1, 1]);
  const { claimId = '' } = (await host.call('claim.list', {})).asked[0] ?? {};
  await host.call('claim.drop', { claimId });
  await host.call('group.removeMember', { groupId, username: dana.user.username });
  expect(await seen()).toEqual([0, 0]);
});

onServer('only somebody whom a group has met can block it by its id', async (server) => {
  const [host, dana] = [await newPlayer(server, 'Host'), await newPlayer(server, 'Dana')];
  const { groupId } = await host.call('group.create', { name: 'Friday' });
  const { code } = await host.call('room.create', { groupId });
  expect((await dana.call('room.watch', { code })).state.groupId).toBe(groupId);
  for (const unmet of [groupId, v7()]) {
    expect(await dana.refused('account.block', { groupId: unmet })).toBe('group_not_found');
    expect(await dana.refused('account.unblock', { groupId: unmet })).toBe('group_not_found');
  }
  expect(await dana.call('account.blocks', {})).toEqual({ users: [], groups: [] });

  const blockable = async () => {
    await dana.call('account.block', { groupId });
    expect((await dana.call('account.blocks', {})).groups).toEqual([{ groupId, name: 'Friday' }]);
    await dana.call('account.unblock', { groupId });
  };
  await statuses(host, invented(dana.user.username, 1));
  await blockable();
  const { claimId = '' } = (await host.call('claim.list', {})).asked[0] ?? {};
  await host.call('claim.drop', { claimId });
  expect(await dana.refused('account.block', { groupId })).toBe('group_not_found');
  await host.call('group.addMember', { groupId, username: dana.user.username });
  await blockable();
  await dana.call('group.accept', { groupId });
  await statuses(host, invented(dana.user.username, 2));
  await dana.call('group.leave', { groupId });
  await blockable();
});

onServer('games that a host adds after the consent of a player do not move with it', async (server) => {
  const [host, dana] = [await newPlayer(server, 'Host'), await newPlayer(server, 'Dana')];
  const sheets = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) =>
      sheetNumber(from + n, { players: ['Grandma', 'Gil', 'Uri', 'Shir'] }),
    );
  await statuses(host, sheets(500, 1));
  const [first] = (await host.call('stats.history', {})).games;
  const guest = { id: first?.code ?? '', displayName: 'Grandma' };
  const { claimId } = await dana.call('claim.guest', guest);
  await statuses(host, sheets(501, 3));
  expect(await host.refused('claim.approve', { claimId })).toBe('claim_changed');
  // Neither the offer of the host nor a look at the list is a word of the claimant.
  await host.call('claim.offer', { ...guest, username: dana.user.username });
  expect((await dana.call('claim.list', {})).asked).toMatchObject([{ claimId, games: 4 }]);
  expect(await host.refused('claim.approve', { claimId })).toBe('claim_changed');
  expect((await countedOf(dana))[0]).toBe(0);
  expect(await dana.call('claim.guest', guest)).toMatchObject({ claimId, games: 4 });
  expect(await host.call('claim.approve', { claimId })).toEqual({ games: 4 });
});

onServer('a player agrees to the number of games that they were shown', async (server) => {
  const [host, dana] = [await newPlayer(server, 'Host'), await newPlayer(server, 'Dana')];
  await host.call('group.create', { name: 'Friday' });
  await statuses(host, invented(dana.user.username, 1));
  const [shown] = (await waitingFor(dana)).claims;
  const { claimId = '', games = 0 } = shown ?? {};
  await statuses(host, invented(dana.user.username, 3));
  expect(await dana.refused('claim.approve', { claimId, games })).toBe('claim_changed');
  expect((await waitingFor(dana)).claims).toMatchObject([{ claimId, games: 3 }]);
  expect(await dana.call('claim.approve', { claimId, games: 3 })).toEqual({ games: 3 });
});

onServer('after all this the doctor finds no difference', expectHealthy);
