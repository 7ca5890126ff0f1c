import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GamePage } from '../../src/protocol/index.ts';
import { seats, type PerSeat } from '../../src/rules/index.ts';
import { examine } from '../../src/storage/doctor/index.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';
import { lifetime, type Lineups } from './lifetime.ts';
import { expectFolded } from './tables.ts';

/** Rounds that differ, so that no number is right by chance. */
const rounds: readonly { readonly contracts: PerSeat<number>; readonly tricks: PerSeat<number> }[] = [
  { contracts: [6, 0, 3, 5], tricks: [6, 0, 3, 4] },
  { contracts: [7, 2, 0, 3], tricks: [5, 2, 1, 5] },
  { contracts: [5, 3, 2, 2], tricks: [5, 3, 2, 3] },
  { contracts: [8, 0, 1, 3], tricks: [8, 0, 1, 4] },
];

/** The host plays a round for the whole table; seat 0 is the declarer. */
async function playRound(host: Player, code: string, n: number): Promise<void> {
  const round = rounds[n % rounds.length];
  if (!round) throw new Error('there are rounds');
  await host.ask('auction.record', { code, seat: 0, amount: round.contracts[0], suit: 'hearts' });
  for (const seat of seats) await host.ask('contract.set', { code, seat, amount: round.contracts[seat] });
  await host.ask('round.record', { code, tricks: round.tricks });
}

