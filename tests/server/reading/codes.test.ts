import { expect } from 'vitest';
import { methods, type MethodName } from '../../../src/protocol/index.ts';
import { addMember } from '../../support/groups.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';

const onServer = serverTest();

/** A group with a game, a private game, and games of both kinds that are still played. */
async function evening(server: TestServer) {
  const four = await fourPlayers(server);
  const [dana, yossi, noa] = four;
  const { groupId } = await dana.call('group.create', { name: 'Friday' });
  for (const one of [yossi, noa]) await addMember(dana, one, groupId);
  const tables = {
    ofGroup: await sitDown(four, { at: 'finished', groupId }),
    private: await sitDown(four, { at: 'finished' }),
    played: await sitDown(four, { at: 'playing' }),
    playedInGroup: await sitDown(four, { at: 'playing', groupId }),
  };
  const { state } = await dana.call('room.rematch', { code: tables.private.code });
  return { four, groupId, tables, rematch: state.rematch ?? '' };
}

type Evening = Awaited<ReturnType<typeof evening>>;

/** Every request that reads, about every player, group and game of the evening. */
function questions({ four, groupId, tables }: Evening): [MethodName, object][] {
  const games = Object.values(tables);
  const byMethod: Partial<Record<MethodName, object[]>> = {
    'group.get': [{ groupId }],
    'stats.group': [{ groupId }],
    'stats.leaderboard': [{}, { groupId }, { rules: 'all', by: 'rating', since: '2000-01-01' }],
    'sheets.export': [{}, { groupId }],
  };
  return (Object.keys(methods) as MethodName[])
    .filter((method) => methods[method].effect === 'read' && methods[method].access !== 'operator')
    .flatMap((method): [MethodName, object][] => {
      const { properties } = methods[method].params as { properties: object };
      const asked =
        byMethod[method] ??
        ('code' in properties
          ? games.map(({ code }) => ({ code }))
          : 'id' in properties
            ? games.flatMap(({ code, gameId }) => [{ id: code }, { id: gameId }])
            : 'username' in properties
              ? four.map(({ user }) => ({ username: user.username }))
              : [{}]);
      return asked.map((params) => [method, params]);
    });
}

/** The ids and codes in all answers that somebody gets. */
async function named(asker: Player, asked: [MethodName, object][], words: readonly string[]) {
  const answers: string[] = [];
  for (const [method, params] of asked)
    answers.push(JSON.stringify(await asker.ask(method, params).catch((error: Error) => error.message)));
  return words.filter((word) => answers.some((answer) => answer.includes(word)));
}

onServer('no answer names a game that its reader may not read', async (server) => {
  const played = await evening(server);
  const { four, groupId, tables, rematch } = played;
  const [dana, yossi] = four;
  const former = await server.enter(await server.person('Former'));
  await addMember(dana, former, groupId);
  await dana.call('group.removeMember', { groupId, username: former.user.username });
  const member = await server.enter(await server.person('Member'));
  await addMember(dana, member, groupId);
  const stranger = await server.enter(await server.person('Stranger'));

  const namesOf = ({ code, gameId }: { code: string; gameId: string }) => [code, gameId];
  const all = [...Object.values(tables).flatMap(namesOf), rematch];
  // The code of a game that is played is an invitation, so only the games that are over are asked about by code.
  const asked = questions(played);
  const watching = asked.filter(([method]) => method === 'room.watch' || method === 'room.state');
  const reading = asked.filter((question) => !watching.includes(question));
  const over = watching.filter(([, params]) =>
    [tables.ofGroup.code, tables.private.code].includes((params as { code: string }).code),
  );

  for (const outsider of [stranger, former])
    expect(await named(outsider, [...reading, ...over], all)).toEqual([]);
  expect(await named(member, [...reading, ...over], all)).toEqual(
    [tables.ofGroup, tables.playedInGroup].flatMap(namesOf),
  );
  expect(await named(yossi, asked, all)).toEqual(all);
  // The figures are there all the same.
  const page = await stranger.call('stats.player', { username: dana.user.username });
  expect(page).toMatchObject({ totalGames: 2, course: [{ gameId: null }, { gameId: null }] });
});

onServer('a finished game is no room for a stranger, whatever they ask', async (server) => {
  const stranger = await server.enter(await server.person('Stranger'));
  const four = await fourPlayers(server);
  const { code } = await sitDown(four, { at: 'finished' });
  for (const ask of ['room.watch', 'room.join'] as const)
    expect(await stranger.refused(ask, { code })).toBe('room_not_found');
  expect(await stranger.refused('room.join', { code, version: 1 })).toBe('room_not_found');
  expect(await stranger.refused('room.state', { code })).toBe('not_in_room');
});

onServer('a watcher who came in time sees the end, and cannot come back', async (server) => {
  const four = await fourPlayers(server);
  const watcher = await server.enter(await server.person('Watcher'));
  const { code } = await sitDown(four, { at: 'round_complete' });
  await watcher.call('room.watch', { code });
  await four[0].call('game.end', { code });
  expect((await watcher.updated(({ event }) => event.type === 'game.end')).state?.status).toBe('finished');
  expect((await watcher.call('room.state', { code })).state.status).toBe('finished');
  const again = await server.enter(watcher);
  expect(await again.refused('room.watch', { code })).toBe('room_not_found');
});

onServer('a refused version tells the room only to its members', async (server) => {
  const stranger = await server.enter(await server.person('Stranger'));
  const { code } = await sitDown(await fourPlayers(server));
  const refused = stranger.call('room.join', { code, version: 1 });
  await expect(refused).rejects.toMatchObject({ reason: 'version_conflict' });
  const text = await refused.catch((error: object) => JSON.stringify(error));
  expect(text).not.toContain('displayName');
});
