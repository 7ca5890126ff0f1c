import { expect } from 'vitest';
import { foldEvent, type RoomState } from '../../../src/protocol/index.ts';
import { addMember } from '../../support/groups.ts';
import { serverTest } from '../../support/server-test.ts';
import { comeBack, fourPlayers, newTable, sitDown } from '../../support/table.ts';
import { expectFolded } from '../tables.ts';

const onServer = serverTest();

onServer(
  'the host opens a rematch: the same people, seats and rules, and round 1 is dealt',
  async (server) => {
    const players = await fourPlayers(server);
    const [dana, yossi, noa] = players;
    const { groupId } = await noa.call('group.create', { name: 'Friday' });
    for (const player of [dana, yossi]) await addMember(noa, player, groupId);
    const { code } = await dana.call('room.create', {
      rules: { missPerTrick: 5 },
      length: { rounds: 4 },
      groupId,
    });
    await yossi.call('room.join', { code, seat: 2 });
    await dana.call('room.addGuest', { code, displayName: 'Gil', seat: 3 });
    await noa.call('room.join', { code });
    await dana.call('room.transferHost', { code, userId: yossi.user.id });
    await yossi.call('room.start', { code });
    const { state: over } = await yossi.call('game.end', { code });
    expect(over.rematch).toBeNull();

    const { state, event } = await yossi.call('room.rematch', { code });
    expect(state).toMatchObject({ status: 'finished', rematch: expect.stringMatching(/^[A-Z0-9]{6}$/) });
    expect(state.rematch).not.toBe(code);
    expect(event).toMatchObject({ type: 'room.rematch', payload: { code: state.rematch } });

    // All players are in the group, so that they have agreed to its games.
    const again = await noa.call('room.join', { code: state.rematch ?? '' });
    const people = (room: RoomState) =>
      room.seats.map((player) => player && [player.seat, player.userId, player.displayName, player.guest]);
    expect(people(again.state)).toEqual(people(state));
    expect(again.state).toMatchObject({
      status: 'bidding_trump',
      hostId: yossi.user.id,
      groupId,
      rules: state.rules,
      length: { rounds: 4 },
      totals: [0, 0, 0, 0],
      rematch: null,
    });
    await expectFolded(server.db, state.gameId);
    await expectFolded(server.db, again.state.gameId);

    const news = await dana.updated((update) => update.version === state.version);
    expect(news.state).toMatchObject({ rematch: state.rematch });
    await dana
      .call('auction.bid', { code: again.state.code, amount: 5, suit: 'clubs', seat: 1 })
      .catch(() => null);
    const { rooms } = await dana.call('room.list', {});
    expect(rooms.map((room) => room.code)).toContain(state.rematch);
  },
);

onServer('a game has one rematch, which is found again, also after a restart', async (server) => {
  const table = await newTable(server, { at: 'finished' });
  const [host] = table.players;
  const { code } = table;
  const first = await host.call('room.rematch', { code });
  const second = await host.call('room.rematch', { code });
  expect(second.state.rematch).toBe(first.state.rematch);
  expect(second.version).toBe(first.version);
  await server.restart();
  const [back] = await comeBack(server, table.players);
  const { state } = await back.call('room.state', { code });
  expect(state.rematch).toBe(first.state.rematch);
  // The game can be taken up again; after its end the rematch is still there.
  await back.call('log.undo', { code });
  await back.call('game.end', { code });
  const third = await back.call('room.rematch', { code });
  expect(third.state.rematch).toBe(first.state.rematch);
});

onServer('only the host opens a rematch, and only of a game that is over', async (server) => {
  const players = await fourPlayers(server);
  const running = await sitDown(players);
  const [host, other] = players;
  await expect(host.call('room.rematch', { code: running.code })).rejects.toMatchObject({
    data: { reason: 'wrong_phase' },
  });
  await host.call('game.end', { code: running.code });
  await expect(other.call('room.rematch', { code: running.code })).rejects.toMatchObject({
    data: { reason: 'not_host' },
  });
  expect((await running.state()).rematch).toBeNull();
});

onServer('a game that ended in the lobby with a free seat has no rematch', async (server) => {
  const [dana, yossi] = await fourPlayers(server);
  const { code } = await dana.call('room.create', {});
  await yossi.call('room.join', { code });
  await dana.call('game.end', { code });
  expect(await dana.refused('room.rematch', { code })).toBe('seats_incomplete');
  expect((await dana.call('room.state', { code })).state.rematch).toBeNull();
});

onServer('a terminal that folds events learns of the rematch', async (server) => {
  const { code, players } = await newTable(server, { at: 'finished' });
  const [host, other] = players;
  const { state } = await other.call('room.watch', { code, updates: 'events' });
  const told = await host.call('room.rematch', { code });
  const { event } = await other.updated((update) => update.version === told.version);
  expect(foldEvent(state, event)).toEqual({ ...told.state, seats: state.seats });
});
