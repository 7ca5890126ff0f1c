import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { examine } from '../../../src/storage/doctor/index.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { newTable } from '../../support/table.ts';
import { operatorAt } from './desk.ts';

const onServer = serverTest();

/** Moves everything that happened in a room so many days into the past. */
async function age({ db }: TestServer, code: string, days: number): Promise<void> {
  await sql`
    update game_events set created_at = created_at - ${days} * interval '1 day'
    where game_id = (select id from games where room_code = ${code})`.execute(db);
}

async function isThere({ db }: TestServer, code: string): Promise<boolean> {
  const { rows } = await sql`
    select from games g where room_code = ${code} and exists (select from game_events where game_id = g.id)`.execute(
    db,
  );
  return rows.length > 0;
}

/** A lobby with a guest that everybody has gone from. */
async function emptyLobby(server: TestServer): Promise<string> {
  const host = await server.enter(await server.person());
  const { code } = await host.call('room.create', {});
  await host.call('room.addGuest', { code, displayName: 'Grandma' });
  await host.close();
  const seen = await server.enter(await server.person());
  await expect
    .poll(async () => (await seen.call('room.watch', { code })).state.seats[0]?.connected)
    .toBe(false);
  await seen.close();
  return code;
}

onServer('lobbies in which nothing ever began are deleted when they are old enough', async (server) => {
  const [old, young, left, undone] = [
    await emptyLobby(server),
    await emptyLobby(server),
    await emptyLobby(server),
    await newTable(server),
  ];
  const visitor = await (await server.twin()).enter(await server.person());
  await visitor.call('room.join', { code: left });
  const running = await newTable(server, { at: 'playing' });
  const finished = await newTable(server, { at: 'finished' });
  const [host] = undone.players;
  await host.call('log.undo', { code: undone.code });
  expect((await undone.state()).status).toBe('waiting');
  const tables = [running, finished, undone];
  for (const { players } of tables) for (const player of players) await player.close();
  await expect
    .poll(async () => {
      const { rows } = await sql`
        select from presences p join games g on g.id = p.game_id
        where p.is_connected and g.room_code = any(${tables.map(({ code }) => code)})`.execute(server.db);
      return rows.length;
    })
    .toBe(0);
  for (const code of [old, left, ...tables.map((table) => table.code)]) await age(server, code, 31);
  await age(server, young, 29);

  const operator = await operatorAt(server);
  const prune = { emptyRoomsOlderThanDays: 30, commandId: randomUUID() };
  expect(await operator.call('admin.prune', prune)).toEqual({ rooms: 1 });
  expect(await isThere(server, old)).toBe(false);
  for (const code of [young, left, ...tables.map((table) => table.code)])
    expect([code, await isThere(server, code)]).toEqual([code, true]);
  await age(server, young, 2);
  expect(await operator.call('admin.prune', prune)).toEqual({ rooms: 1 });
  expect(await isThere(server, young)).toBe(true);
  expect(await operator.call('admin.prune', { emptyRoomsOlderThanDays: 30 })).toEqual({ rooms: 1 });
  expect(await isThere(server, young)).toBe(false);

  // The tables have the real time at which it ended.
  await age(server, finished.code, -31);
  const { differences } = await examine(server.db, { repair: false, progress: () => undefined });
  expect(differences).toEqual([]);
  const wire = await server.enter(await server.person());
  expect(await wire.refused('room.watch', { code: old })).toBe('room_not_found');
  const { state } = await visitor.call('room.state', { code: left });
  expect(state.seats.filter((seat) => seat !== null)).toHaveLength(3);
  await visitor.close();
});

onServer('a lobby that everybody has left for good is deleted too', async (server) => {
  const host = await server.enter(await server.person());
  const { code } = await host.call('room.create', {});
  await host.call('room.leave', { code });
  await host.close();
  await age(server, code, 2);
  const operator = await operatorAt(server);
  await expect
    .poll(async () => {
      await operator.call('admin.prune', { emptyRoomsOlderThanDays: 1 });
      return isThere(server, code);
    })
    .toBe(false);
});

onServer('the age must be a whole number of days, at least one', async (server) => {
  const operator = await operatorAt(server);
  for (const emptyRoomsOlderThanDays of [0, -1, 0.5, 40_000])
    expect(await operator.refused('admin.prune', { emptyRoomsOlderThanDays })).toBe('invalid_params');
});
