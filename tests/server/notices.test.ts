import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Notice } from '../../src/protocol/index.ts';
import { serverTest } from '../support/server-test.ts';
import type { Player } from '../support/server.ts';
import { fourPlayers, newTable, sitDown } from '../support/table.ts';
import type { Wire } from '../support/wire.ts';

const onServer = serverTest();

/** The notices that a terminal was sent, in order. */
const noticesOf = ({ frames }: Wire): Notice[] =>
  frames
    .map((frame) => JSON.parse(frame) as { method?: string; params: Notice })
    .flatMap(({ method, params }) => (method === 'user.notice' ? params : []));

/** The first notice of a kind that a terminal is sent. */
const noticed = <K extends Notice['kind']>(wire: Wire, kind: K) =>
  wire.until(() => noticesOf(wire).find((one): one is Extract<Notice, { kind: K }> => one.kind === kind));

const unreadOf = async (player: Player) => (await player.call('notice.list', { unread: true })).notices;

onServer(
  'whose turn it is hears of it on every terminal in whatever room, on every node, if away from the table',
  async (server) => {
    const { code, gameId, players } = await newTable(server);
    const [host, next] = players;
    const twin = await server.twin();
    const [here, there] = [await server.enter(next), await twin.enter(next)];
    await there.call('room.create', {});
    await next.close();
    await host.updated(({ event }) => event.type === 'presence');
    // The turn for the contracts goes round from the declarer, so seat 1 is the last.
    await host.call('auction.record', { code, seat: 2, amount: 6, suit: 'hearts' });
    await host.call('contract.set', { code, seat: 2, amount: 6 });
    await host.call('contract.set', { code, seat: 3, amount: 3 });
    await host.call('contract.set', { code, seat: 0, amount: 2 });
    for (const terminal of [here, there]) {
      const notice = await noticed(terminal, 'your_turn');
      expect(notice).toEqual({
        id: expect.any(String),
        kind: 'your_turn',
        createdAt: expect.any(String),
        readAt: null,
        code,
        gameId,
      });
    }
    expect(noticesOf(host)).toEqual([]);
    // At the table it is no news.
    const back = await twin.enter(next);
    await back.call('room.join', { code });
    await expect.poll(() => unreadOf(back)).toEqual([]);
  },
);

onServer(
  'notices that nobody saw are sent after the next login, and again until they are read',
  async (server) => {
    const [owner, member] = await fourPlayers(server);
    const { groupId } = await owner.call('group.create', { name: 'Friday' });
    await member.close();
    await owner.call('group.addMember', { groupId, username: member.user.username });
    const first = await server.enter(member);
    const notice = await noticed(first, 'group_invited');
    expect(notice).toMatchObject({ groupId, groupName: 'Friday', by: owner.user, readAt: null });
    const second = await server.enter(member);
    await noticed(second, 'group_invited');
    expect(await second.call('notice.read', { ids: [notice.id] })).toEqual({ unread: 0 });
    const third = await server.enter(member);
    expect(await unreadOf(third)).toEqual([]);
    expect((await third.call('notice.list', {})).notices).toMatchObject([
      { id: notice.id, readAt: expect.any(String) },
    ]);
    expect(noticesOf(third)).toEqual([]);
  },
);

onServer(
  'a claim that waits is news for the user who decides, and its approval for the claimant',
  async (server) => {
    const [host, claimant] = await fourPlayers(server);
    const { code } = await host.call('room.create', {});
    for (const displayName of ['Noa', 'Gil', 'Tal']) await host.call('room.addGuest', { code, displayName });
    await host.call('room.start', { code });
    const claim = await claimant.call('claim.guest', { id: code, displayName: 'Noa' });
    expect(await noticed(host, 'claim_asked')).toMatchObject({ claimId: claim.claimId, by: claimant.user });
    await host.call('claim.approve', { claimId: claim.claimId });
    expect(await noticed(claimant, 'claim_approved')).toMatchObject({ by: host.user, games: 1 });
    expect(await unreadOf(host)).toEqual([]);
  },
);

