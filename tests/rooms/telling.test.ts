import { v4 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { foldEvent } from '../../src/protocol/index.ts';
import { lobby } from '../rules/table.ts';
import { openHouse, sitDown, told } from './house.ts';

const house = openHouse();
const people = house.people();

describe('a state', () => {
  test('has the events since a version, if all of them are kept', async () => {
    const { code, host, terminals } = await sitDown(house.node(), people);
    await terminals[1].call('auction.pass', { code });
    const since = async (version: number) =>
      (await host.call('room.state', { code, since: version })).events?.map((event) => event.version);
    expect(await since(4)).toEqual([5, 6]);
    expect(await since(6)).toEqual([]);
    expect(await since(99)).toEqual([]);
    expect(await since(0)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await host.call('room.state', { code })).not.toHaveProperty('events');
    for (let i = 0; i < 100; i += 1) {
      await host.call('log.undo', { code });
      await host.call('auction.pass', { code, seat: 1 });
    }
    expect(await since(5)).toBeUndefined();
    expect(await since(6)).toHaveLength(200);
  });
});

test('a terminal that folds events knows the same room, after an undo and another host too', async () => {
  const { code, host, terminals } = await sitDown(house.node(), people);
  const [, second, , last] = terminals;
  let { state } = await last.call('room.state', { code, updates: 'events' });
  await second.call('auction.bid', { code, amount: 6, suit: 'hearts' });
  await host.call('log.undo', { code });
  await host.call('room.transferHost', { code, userId: second.userId });
  await second.call('game.end', { code });
  for (const [, { event }] of last.heard)
    state = event && state ? (foldEvent(state, event) ?? undefined) : undefined;
  expect(state).toEqual((await host.call('room.state', { code })).state);
  // Nothing is sent that everybody can compute.
  expect(
    last.heard.map(([, { event }]) =>
      Object.keys(event ?? {}).filter((key) => ['hostId', 'seats', 'game'].includes(key)),
    ),
  ).toEqual([[], ['game'], ['hostId', 'seats'], []]);
});

describe('the end from outside', () => {
  test('closes a game as it stands, and drops a lobby', async () => {
    const node = house.node();
    const game = await sitDown(node, people);
    expect(await node.rooms.end(game.code, 'closed')).toEqual({ dropped: false });
    expect(told(game.host, 'room.close')).toMatchObject([
      { event: { actorId: null, payload: { reason: 'closed' } } },
    ]);
    expect(await node.rooms.end(game.code, 'closed')).toMatchObject({ refused: { reason: 'wrong_phase' } });
    const lobby = await sitDown(node, people, { isLobby: true });
    expect(await node.rooms.end(lobby.code, 'closed')).toEqual({ dropped: true });
    expect(await house.store.load({ code: lobby.code })).toBeNull();
    expect(await node.rooms.end('ZZZZZZ', 'closed')).toMatchObject({ refused: { reason: 'room_not_found' } });
  });

  test('is told that it did not succeed', async () => {
    const node = house.node(() => ({ commit: () => Promise.reject(new Error('no connection')) }));
    const { code, gameId } = await sitDown(house.node(), people, { isLobby: true });
    expect(await node.rooms.end(code, 'closed')).toMatchObject({ refused: { reason: 'try_again' } });
    const lobby = await house.store.load({ code });
    expect(lobby?.entries.at(-1)?.action.type).toBe('room.join');
    const here = house.node();
    await here.enter(people[0]).call('room.state', { code });
    await house.store.drop(gameId);
    expect(await here.rooms.end(code, 'closed')).toMatchObject({ refused: { reason: 'room_not_found' } });
  });

  test('comes to games that nobody plays', async () => {
    const node = house.node();
    const [quiet, lobby] = [await sitDown(node, people), await sitDown(node, people, { isLobby: true })];
    await node.rooms.endAbandoned(60_000);
    expect((await quiet.host.call('room.state', { code: quiet.code })).state?.status).toBe('bidding_trump');
    house.elapse(100);
    const played = await sitDown(node, people);
    await node.rooms.endAbandoned(60_000);
    const statusOf = async ({ host, code }: typeof quiet) =>
      (await host.call('room.state', { code })).state?.status;
    expect(await Promise.all([quiet, lobby, played].map(statusOf))).toEqual([
      'finished',
      'waiting',
      'bidding_trump',
    ]);
  });
});

describe('notices', () => {
  test('reach players who are away, and not the one who acted', async () => {
    const node = house.node();
    const { code, gameId, host, terminals } = await sitDown(node, people);
    const [, second, third] = terminals;
    const byId = host.userId;
    await third.close();
    node.notices.length = 0;
    await second.call('auction.pass', { code });
    expect(node.notices).toEqual([{ kind: 'your_turn', userId: third.userId, gameId, byId: second.userId }]);
    node.notices.length = 0;
    // It is still their turn, so there is nothing new.
    await host.call('room.watchers', { code, watchers: 'nobody' });
    await host.call('auction.record', { code, seat: 1, amount: 6, suit: 'hearts' });
    expect(node.notices).toEqual([]);
    for (const [seat, amount] of [6, 3, 2, 3].entries())
      await host.call('contract.set', { code, seat: (seat + 1) % 4, amount });
    expect(node.notices).toMatchObject([{ kind: 'your_turn', userId: third.userId }]);
    node.notices.length = 0;
    await host.call('round.record', { code, tricks: [2, 6, 3, 2] });
    await host.call('round.correct', { code, round: 1, tricks: [3, 5, 3, 2] });
    await host.call('game.end', { code });
    const both = { userId: third.userId, gameId, byId };
    expect(node.notices).toEqual([
      { ...both, kind: 'game_corrected' },
      { ...both, kind: 'game_over', details: { reason: 'ended' } },
    ]);
  });

  test('say why a game was closed, to everybody who is away', async () => {
    const node = house.node();
    const { code, gameId, terminals } = await sitDown(node, people);
    for (const one of terminals.slice(0, 3)) await one.close();
    node.notices.length = 0;
    await node.rooms.end(code, 'closed');
    expect(node.notices).toEqual(
      terminals.slice(0, 3).map(({ userId }) => ({
        kind: 'game_over',
        userId,
        gameId,
        byId: null,
        details: { reason: 'closed' },
      })),
    );
  });

  test('offer a game to an account that has not agreed to it', async () => {
    const node = house.node();
    const { code, host } = await sitDown(node, people);
    const rivka = house.person('Rivka');
    node.notices.length = 0;
    await host.call('room.substitute', { code, seat: 1, userId: rivka.user.id });
    expect(node.notices).toEqual([
      {
        kind: 'claim_offered',
        userId: rivka.user.id,
        byId: host.userId,
        claimId: expect.any(String),
        details: { code },
      },
    ]);
    expect(await node.enter(rivka).call('room.join', { code })).toMatchObject({
      event: { type: 'claim.approve', payload: { userId: rivka.user.id } },
      state: { seats: [{}, { userId: rivka.user.id, guest: false, connected: true }, {}, {}] },
    });
  });
});

describe('a room that is created', () => {
  test('is answered with the state and with the first change', async () => {
    const host = house.node().enter(people[0]);
    const created = (await host.call('room.create')) as { version: number; event: object; state: object };
    const { event, state, ...fields } = created;
    expect(fields).toEqual(state);
    expect(event).toMatchObject({ type: 'room.create', version: 1, actorId: host.userId, seat: 0 });
  });

  test.each([
    [{}, { displayName: 'Dana', username: people[0].user.username }, 0],
    [{ seated: false }, { displayName: null }, null],
  ])('with %j has its host in the log', async (params, host, seat) => {
    const commandId = v4();
    const { state } = await house
      .node()
      .enter(people[0])
      .call('room.create', { commandId, ...params });
    const log = await house.store.load({ code: state?.code ?? '' });
    const { rules, startingScores, length } = lobby();
    expect(log?.entries).toEqual([
      {
        seq: 1,
        action: {
          type: 'room.create',
          code: state?.code,
          hostId: people[0].user.id,
          groupId: null,
          rules,
          length,
          startingScores,
          ...host,
        },
        actorId: people[0].user.id,
        seat,
        commandId,
        at: expect.any(Date),
      },
    ]);
  });

  test('is made once by one command', async () => {
    const [host, other] = [house.node().enter(people[0]), house.node().enter(people[1])];
    const commandId = v4();
    const [first, again] = [
      await host.call('room.create', { commandId }),
      await host.call('room.create', { commandId }),
    ];
    expect(again).toMatchObject({ state: { code: first.state?.code } });
    expect((await other.call('room.create', { commandId })).state?.code).not.toBe(first.state?.code);
  });

  test('belongs to a group only if its host does', async () => {
    const host = house.node().enter(people[0]);
    expect(await host.ask('room.create', { groupId: v4() })).toBe('not_in_room');
  });
});
