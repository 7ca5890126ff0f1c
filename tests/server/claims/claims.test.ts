import { expect } from 'vitest';
import { examine } from '../../../src/storage/doctor/index.ts';
import { serverTest } from '../../support/server-test.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { enter, openClub, playRound } from './claiming.ts';
import { expectFolded } from '../tables.ts';

const onServer = serverTest();

/** Two finished games and one under way with the guest נועה, who is to become the account Noa. */
async function openNoasGames(server: TestServer) {
  const club = await openClub(server);
  const [other, noa] = [await enter(server, 'Yossi'), await enter(server, 'Noa')];
  const first = await club.playGame(3, 'נועה', 'Amir', 'Rivka');
  const second = await club.playGame(4, other, 'נועה', 'Amir');
  const running = await club.open('Amir', 'נועה', other);
  await playRound(club.host, running.code, 0);
  return { ...club, other, noa, first, second, running };
}

async function handOver({ host, noa, first }: { host: Player; noa: Player; first: { code: string } }) {
  const { claimId } = await noa.call('claim.guest', { id: first.code, displayName: 'נועה' });
  return host.call('claim.approve', { claimId });
}

onServer('an account asks for the games of a guest, and the host decides', async (server) => {
  const { host, other, noa, first, second } = await openNoasGames(server);
  const stranger = await enter(server, 'Out');
  const claim = await noa.call('claim.guest', { id: first.code, displayName: 'נועה' });
  expect(claim).toMatchObject({
    claimant: noa.user,
    claimed: { displayName: 'נועה' },
    decider: host.user,
    guest: true,
  });
  const sameGuest = { id: second.code.toLowerCase(), displayName: 'נועה' };
  expect(await noa.call('claim.guest', sameGuest)).toEqual(claim);
  expect(await noa.call('claim.list', {})).toEqual({ asked: [claim], toDecide: [] });
  expect(await host.call('claim.list', {})).toEqual({ asked: [], toDecide: [claim] });
  const { claimId } = claim;
  for (const somebody of [noa, other, stranger])
    expect(await somebody.refused('claim.approve', { claimId })).toBe('claim_not_found');
  expect(await stranger.refused('claim.drop', { claimId })).toBe('claim_not_found');

  expect(await host.call('claim.approve', { claimId })).toEqual({ games: 3 });
  expect(await host.refused('claim.approve', { claimId })).toBe('claim_not_found');
  expect(await host.call('claim.list', {})).toEqual({ asked: [], toDecide: [] });
});

onServer('an account gets the games of a guest when the host agrees', async (server) => {
  const games = await openNoasGames(server);
  const { host, other, noa, first, running, finish, expectFigures } = games;
  expect(await handOver(games)).toEqual({ games: 3 });
  const { players } = await host.call('game.get', { id: first.code });
  expect(players[1]).toMatchObject({ userId: noa.user.id, displayName: 'נועה', guest: false });
  expect(await noa.call('stats.history', {})).toMatchObject({ games: { length: 2 } });
  await expectFigures([host, other, noa]);
  await expectFolded(server.db, running.gameId);

  // A game that is being played gets the news and goes on.
  const told = await other.until(() => other.updates.find(({ event }) => event.type === 'claim.approve'));
  expect(told.event).toMatchObject({ actorId: host.user.id, seat: 2, payload: { userId: noa.user.id } });
  expect(told.state.seats[2]).toMatchObject({ userId: noa.user.id, guest: false });
  await noa.call('room.join', { code: running.code });
  await noa.call('round.next', { code: running.code });
  await finish(running.code);
  await expectFigures([host, other, noa]);
});

onServer('a claimed game can be corrected, undone and replayed like any other', async (server) => {
  const games = await openNoasGames(server);
  const { host, noa, first, expectFigures } = games;
  await handOver(games);
  const { code } = first;
  await host.call('round.correct', { code, round: 1, tricks: [6, 1, 3, 3] });
  await expectFigures([host, noa]);
  await host.call('log.undo', { code });
  await expectFigures([host, noa]);
  const { steps } = await noa.call('game.log', { id: code });
  expect(steps.map(({ event }) => event.type).slice(-3)).toEqual([
    'claim.approve',
    'round.correct',
    'log.undo',
  ]);
  // An old step still shows the guest, the last one shows the account.
  expect(steps[4]?.state.seats[1]).toMatchObject({ guest: true });
  expect(steps.at(-1)?.state.seats[1]).toMatchObject({ guest: false, userId: noa.user.id });
});