describe.each(testDatabases)('claims on $name', (database) => {
  let server: TestServer;
  let host: Player;
  let other: Player;
  let noa: Player;
  let stranger: Player;
  /** Codes of the games that have been played. */
  const codes: string[] = [];
  const lineups = new Map<string, string[][]>();

  beforeAll(async () => {
    server = await startServer(database);
    const enter = async (name: string) => server.enter(await server.person(name));
    [host, other, noa, stranger] = [
      await enter('Dana'),
      await enter('Yossi'),
      await enter('Noa'),
      await enter('Out'),
    ];
  });
  afterAll(() => server.stop());

  /** A room of the host with guests of these names in the seats after it, or accounts that join. */
  async function open(...names: readonly (string | Player)[]) {
    const { code, gameId } = await host.call('room.create', {});
    for (const name of names) {
      if (typeof name === 'string') await host.call('room.addGuest', { code, displayName: name });
      else await name.call('room.join', { code });
    }
    await host.call('room.start', { code });
    return { code, gameId };
  }

  async function playGame(count: number, ...names: readonly (string | Player)[]) {
    const { code, gameId } = await open(...names);
    for (let n = 0; n < count; n += 1) {
      if (n > 0) await host.call('round.next', { code });
      await playRound(host, code, n);
    }
    await host.call('game.end', { code });
    codes.push(code);
    return { code, gameId };
  }

  const records = (): Promise<GamePage[]> => Promise.all(codes.map((id) => host.call('game.get', { id })));

  /** Checks every number of these people against the games as they are now. */
  async function expectFigures(people: readonly Player[], played: Lineups = new Map()) {
    const games = await records();
    for (const { user } of people)
      expect(await host.call('stats.player', { username: user.username })).toMatchObject(
        lifetime(user.id, games, played),
      );
    for (const { gameId } of games) await expectFolded(server.db, gameId);
  }

  test('an account gets the games of a guest when the host agrees', async () => {
    await playGame(3, 'נועה', 'Amir', 'Rivka');
    await playGame(4, other, 'נועה', 'Amir');
    const running = await open('Amir', 'נועה', other);
    await playRound(host, running.code, 0);

    const claim = await noa.call('claim.guest', { id: codes[0] ?? '', displayName: 'נועה' });
    expect(claim).toMatchObject({
      claimant: noa.user,
      claimed: { displayName: 'נועה' },
      decider: host.user,
      guest: true,
    });
    expect(await noa.call('claim.guest', { id: codes[1]?.toLowerCase() ?? '', displayName: 'נועה' })).toEqual(
      claim,
    );
    expect(await noa.call('claim.list', {})).toEqual({ asked: [claim], toDecide: [] });
    expect(await host.call('claim.list', {})).toEqual({ asked: [], toDecide: [claim] });
    const { claimId } = claim;
    for (const somebody of [noa, other, stranger])
      expect(await somebody.refused('claim.approve', { claimId })).toBe('claim_not_found');
    expect(await stranger.refused('claim.drop', { claimId })).toBe('claim_not_found');

    expect(await host.call('claim.approve', { claimId })).toEqual({ games: 3 });
    expect(await host.refused('claim.approve', { claimId })).toBe('claim_not_found');
    expect(await host.call('claim.list', {})).toEqual({ asked: [], toDecide: [] });
    const [first] = await records();
    expect(first?.players[1]).toMatchObject({ userId: noa.user.id, displayName: 'נועה', guest: false });
    expect(await noa.call('stats.history', {})).toMatchObject({ games: { length: 2 } });
    await expectFigures([host, other, noa]);
    await expectFolded(server.db, running.gameId);

    // A game that is being played gets the news and goes on.
    const told = await other.until(() => other.updates.find(({ event }) => event.type === 'claim.approve'));
    expect(told.event).toMatchObject({ actorId: host.user.id, seat: 2, payload: { userId: noa.user.id } });
    expect(told.state.seats[2]).toMatchObject({ userId: noa.user.id, guest: false });
    await noa.call('room.join', { code: running.code });
    await noa.call('round.next', { code: running.code });
    await host.call('game.end', { code: running.code });
    codes.push(running.code);
    await expectFigures([host, other, noa]);
  });

  test('a claimed game can be corrected, undone and replayed like any other', async () => {
    const [code = ''] = codes;
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

  test('a player who sat at the table with a guest cannot claim that guest', async () => {
    const [, code = ''] = codes;
    expect(await other.refused('claim.guest', { id: code, displayName: 'Amir' })).toBe('played_together');
    expect(await other.refused('claim.account', { username: noa.user.username })).toBe('played_together');
    expect(await other.refused('claim.account', { username: other.user.username })).toBe('own_account');
    expect(await other.refused('claim.account', { username: 'nobody' })).toBe('user_not_found');
    // An account is not a guest, nor is somebody who did not play in the game.
    for (const displayName of ['Dana', 'נועה', 'Grandma'])
      expect(await stranger.refused('claim.guest', { id: code, displayName })).toBe('guest_not_found');
    expect(await stranger.refused('claim.guest', { id: 'nosuch', displayName: 'Amir' })).toBe(
      'guest_not_found',
    );
  });

  test('a claim can be refused or taken back; of two claims for one guest only one is granted', async () => {
    const [code = ''] = codes;
    const ask = (by: Player) => by.call('claim.guest', { id: code, displayName: 'Amir' });
    const first = await ask(stranger);
    await host.call('claim.drop', { claimId: first.claimId });
    expect(await stranger.call('claim.list', {})).toEqual({ asked: [], toDecide: [] });
    const second = await ask(stranger);
    await stranger.call('claim.drop', { claimId: second.claimId });
    expect(await host.refused('claim.approve', { claimId: second.claimId })).toBe('claim_not_found');

    const amir = await server.enter(await server.person('Amir'));
    const [granted, missed] = [await ask(amir), await ask(stranger)];
    // After the first claim is granted, the second one is gone.
    await host.call('claim.approve', { claimId: granted.claimId });
    expect(await host.refused('claim.approve', { claimId: missed.claimId })).toBe('claim_not_found');
    await expectFigures([host, other, noa, amir]);
  });

  test('a player who replaced a guest in the middle of a game can claim the earlier rounds', async () => {
    const late = await server.enter(await server.person('Late'));
    const { code, gameId } = await open('Tamar', 'Gil', 'Late');
    await playRound(host, code, 0);
    const before = (await host.call('room.state', { code })).state.seats.map((seat) => seat?.userId ?? '');
    await host.call('round.next', { code });
    await host.call('room.substitute', { code, seat: 3, userId: late.user.id });
    await playRound(host, code, 1);
    await host.call('game.end', { code });
    codes.push(code);
    const after = before.with(3, late.user.id);
    lineups.set(gameId, [before, after]);
    expect(await host.call('game.get', { id: code })).toMatchObject({
      replaced: [{ seat: 3, userId: before[3], displayName: 'Late', first: 1, last: 1 }],
    });
    await expectFigures([host, late], lineups);

    const { claimId } = await late.call('claim.guest', { id: code, displayName: 'late' });
    await host.call('claim.approve', { claimId });
    lineups.delete(gameId);
    expect(await host.call('game.get', { id: code })).toMatchObject({ replaced: [] });
    await expectFigures([host, late]);
    expect(await host.call('stats.player', { username: late.user.username })).toMatchObject({
      totalGames: 1,
      totalRounds: 2,
    });
  });

  test('two accounts become one when both agree, with their games, groups and guests', async () => {
    const [main, second] = [
      await server.enter(await server.person('Tal')),
      await server.enter(await server.person('Tal 2')),
    ];
    await playGame(3, main, 'Avi', 'Ben');
    await playGame(2, 'Avi', second, 'Ben');
    const { groupId } = await second.call('group.create', { name: 'Theirs' });
    const hosted = await second.call('room.create', { groupId, seated: false });
    for (const displayName of ['Gal', 'Roni', 'Shai'])
      await second.call('room.addGuest', { code: hosted.code, displayName });
    await main.call('room.join', { code: hosted.code });
    const own = await main.call('room.create', {});
    await main.call('room.addGuest', { code: own.code, displayName: 'gal' });

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

    expect(await main.call('group.get', { groupId })).toMatchObject({
      members: [{ userId: main.user.id, role: 'owner' }],
    });
    // The first account now hosts the table. Both had added a guest with the same name: it is one guest now.
    const { state } = await main.call('room.state', { code: hosted.code });
    expect(state.hostId).toBe(main.user.id);
    const [gal] = (await main.call('room.state', { code: own.code })).state.seats.filter(
      (seat) => seat?.guest,
    );
    expect(state.seats[0]?.userId).toBe(gal?.userId);
    await main.call('room.start', { code: hosted.code });
    await expectFolded(server.db, hosted.gameId);
    await expectFigures([host, main]);
    const board = await main.call('stats.leaderboard', { rules: 'all', limit: 100 });
    expect(board.players.map(({ userId }) => userId)).not.toContain(second.user.id);
  });

  test('actions during a claim are not lost', async () => {
    const twin = await server.twin();
    const [here, there] = [await twin.enter(other), await server.enter(await server.person('There'))];
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

  test('after all this the doctor finds no difference', async () => {
    expect((await examine(server.db, { repair: false, progress: () => undefined })).differences).toEqual([]);
  });
});
