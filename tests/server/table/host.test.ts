import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import { graceSeconds } from '../../support/server.ts';
import { fourPlayers, newTable } from '../../support/table.ts';
import { goAway } from './away.ts';

const onServer = serverTest();

onServer('a host can make another player with an account the host', async (server) => {
  const [host, other, third] = await fourPlayers(server);
  const { code } = await host.call('room.create', {});
  await other.call('room.join', { code });
  const { state } = await host.call('room.addGuest', { code, displayName: 'Grandma' });
  const guest = state.seats[2]?.userId ?? '';
  expect(await host.refused('room.transferHost', { code, userId: guest })).toBe('guest_cannot_host');
  expect(await host.refused('room.transferHost', { code, userId: third.user.id })).toBe('not_seated');
  const handed = await host.call('room.transferHost', { code, userId: other.user.id });
  expect(handed.state.hostId).toBe(other.user.id);
  expect(await host.refused('room.addGuest', { code, displayName: 'Grandpa' })).toBe('not_host');
  await other.call('room.addGuest', { code, displayName: 'Grandpa' });
});

onServer('any player may replace a host who is away longer than the grace', async (server) => {
  const table = await newTable(server, { at: 'playing' });
  const { code, players } = table;
  const [host, other, third] = players;
  const params = { code, userId: third.user.id };
  expect(await third.refused('room.transferHost', params)).toBe('not_host');
  await goAway(table, host, other);
  expect(await third.refused('room.transferHost', params)).toBe('not_host');
  server.elapse(graceSeconds);
  expect((await third.call('room.transferHost', params)).state.hostId).toBe(third.user.id);
  await third.call('trick.claim', { code, seat: 0 });

  const back = await server.enter(host);
  const { state } = await back.call('room.join', { code });
  expect(state).toMatchObject({ hostId: third.user.id, round: { tricks: [1, 0, 0, 0] } });
  expect(await back.refused('game.end', { code })).toBe('not_host');
});