onServer(
  'another session hears that the account was changed, and the one that changed it does not',
  async (server) => {
    const [dana] = await fourPlayers(server);
    const other = await server.enter(await server.anotherSession(dana));
    await dana.call('account.update', { displayName: 'Dana Levi', preferences: { theme: 'dark' } });
    expect(await noticed(other, 'account_changed')).toMatchObject({
      by: { ...dana.user, displayName: 'Dana Levi' },
      changed: ['displayName', 'preferences'],
    });
    expect(await unreadOf(dana)).toEqual([]);
    expect(await unreadOf(other)).toHaveLength(1);
    expect(noticesOf(dana)).toEqual([]);
  },
);

onServer(
  'players who are away hear that a round was corrected, and that the game is over',
  async (server) => {
    const { code, gameId, players } = await newTable(server, { at: 'round_complete' });
    const [host, away, there] = players;
    await away.close();
    await host.updated(({ event }) => event.type === 'presence');
    await host.call('round.correct', {
      code,
      round: 1,
      trump: { seat: 1, amount: 6, suit: 'hearts' },
      contracts: [3, 6, 3, 2],
      tricks: [3, 6, 2, 2],
    });
    await host.call('game.end', { code });
    const back = await server.enter(away);
    expect(await noticed(back, 'game_corrected')).toMatchObject({ code, gameId, by: host.user });
    expect(await noticed(back, 'game_over')).toMatchObject({ code, gameId, reason: 'ended' });
    expect(noticesOf(there)).toEqual([]);
  },
);

onServer('a user hears nothing of what they do not wish to hear', async (server) => {
  const { code, players } = await newTable(server, { at: 'round_complete' });
  const [host, away] = players;
  const notifications = { gameOver: 'off', claims: 'off', yourTurn: 'off' } as const;
  await away.call('account.update', { preferences: { notifications } });
  await away.close();
  await host.updated(({ event }) => event.type === 'presence');
  await host.call('round.next', { code });
  await host.call('game.end', { code });
  const back = await server.enter(away);
  expect(await unreadOf(back)).toEqual([]);
});

onServer(
  'notices are only for their user, come in pages, and reading one leaves the others',
  async (server) => {
    const [owner, member, stranger] = await fourPlayers(server);
    const names = ['one', 'two', 'three'];
    for (const name of names) {
      const { groupId } = await owner.call('group.create', { name });
      await owner.call('group.addMember', { groupId, username: member.user.username });
    }
    const page = await member.call('notice.list', { limit: 2 });
    expect(page.notices).toMatchObject([{ groupName: 'three' }, { groupName: 'two' }]);
    const rest = await member.call('notice.list', { limit: 2, before: page.next ?? '' });
    expect(rest).toMatchObject({ notices: [{ groupName: 'one' }], next: null });
    const ids = rest.notices.map(({ id }) => id);
    expect(await stranger.call('notice.read', { ids })).toEqual({ unread: 0 });
    expect(await member.call('notice.read', { ids, commandId: randomUUID() })).toEqual({ unread: 2 });
    expect(await member.call('notice.read', {})).toEqual({ unread: 0 });
    expect((await stranger.call('notice.list', {})).notices).toEqual([]);
  },
);

onServer(
  'a game that nobody plays for 30 days is ended as it stands, and its players hear of it',
  async (server) => {
    const players = await fourPlayers(server);
    const { code, gameId, state } = await sitDown(players, { at: 'round_complete' });
    const before = await state();
    const lobby = await players[0].call('room.create', {});
    await server.endAbandoned();
    expect((await state()).status).toBe('round_complete');
    server.elapse(30 * 24 * 60 * 60);
    const later = await sitDown(await fourPlayers(server), { at: 'playing' });
    await players[1].close();
    await players[0].updated(({ event }) => event.type === 'presence');
    await server.endAbandoned();
    const { event } = await players[0].updated((update) => update.event.type === 'room.close');
    expect(event).toMatchObject({ actorId: null, seat: null, payload: { reason: 'abandoned' } });
    const after = await state();
    expect(after).toMatchObject({ status: 'finished', totals: before.totals, rounds: before.rounds });
    const back = await server.enter(players[1]);
    expect(await noticed(back, 'game_over')).toMatchObject({ code, gameId, by: null, reason: 'abandoned' });
    expect((await later.state()).status).toBe('playing');
    expect((await players[0].call('room.state', { code: lobby.code })).state.status).toBe('waiting');
    const { games } = await players[0].call('stats.history', {});
    expect(games.map((game) => game.gameId)).toEqual([gameId]);
  },
);
