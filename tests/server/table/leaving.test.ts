import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, newTable } from '../../support/table.ts';
import { goAway, lastEntry } from './away.ts';

const onServer = serverTest();

onServer(
  'a player who leaves the lobby frees the seat; the next player takes the lowest free one',
  async (server) => {
    const { code, players } = await newTable(server, { at: 'waiting' });
    await players[1].call('room.leave', { code });
    await players[2].call('room.leave', { code });
    const { state } = await players[2].call('room.join', { code });
    expect(state.seats.map((seat) => seat?.userId ?? null)).toEqual([
      players[0].user.id,
      players[2].user.id,
      null,
      players[3].user.id,
    ]);
    expect(await players[1].refused('room.join', { code, seat: 3 })).toBe('seat_taken');
    expect((await players[1].call('room.join', { code, seat: 2 })).state.seats[2]?.userId).toBe(
      players[1].user.id,
    );
  },
);

onServer(
  'a player who leaves a game keeps the seat: others may act for it at once, and the player may come back',
  async (server) => {
    const table = await newTable(server);
    const { code, players } = table;
    const [, leaver, other] = players;
    const stranger = await server.person().then(server.enter);
    const { state } = await leaver.call('room.leave', { code });
    expect(state.seats[1]).toMatchObject({ userId: leaver.user.id, connected: false });
    expect(await stranger.refused('room.join', { code })).toBe('room_full');
    expect(await stranger.refused('room.join', { code, seat: 1 })).toBe('room_full');
    await other.call('auction.bid', { code, seat: 1, amount: 6, suit: 'spades' });
    expect(await lastEntry(server.db, table)).toMatchObject({ payload: { actingFor: 'absent' } });

    const back = await leaver.call('room.join', { code, seat: 3 });
    expect(back.state.seats[1]).toMatchObject({ userId: leaver.user.id, connected: true, awaySince: null });
    await other.call('log.undo', { code });
    expect(await other.refused('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
    await leaver.call('auction.pass', { code });
  },
);

onServer(
  'when a host leaves, the next player to the left who is at the table becomes host',
  async (server) => {
    for (const at of ['waiting', 'playing'] as const) {
      const table = await newTable(server, { at });
      const { code, players } = table;
      await goAway(table, players[1], players[2]);
      const { state } = await players[0].call('room.leave', { code });
      expect(state.hostId).toBe(players[2].user.id);
      expect(state.seats[0]?.userId).toBe(at === 'waiting' ? undefined : players[0].user.id);
      const update = await players[2].updated(({ event }) => event.type === 'room.leave');
      expect(update.event.payload).toEqual({
        userId: players[0].user.id,
        hostId: players[2].user.id,
        ends: false,
      });
      expect(await players[3].refused('game.end', { code })).toBe('not_host');
      expect((await players[2].call('game.end', { code })).state.status).toBe('finished');
    }
  },
);

onServer('the game ends when the host leaves and nobody else is there', async (server) => {
  const [host, other, third] = await fourPlayers(server);
  const { code } = await host.call('room.create', {});
  await other.call('room.join', { code });
  await third.call('room.join', { code });
  await host.call('room.addGuest', { code, displayName: 'Grandma' });
  await host.call('room.start', { code });
  await other.call('room.leave', { code });
  await third.call('room.leave', { code });
  const { state } = await host.call('room.leave', { code });
  expect(state).toMatchObject({ status: 'finished', winners: null, hostId: host.user.id });
  const lobby = await host.call('room.create', {});
  expect((await host.call('room.leave', { code: lobby.code })).state.status).toBe('finished');
  // Nothing was played in these two.
  expect((await host.call('stats.history', {})).games).toEqual([]);
});

onServer('leaving again, or leaving a finished game, changes nothing', async (server) => {
  const { code, players } = await newTable(server);
  const { version } = await players[1].call('room.leave', { code });
  expect((await players[1].call('room.leave', { code })).version).toBe(version);
  await players[0].call('game.end', { code });
  expect((await players[2].call('room.leave', { code })).version).toBe(version + 1);
  expect((await players[0].call('room.leave', { code })).version).toBe(version + 1);
});
