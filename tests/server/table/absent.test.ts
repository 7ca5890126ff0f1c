import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import { graceSeconds } from '../../support/server.ts';
import { fourPlayers, newTable, type Table } from '../../support/table.ts';
import { goAway, lastEntry } from './away.ts';

const onServer = serverTest();

onServer('the host records for anybody, and the log says who did it', async (server) => {
  const table = await newTable(server);
  const { code, players } = table;
  const [host] = players;
  await host.call('auction.pass', { code, seat: 1 });
  expect(await lastEntry(server.db, table)).toEqual({
    type: 'auction.pass',
    actor_id: host.user.id,
    seat: 1,
    payload: { seat: 1, actingFor: 'player' },
  });
  const { event } = await players[3].updated(({ event }) => event.type === 'auction.pass');
  expect(event).toMatchObject({ actorId: host.user.id, seat: 1, payload: { actingFor: 'player' } });
});

onServer('a player who records for their own seat does not act for anybody', async (server) => {
  const table = await newTable(server);
  const { code, players } = table;
  await players[1].call('auction.bid', { code, seat: 1, amount: 5, suit: 'clubs' });
  expect(await lastEntry(server.db, table)).toEqual({
    type: 'auction.bid',
    actor_id: players[1].user.id,
    seat: 1,
    payload: { seat: 1, amount: 5, suit: 'clubs' },
  });
});

onServer(
  'a player may record for another one only after the other has been away longer than the grace',
  async (server) => {
    const table = await newTable(server);
    const { code, players } = table;
    const [, away, other] = players;
    expect(await other.refused('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
    await goAway(table, away, other);
    expect((await table.state()).seats[1]).toMatchObject({
      connected: false,
      awaySince: expect.any(String),
    });
    expect(await other.refused('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
    server.elapse(graceSeconds);
    await other.call('auction.pass', { code, seat: 1 });
    expect(await lastEntry(server.db, table)).toMatchObject({
      actor_id: other.user.id,
      seat: 1,
      payload: { actingFor: 'absent' },
    });
  },
);

onServer('a player who is back plays for themselves again', async (server) => {
  const table = await newTable(server);
  const { code, players } = table;
  const [host, away, other] = players;
  await goAway(table, away, other);
  server.elapse(graceSeconds);
  const back = await server.enter(away);
  await back.call('room.state', { code });
  expect((await table.state()).seats[1]).toMatchObject({ connected: true, awaySince: null });
  expect(await other.refused('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
  await back.call('auction.pass', { code });
  await host.call('room.state', { code });
});

onServer('a player who acts on a new terminal is back, and gets the news from then on', async (server) => {
  const table = await newTable(server);
  const { code, players } = table;
  const [host, away, other] = players;
  await goAway(table, away, other);
  server.elapse(graceSeconds);
  const back = await server.enter(away);
  await back.call('auction.pass', { code });
  expect((await table.state()).seats[1]).toMatchObject({ connected: true, awaySince: null });
  const { version } = await host.call('auction.pass', { code, seat: 2 });
  await back.updated((update) => update.version === version);
});

onServer('a player with a second terminal is not away', async (server) => {
  const table = await newTable(server);
  const { code, players } = table;
  const [, away, other] = players;
  const second = await server.enter(away);
  await second.call('room.state', { code });
  await away.close();
  server.elapse(graceSeconds);
  expect((await table.state()).seats[1]).toMatchObject({ connected: true });
  expect(await other.refused('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
});

onServer(
  'the host records for guests; if the host is away too long, the other players may',
  async (server) => {
    const players = await fourPlayers(server);
    const [host, other] = players;
    const { code, gameId } = await host.call('room.create', {});
    await other.call('room.join', { code });
    await host.call('room.addGuest', { code, displayName: 'Grandma' });
    const { state } = await host.call('room.addGuest', { code, displayName: 'Grandpa' });
    expect(state.seats[3]).toMatchObject({
      displayName: 'Grandpa',
      guest: true,
      connected: false,
      awaySince: null,
    });
    await host.call('room.start', { code });
    await other.call('auction.pass', { code });
    const table: Table = { code, gameId, players, state: async () => state };

    server.elapse(graceSeconds);
    expect(await other.refused('auction.pass', { code, seat: 2 })).toBe('not_your_seat');
    await host.call('auction.pass', { code, seat: 2 });
    expect(await lastEntry(server.db, table)).toMatchObject({ seat: 2, payload: { actingFor: 'guest' } });

    await goAway(table, host, other);
    expect(await other.refused('auction.pass', { code, seat: 3 })).toBe('not_your_seat');
    server.elapse(graceSeconds);
    await other.call('auction.pass', { code, seat: 3 });
    expect(await lastEntry(server.db, table)).toMatchObject({
      actor_id: other.user.id,
      seat: 3,
      payload: { actingFor: 'absent' },
    });
  },
);

onServer('a host without a seat records for everybody, and must name the seat', async (server) => {
  const host = await server.person('Keeper').then(server.enter);
  const { code } = await host.call('room.create', { seated: false });
  for (const displayName of ['a', 'b', 'c', 'd']) await host.call('room.addGuest', { code, displayName });
  const { state } = await host.call('room.start', { code });
  expect(state.seats.map((seat) => seat?.displayName)).toEqual(['a', 'b', 'c', 'd']);
  expect(await host.refused('auction.pass', { code })).toBe('not_seated');
  const { state: after } = await host.call('auction.pass', { code, seat: 1 });
  expect(after.round?.turn).toBe(2);
});

onServer('nobody can act for an empty seat, replace its player or start with it', async (server) => {
  const table = await newTable(server, { at: 'waiting' });
  const { code, players } = table;
  await players[3].call('room.leave', { code });
  expect(await players[0].refused('auction.pass', { code, seat: 3 })).toBe('seat_empty');
  expect(await players[0].refused('room.substitute', { code, seat: 3, userId: players[3].user.id })).toBe(
    'seat_empty',
  );
  expect(await players[0].refused('room.start', { code })).toBe('seats_incomplete');
});
