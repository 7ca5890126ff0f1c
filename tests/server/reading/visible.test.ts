import { expect } from 'vitest';
import { addMember } from '../../support/groups.ts';
import type { Player } from '../../support/server.ts';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';

const onServer = serverTest();

/** The players on the leaderboard of all games, as somebody sees it. */
const boardOf = async (viewer: Player, params = {}) =>
  (await viewer.call('stats.leaderboard', { rules: 'all', limit: 100, ...params })).players;

onServer('a player chooses the people who see them', async (server) => {
  const four = await fourPlayers(server);
  const [dana, yossi] = four;
  const { groupId } = await dana.call('group.create', { name: 'Friday' });
  const [stranger, member] = await fourPlayers(server);
  for (const one of [yossi, member]) await addMember(dana, one, groupId);
  await sitDown(four, { at: 'finished', groupId });
  const { username } = dana.user;
  const sees = async (viewer: Player) => {
    const answers = await Promise.all(
      (['stats.player', 'stats.opponents', 'stats.history'] as const).map((method) =>
        viewer.ask(method, { username }).then(
          () => true,
          ({ reason }: { reason: string }) => reason,
        ),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    const isOnBoard = (await boardOf(viewer)).some((line) => line.username === username);
    const { opponents } = await viewer.call('stats.opponents', { username: yossi.user.username });
    const isOpponent = opponents.some((one) => one.username === username);
    expect([isOnBoard, isOpponent]).toEqual([answers[0] === true, answers[0] === true || viewer === yossi]);
    return answers[0];
  };
  const choose = (visible: 'everybody' | 'played' | 'nobody') =>
    dana.call('account.update', { preferences: { visible } });

  for (const one of [dana, yossi, member, stranger]) expect(await sees(one)).toBe(true);
  await choose('played');
  for (const one of [dana, yossi]) expect(await sees(one)).toBe(true);
  for (const one of [member, stranger]) expect(await sees(one)).toBe('user_not_found');
  await choose('nobody');
  expect(await sees(dana)).toBe(true);
  for (const one of [yossi, member, stranger]) expect(await sees(one)).toBe('user_not_found');
  // A member of the group sees everybody there.
  expect((await boardOf(member, { groupId })).map((line) => line.username)).toContain(username);
});

onServer('the answer about a hidden player is that about nobody, and counts for no place', async (server) => {
  const four = await fourPlayers(server);
  const stranger = await server.enter(await server.person('Stranger'));
  await sitDown(four, { at: 'finished' });
  const [, winner] = four;
  const before = await boardOf(stranger);
  await winner.call('account.update', { preferences: { visible: 'nobody' } });
  const isOther = (line: { username: string }) => line.username !== winner.user.username;
  const { place: freed = 0 } = before.find((line) => !isOther(line)) ?? {};
  const others = before
    .filter(isOther)
    .map((line) => ({ ...line, place: line.place > freed ? line.place - 1 : line.place }));
  expect(await boardOf(stranger)).toEqual(others);
  const told = (username: string) =>
    stranger.call('stats.player', { username }).catch((error: { message: string }) => error.message);
  expect(await told(winner.user.username)).toBe(await told('nobody-at-all'));
});
