import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import { sitDown } from '../../support/table.ts';
import { expectFolded } from '../tables.ts';
import { enter, expectForgotten, formerPlayer, leave, register } from './leaving.ts';

const onServer = serverTest();

onServer('a table on another node hears at once that a player has left', async (server) => {
  const twin = await server.twin();
  const leaver = await register(server);
  const people = await Promise.all(['Dana', 'Yossi', 'Amir'].map((name) => server.person(name)));
  const [host, next, last] = await Promise.all(people.map((person) => twin.enter(person)));
  if (!host || !next || !last) throw new Error('three people have entered');
  const { code, gameId } = await sitDown([host, leaver, next, last]);
  await leave(leaver);
  const { state } = await host.updated(({ event }) => event.type === 'account.delete');
  expect(state.seats[1]).toMatchObject({ displayName: formerPlayer });
  await next.call('auction.pass', { code, seat: 1 });
  await expectFolded(server.db, gameId);
  await expectForgotten(server, leaver);
});

onServer('a node that has missed the news learns it from the database', async (server) => {
  const twin = await server.twin();
  const leaver = await register(server);
  const there = await twin.enter(await server.person('Dana'));
  const { code } = await there.call('room.create', {});
  await leaver.call('room.join', { code });
  await there.updated(({ event }) => event.type === 'room.join');
  twin.deafen(true);
  await leave(leaver);
  await twin.pulse();
  const { state } = await there.updated(({ event }) => event.type === 'account.delete');
  expect(state.seats[1]).toBeNull();
});

onServer('actions at the same moment are not lost', async (server) => {
  const [leaver, host, next, last] = [
    await register(server),
    await enter(server, 'Dana'),
    await enter(server, 'Yossi'),
    await enter(server, 'Amir'),
  ];
  const elsewhere = await (await server.twin()).enter(next);
  const { code, gameId } = await sitDown([host, leaver, next, last]);
  await elsewhere.call('room.watch', { code });
  const passes = ([1, 2, 3] as const).map((seat) => host.call('auction.pass', { code, seat }));
  await Promise.all([...passes, leave(leaver)]);
  const { state } = await host.call('room.state', { code });
  expect(state.seats[1]).toMatchObject({ displayName: formerPlayer });
  expect(state.round?.bids).toHaveLength(3);
  await elsewhere.updated(({ version }) => version === state.version);
  await expectFolded(server.db, gameId);
  await expectForgotten(server, leaver);
});
