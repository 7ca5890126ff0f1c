import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import { sitDown } from '../../support/table.ts';
import { playRound } from '../claims/claiming.ts';
import { expectFolded } from '../tables.ts';
import { enter, expectForgotten, formerPlayer, leave, register } from './leaving.ts';

const onServer = serverTest();

onServer('in the lobby the seat becomes free, and the next player is the host', async (server) => {
  const [leaver, noa] = [await register(server), await enter(server, 'Noa')];
  const { code, gameId } = await leaver.call('room.create', {});
  await noa.call('room.join', { code });
  await leave(leaver);
  const { event, state } = await noa.updated((update) => update.event.type === 'account.delete');
  expect(event).toMatchObject({ seat: 0, payload: { displayName: formerPlayer, hostId: noa.user.id } });
  expect(state).toMatchObject({ status: 'waiting', hostId: noa.user.id, seats: [null, {}, null, null] });
  await expectFolded(server.db, gameId);
  await expectForgotten(server, leaver);
});

onServer('a lobby without another account is closed', async (server) => {
  const leaver = await register(server);
  const { code, gameId } = await leaver.call('room.create', {});
  await leaver.call('room.addGuest', { code, displayName: 'Gil' });
  const watcher = await enter(server, 'Noa');
  await watcher.call('room.watch', { code });
  await leave(leaver);
  const { state } = await watcher.updated((update) => update.event.type === 'account.delete');
  expect(state).toMatchObject({ status: 'finished', rounds: [] });
  await expectFolded(server.db, gameId);
  await expectForgotten(server, leaver);
});

onServer('a player leaves a game: the table acts for the seat, or another takes it', async (server) => {
  const leaver = await register(server);
  const [host, next, last] = [
    await enter(server, 'Dana'),
    await enter(server, 'Yossi'),
    await enter(server, 'Amir'),
  ];
  const { code, gameId } = await sitDown([host, leaver, next, last]);
  const { version } = (await host.call('room.state', { code })).state;
  await leave(leaver);
  const { state } = await next.updated(({ event }) => event.type === 'account.delete');
  const missed = await next.call('room.state', { code, since: 1 });
  expect(JSON.stringify(missed)).not.toContain(leaver.user.displayName);
  expect(state).toMatchObject({
    version: version + 1,
    hostId: host.user.id,
    round: { turn: 1 },
    seats: [
      {},
      { userId: leaver.user.id, displayName: formerPlayer, connected: false, guest: false },
      {},
      {},
    ],
  });
  // No grace has to pass first.
  await next.call('auction.pass', { code, seat: 1 });
  const transfer = { code, userId: leaver.user.id };
  expect(await host.refused('room.transferHost', transfer)).toBe('guest_cannot_host');
  expect(await host.refused('room.substitute', { code, seat: 1, userId: leaver.user.id })).toBe(
    'user_not_found',
  );
  await expectFolded(server.db, gameId);
  await host.call('room.substitute', { code, seat: 1, displayName: 'Tal' });
  await expectForgotten(server, leaver);
});

onServer('a host leaves a game: another player is the host, and the game is played on', async (server) => {
  const [leaver, yossi] = [await register(server), await enter(server, 'Yossi')];
  const { code, gameId } = await leaver.call('room.create', {});
  await leaver.call('room.addGuest', { code, displayName: 'Gil' });
  await yossi.call('room.join', { code });
  await leaver.call('room.addGuest', { code, displayName: 'Tal' });
  await leaver.call('room.start', { code });
  await playRound(leaver, code, 0);
  await leave(leaver);
  const { state } = await yossi.updated(({ event }) => event.type === 'account.delete');
  expect(state.hostId).toBe(yossi.user.id);
  await yossi.call('round.next', { code });
  await playRound(yossi, code, 1);
  await yossi.call('game.end', { code });
  // An undo opens the game again, like every other game.
  await yossi.call('log.undo', { code });
  await yossi.call('game.end', { code });
  expect(await yossi.refused('room.rematch', { code })).toBe('seats_incomplete');
  const page = await yossi.call('game.get', { id: code });
  expect(page.players[0]).toMatchObject({ userId: leaver.user.id, displayName: formerPlayer });
  expect(page.rounds).toHaveLength(2);
  await expectFolded(server.db, gameId);
  await expectForgotten(server, leaver);
});

onServer('a game that nobody can host any more ends, with its result', async (server) => {
  const [leaver, watcher] = [await register(server), await enter(server, 'Noa')];
  const { code, gameId } = await leaver.call('room.create', {});
  for (const displayName of ['Gil', 'Tal', 'Uri']) await leaver.call('room.addGuest', { code, displayName });
  await leaver.call('room.start', { code });
  await playRound(leaver, code, 0);
  await watcher.call('room.watch', { code });
  await leave(leaver);
  const { state } = await watcher.updated(({ event }) => event.type === 'account.delete');
  expect(state).toMatchObject({
    status: 'finished',
    rounds: [{ number: 1 }],
    seats: [{ displayName: formerPlayer }, {}, {}, {}],
  });
  await expectFolded(server.db, gameId);
  await expectForgotten(server, leaver);
});

onServer('two who leave one table have different names, also in the exported sheet', async (server) => {
  const [one, two] = [await register(server), await register(server)];
  const [host, last] = [await enter(server, 'Dana'), await enter(server, 'Amir')];
  const { code } = await sitDown([host, one, two, last], { at: 'finished' });
  await leave(one);
  await leave(two);
  const names = ['Dana', formerPlayer, `${formerPlayer} 2`, 'Amir'];
  const { players } = await host.call('game.get', { id: code });
  expect(players.map(({ displayName }) => displayName)).toEqual(names);
  const { sheets } = await host.call('sheets.export', {});
  expect(sheets[0]?.players).toEqual([host.user.username, ...names.slice(1, 3), last.user.username]);
  const again = await host.call('sheets.import', { sheets: [...sheets] });
  expect(again).toMatchObject({ outcomes: [{ status: 'there' }] });
  await expectForgotten(server, one);
  await expectForgotten(server, two);
});

onServer('a name is gone that only an old entry of a log has', async (server) => {
  const leaver = await register(server);
  const host = await enter(server, 'Dana');
  const { code, gameId } = await host.call('room.create', {});
  await leaver.call('room.join', { code });
  await leaver.call('room.leave', { code });
  await leave(leaver);
  // Neither does a room that is open.
  const missed = await host.call('room.state', { code, since: 1 });
  expect(missed.events).toHaveLength(2);
  expect(JSON.stringify(missed)).not.toContain(leaver.user.displayName);
  const { steps } = await host.call('game.log', { id: code });
  expect(steps.map(({ event }) => [event.type, event.payload['displayName']])).toEqual([
    ['room.create', 'Dana'],
    ['room.join', formerPlayer],
    ['room.leave', undefined],
  ]);
  await expectFolded(server.db, gameId);
  await expectForgotten(server, leaver);
});