onServer('a player who sat at the table with a guest cannot claim that guest', async (server) => {
  const games = await openNoasGames(server);
  const { other, noa, second } = games;
  await handOver(games);
  const id = second.code;
  expect(await other.refused('claim.guest', { id, displayName: 'Amir' })).toBe('played_together');
  expect(await other.refused('claim.account', { username: noa.user.username })).toBe('played_together');
  expect(await other.refused('claim.account', { username: other.user.username })).toBe('own_account');
  expect(await other.refused('claim.account', { username: 'nobody' })).toBe('user_not_found');
  // An account is not a guest, nor is somebody who did not play in the game.
  const stranger = await enter(server, 'Out');
  for (const displayName of ['Dana', 'נועה', 'Grandma'])
    expect(await stranger.refused('claim.guest', { id, displayName })).toBe('guest_not_found');
  const nowhere = { id: 'nosuch', displayName: 'Amir' };
  expect(await stranger.refused('claim.guest', nowhere)).toBe('guest_not_found');
});

onServer(
  'a claim can be refused or taken back; of two claims for one guest only one is granted',
  async (server) => {
    const { host, playGame, expectFigures } = await openClub(server);
    const { code } = await playGame(2, 'נועה', 'Amir', 'Rivka');
    const stranger = await enter(server, 'Out');
    const ask = (by: Player) => by.call('claim.guest', { id: code, displayName: 'Amir' });
    const first = await ask(stranger);
    await host.call('claim.drop', { claimId: first.claimId });
    expect(await stranger.call('claim.list', {})).toEqual({ asked: [], toDecide: [] });
    const second = await ask(stranger);
    await stranger.call('claim.drop', { claimId: second.claimId });
    expect(await host.refused('claim.approve', { claimId: second.claimId })).toBe('claim_not_found');

    const amir = await enter(server, 'Amir');
    const [granted, missed] = [await ask(amir), await ask(stranger)];
    // After the first claim is granted, the second one is gone.
    await host.call('claim.approve', { claimId: granted.claimId });
    expect(await host.refused('claim.approve', { claimId: missed.claimId })).toBe('claim_not_found');
    await expectFigures([host, amir]);
  },
);

onServer(
  'a player who replaced a guest in the middle of a game can claim the earlier rounds',
  async (server) => {
    const { host, open, finish, expectFigures } = await openClub(server);
    const late = await enter(server, 'Late');
    const { code, gameId } = await open('Tamar', 'Gil', 'Late');
    await playRound(host, code, 0);
    const before = (await host.call('room.state', { code })).state.seats.map((seat) => seat?.userId ?? '');
    await host.call('round.next', { code });
    await host.call('room.substitute', { code, seat: 3, userId: late.user.id });
    await late.call('room.join', { code });
    await playRound(host, code, 1);
    await finish(code);
    expect(await host.call('game.get', { id: code })).toMatchObject({
      replaced: [{ seat: 3, userId: before[3], displayName: 'Late', first: 1, last: 1 }],
    });
    await expectFigures([host, late], new Map([[gameId, [before, before.with(3, late.user.id)]]]));

    const { claimId } = await late.call('claim.guest', { id: code, displayName: 'late' });
    await host.call('claim.approve', { claimId });
    expect(await host.call('game.get', { id: code })).toMatchObject({ replaced: [] });
    await expectFigures([host, late]);
    expect(await host.call('stats.player', { username: late.user.username })).toMatchObject({
      totalGames: 1,
      totalRounds: 2,
    });
  },
);

onServer('actions during a claim are not lost', async (server) => {
  const { host, open } = await openClub(server);
  const [other, there] = [await enter(server, 'Yossi'), await enter(server, 'There')];
  const twin = await server.twin();
  const here = await twin.enter(other);
  const { code, gameId } = await open(other, 'Orly', 'Uri');
  await here.call('room.state', { code });
  const { claimId } = await there.call('claim.guest', { id: code, displayName: 'orly' });
  const passes = ([1, 2, 3] as const).map((seat) => host.call('auction.pass', { code, seat }));
  await Promise.all([
    ...passes,
    host.call('claim.approve', { claimId }),
    here.call('auction.pass', { code, seat: 0 }).catch(() => null),
  ]);
  const { state } = await host.call('room.state', { code });
  expect(state.seats[2]).toMatchObject({ userId: there.user.id, guest: false });
  expect(state.round?.bids.length).toBeGreaterThanOrEqual(3);
  await twin.pulse();
  expect((await here.call('room.state', { code })).state.version).toBe(state.version);
  await expectFolded(server.db, gameId);
});

onServer('after all this the doctor finds no difference', async (server) => {
  const how = { repair: false, progress: () => undefined };
  expect((await examine(server.db, how)).differences).toEqual([]);
});
