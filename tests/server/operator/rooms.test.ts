import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, newTable, sitDown } from '../../support/table.ts';
import { operatorAt } from './desk.ts';

const onServer = serverTest();

onServer(
  'the operator sees open rooms with their players, the quietest first, a page at a time',
  async (server) => {
    const operator = await operatorAt(server);
    const { rooms: before } = await operator.call('admin.rooms', { limit: 100 });
    const [host, yossi] = await fourPlayers(server);
    const { code, gameId } = await host.call('room.create', {});
    await host.call('room.addGuest', { code, displayName: 'Grandma' });
    const game = await newTable(server, { at: 'playing' });
    const over = await newTable(server, { at: 'round_complete' });
    await over.players[0].call('game.end', { code: over.code });
    await yossi.call('room.watch', { code });

    const { rooms } = await operator.call('admin.rooms', { limit: 100 });
    const opened = rooms.filter((room) => before.every((old) => old.code !== room.code));
    expect(opened).toMatchObject([
      {
        code,
        gameId,
        status: 'waiting',
        round: 0,
        players: [
          { seat: 0, displayName: 'Dana', username: host.user.username, connected: true },
          { seat: 1, displayName: 'Grandma', username: null, connected: false },
        ],
      },
      { code: game.code, status: 'playing', round: 1 },
    ]);
    const first = await operator.call('admin.rooms', { limit: 1 });
    const second = await operator.call('admin.rooms', { limit: 1, cursor: first.next ?? '' });
    expect([...first.rooms, ...second.rooms]).toEqual(rooms.slice(0, 2));
  },
);

onServer('a closed game ends as it stands, on every node, and its players hear of it', async (server) => {
  const { code, gameId, players, state } = await newTable(server, { at: 'round_complete' });
  const [host, away] = players;
  const there = await (await server.twin()).enter(players[2]);
  await there.call('room.join', { code });
  await away.close();
  await host.updated(({ event }) => event.type === 'presence' && event.payload['connected'] === false);
  const before = await state();

  const operator = await operatorAt(server);
  const commandId = randomUUID();
  expect(await operator.call('admin.close', { code, commandId })).toEqual({ dropped: false });
  for (const terminal of [host, there]) {
    const { event } = await terminal.updated((update) => update.event.type === 'room.close');
    expect(event).toMatchObject({ actorId: null, payload: { reason: 'closed' } });
  }
  const { status, totals, winners } = await state();
  expect({ status, totals }).toEqual({ status: 'finished', totals: before.totals });
  expect(winners).not.toBeNull();
  const back = await server.enter(away);
  // The news about a game is stored after its change.
  await expect
    .poll(async () => (await back.call('notice.list', { unread: true })).notices)
    .toMatchObject([{ kind: 'game_over', code, gameId, by: null, reason: 'closed' }]);
  expect((await back.call('stats.history', {})).games).toMatchObject([{ code }]);

  // Sent again it has the same answer; asked again there is nothing to close.
  expect(await operator.call('admin.close', { code, commandId })).toEqual({ dropped: false });
  expect(await operator.refused('admin.close', { code })).toBe('wrong_phase');
  const { actions } = await operator.call('admin.log', { limit: 1 });
  expect(actions).toMatchObject([{ method: 'admin.close', subject: null, details: { code, gameId } }]);
});

onServer('a closing that is sent again with another code closes no other room', async (server) => {
  const [host] = await fourPlayers(server);
  const operator = await operatorAt(server);
  const commandId = randomUUID();
  const [first, second] = [await host.call('room.create', {}), await host.call('room.create', {})];
  for (const { code } of [first, second])
    expect(await operator.call('admin.close', { code, commandId })).toEqual({ dropped: true });
  expect(await operator.refused('admin.close', { code: first.code })).toBe('room_not_found');
  expect(await operator.call('admin.close', { code: second.code })).toEqual({ dropped: true });
});

onServer('a closed lobby is gone, and nobody on another node can go on in it', async (server) => {
  const [host, yossi] = await fourPlayers(server);
  const twin = await server.twin();
  const far = await twin.enter(yossi);
  const { code, gameId } = await host.call('room.create', {});
  await far.call('room.join', { code });
  twin.deafen(true);
  const operator = await operatorAt(server);
  expect(await operator.call('admin.close', { code: code.toLowerCase() })).toEqual({ dropped: true });
  await host.updated((update) => update.event.type === 'room.close');
  expect(await far.refused('room.leave', { code })).toBe('room_not_found');
  expect(await operator.refused('admin.close', { code })).toBe('room_not_found');
  const { rows } = await sql`select from games where id = ${gameId}::uuid`.execute(server.db);
  expect(rows).toEqual([]);
});

onServer('a game that was ended can be closed no more, and another room is left alone', async (server) => {
  const players = await fourPlayers(server);
  const [one, two] = [await sitDown(players, { at: 'playing' }), await sitDown(players, { at: 'playing' })];
  const operator = await operatorAt(server);
  await operator.call('admin.close', { code: one.code });
  expect((await two.state()).status).toBe('playing');
  expect(await operator.refused('admin.close', { code: 'ZZZZZ9' })).toBe('room_not_found');
});
