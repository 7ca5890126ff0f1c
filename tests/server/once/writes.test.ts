import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { methods } from '../../../src/protocol/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { serverTest } from '../../support/server-test.ts';
import type { Player } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';
import { operatorWrites } from './operator.ts';
import { enter, type Prepared } from './prepared.ts';
import { writes } from './writes.ts';

const all = { ...writes, ...operatorWrites };

test('every kind of write is among these tests', () => {
  const kinds = Object.entries(methods).filter(([, { effect }]) => effect === 'write');
  // These answer tokens, or end the session of the one who sends them; others test them.
  const others = ['auth.register', 'auth.changePassword', 'auth.reset', 'account.delete'];
  expect([...Object.keys(all), ...others].toSorted()).toEqual(kinds.map(([name]) => name).toSorted());
});

const onServer = serverTest();

/** Sends a write with one command id each time it is called, and returns the answer. */
function command({ method, params }: Prepared) {
  const commandId = uuid();
  return (by: Player) => by.ask(method, { ...params, commandId });
}

for (const [method, prepare] of Object.entries(all)) {
  onServer(`${method} is sent again on any connection and after a restart`, async (server) => {
    const prepared = await prepare(server);
    const { by } = prepared;
    const send = command(prepared);
    const answer = await send(by);
    expect(await prepared.look(by)).toEqual(prepared.after);
    expect(await send(by)).toEqual(answer);
    const another = await server.enter(by);
    expect(await send(another)).toEqual(answer);
    const elsewhere = await (await server.twin()).enter(by);
    expect(await send(elsewhere)).toEqual(answer);
    expect(await prepared.look(by)).toEqual(prepared.after);
    await server.restart();
    const later = await server.enter(by);
    expect(await send(later)).toEqual(answer);
    expect(await prepared.look(later)).toEqual(prepared.after);
  });

  onServer(`${method} is sent several times at the same moment`, async (server) => {
    const prepared = await prepare(server);
    const { by } = prepared;
    const send = command(prepared);
    const another = await server.enter(by);
    const elsewhere = await (await server.twin()).enter(by);
    const [answer, ...others] = await Promise.all([by, another, elsewhere].map(send));
    expect(others).toEqual([answer, answer]);
    expect(await prepared.look(by)).toEqual(prepared.after);
  });
}

onServer('a write that is sent again does not undo a later change', async (server) => {
  const [owner, member] = [await enter(server, 'Dana'), await enter(server, 'Noa')];
  const { groupId } = await owner.call('group.create', { name: 'Friday' });
  const add = { groupId, username: member.user.username, commandId: uuid() };
  const added = await owner.call('group.addMember', add);
  await member.call('group.decline', { groupId });
  expect(await owner.call('group.addMember', add)).toEqual(added);
  expect((await owner.call('group.get', { groupId })).invited).toEqual([]);
});

onServer('a write that another node did is seen here once it is sent again', async (server) => {
  const prepared = await writes['claim.approve'](server);
  const send = command(prepared);
  await prepared.look(prepared.by);
  const elsewhere = await (await server.twin()).enter(prepared.by);
  server.deafen(true);
  const answer = await send(elsewhere);
  expect(await send(prepared.by)).toEqual(answer);
  expect(await prepared.look(prepared.by)).toEqual(prepared.after);
});

onServer('a refusal is not stored: the same command is decided again', async (server) => {
  const [owner, member] = [await enter(server, 'Dana'), await enter(server, 'Noa')];
  const { groupId } = await owner.call('group.create', { name: 'Friday' });
  const add = { groupId, username: member.user.username, commandId: uuid() };
  expect(await member.refused('group.addMember', add)).toBe('group_not_found');
  const leave = { groupId, commandId: uuid() };
  expect(await owner.refused('group.leave', leave)).toBe('owner_stays');
  await owner.call('group.addMember', add);
  await member.call('group.accept', { groupId });
  await owner.call('group.transfer', { groupId, username: member.user.username });
  expect(await owner.call('group.leave', leave)).toEqual({});
});

onServer('an id belongs to one method, and to one user', async (server) => {
  const [dana, noa] = [await enter(server, 'Dana'), await enter(server, 'Noa')];
  const commandId = uuid();
  const { groupId } = await dana.call('group.create', { name: 'Friday', commandId });
  expect(await dana.refused('group.delete', { groupId, commandId })).toBe('invalid_params');
  expect(await dana.refused('sheets.import', { sheets: [sheetNumber(1)], commandId })).toBe('invalid_params');
  const other = await noa.call('group.create', { name: 'Saturday', commandId });
  expect(other).toMatchObject({ name: 'Saturday', members: [{ userId: noa.user.id }] });
  expect((await dana.call('group.list', {})).groups).toMatchObject([{ groupId }]);
});

for (const where of ['one node', 'two nodes'])
  onServer(
    `a sheet that is sent twice at the same moment to ${where} replaces its game once`,
    async (server) => {
      const owner = await enter(server, 'Dana');
      const group = 'Friday';
      await owner.call('sheets.import', { group, sheets: [sheetNumber(1)] });
      const corrected = sheetNumber(1, { rounds: sheetNumber(2).rounds });
      const replace = { group, sheets: [corrected], replace: true, commandId: uuid() };
      const again = await (where === 'one node' ? server : await server.twin()).enter(owner);
      const [one, two] = await Promise.all([owner, again].map((by) => by.call('sheets.import', replace)));
      expect(two).toEqual(one);
      const { groups } = await owner.call('group.list', {});
      const { sheets } = await owner.call('sheets.export', { groupId: groups[0]?.groupId ?? '' });
      expect(sheets).toMatchObject([{ rounds: corrected.rounds }]);
      const { rows } = await sql`
        select from game_events e join games g on g.id = e.game_id
        where g.admin_id = ${owner.user.id}::uuid and e.type = 'sheet.replace'`.execute(server.db);
      expect(rows).toHaveLength(1);
    },
  );

onServer('a message of the operator is shown once', async (server) => {
  const twin = await server.twin();
  const listener = await twin.enter(await server.person('Dana'));
  const operatorToken = await server.operatorToken();
  const [here, there] = [await connect(server.url), await connect(twin.url)];
  const first = { operatorToken, message: 'Last round', commandId: uuid() };
  for (const wire of [here, here, there]) expect(await wire.call('admin.broadcast', first)).toEqual({});
  const second = { operatorToken: await server.operatorToken(), message: 'Good night', commandId: uuid() };
  await there.call('admin.broadcast', second);
  await listener.until(() => listener.frames.find((frame) => frame.includes('Good night')));
  expect(listener.frames.filter((frame) => frame.includes('Last round'))).toHaveLength(1);
});

onServer('a room and a group may have the same command', async (server) => {
  const dana = await enter(server, 'Dana');
  const commandId = uuid();
  await dana.call('group.create', { name: 'Friday', commandId });
  expect(await dana.call('room.create', { commandId })).toMatchObject({ version: 1 });
  const { rows } = await sql`select method from commands where id = ${commandId}::uuid`.execute(server.db);
  expect(rows).toEqual([{ method: 'group.create' }]);
});
