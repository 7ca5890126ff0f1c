import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { addMember } from '../../support/groups.ts';
import { serverTest } from '../../support/server-test.ts';
import { recordShortGame } from '../../support/short-game.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { expectFolded } from '../tables.ts';

const onServer = serverTest();

onServer('the host closes a room to watchers, on every node, and opens it again', async (server) => {
  const four = await fourPlayers(server);
  const [host, player] = four;
  const people = await fourPlayers(server);
  const [watcher, member] = people;
  const { groupId } = await host.call('group.create', { name: 'Friday' });
  await addMember(host, member, groupId);
  const { code, gameId } = await sitDown(four, { at: 'playing', groupId });
  const twin = await server.twin();
  const afar = await twin.enter(people[2]);
  for (const one of [watcher, afar, member]) await one.call('room.watch', { code });

  expect(await player.refused('room.watchers', { code, watchers: 'nobody' })).toBe('not_host');
  const { state } = await host.call('room.watchers', { code, watchers: 'nobody' });
  expect(state.watchers).toBe('nobody');
  for (const one of [watcher, afar]) {
    await one.until(() => one.frames.find((frame) => frame.includes('room.putOut') && frame.includes(code)));
    expect(await one.refused('room.watch', { code })).toBe('no_watchers');
    expect(await one.refused('room.state', { code })).toBe('not_in_room');
  }
  // A member of the group may read the game anyway.
  expect((await member.call('room.state', { code })).state.watchers).toBe('nobody');
  const again = await server.enter(member);
  await again.call('room.watch', { code });
  await host.call('trick.claim', { code, seat: 1 });
  expect((await player.updated(({ event }) => event.type === 'trick.claim')).version).toBe(state.version + 1);

  await host.call('room.watchers', { code, watchers: 'anybody' });
  await watcher.call('room.watch', { code });
  await expectFolded(server.db, gameId);
});

onServer('a rematch stays closed', async (server) => {
  const four = await fourPlayers(server);
  const stranger = await server.enter(await server.person('Stranger'));
  const { code } = await sitDown(four, { at: 'round_complete' });
  await four[0].call('room.watchers', { code, watchers: 'nobody' });
  await four[0].call('game.end', { code });
  const { state } = await four[0].call('room.rematch', { code });
  expect(await stranger.refused('room.watch', { code: state.rematch ?? '' })).toBe('no_watchers');
});

onServer('somebody who gave up a seat is a watcher like all others', async (server) => {
  const four = await fourPlayers(server);
  const [host, , player] = four;
  const { code } = await sitDown(four, { at: 'playing' });
  await host.call('room.watchers', { code, watchers: 'nobody' });
  await player.call('room.leave', { code });
  const watching = await server.enter(player);
  await watching.call('room.state', { code });
  await host.call('trick.claim', { code, seat: 1 });
  await host.call('room.substitute', { code, seat: 2, displayName: 'Grandma' });
  await watching.until(() => watching.frames.find((frame) => frame.includes('room.putOut')));
  expect(await watching.refused('room.state', { code })).toBe('not_in_room');
});

onServer('an old request to join, sent again, opens no finished game of others', async (server) => {
  const four = await fourPlayers(server);
  const stranger = await server.enter(await server.person('Stranger'));
  const { code } = await four[0].call('room.create', {});
  const join = { code, commandId: randomUUID() };
  await stranger.call('room.join', join);
  await stranger.call('room.leave', { code });
  for (const player of four.slice(1)) await player.call('room.join', { code });
  await recordShortGame(four[0], code);

  expect(await stranger.refused('room.watch', { code })).toBe('room_not_found');
  expect((await stranger.call('room.join', join)).state?.status).toBe('waiting');
  expect(await stranger.refused('room.state', { code })).toBe('not_in_room');
});
