import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { addMember } from '../../support/groups.ts';
import { serverTest } from '../../support/server-test.ts';
import { connect } from '../../support/wire.ts';

const onServer = serverTest();
const look = { dana: 'Dana', other: 'Dаna' };

onServer('two names that look alike are told apart wherever they meet', async (server) => {
  const named = async (name: string) => server.enter(await server.person(name));
  const [dana, other, noa] = [await named(look.dana), await named(look.other), await named('Noa')];
  const { groupId } = await dana.call('group.create', { name: 'Friday' });
  await addMember(dana, other, groupId);
  const { code, seats } = await dana.call('room.create', { groupId });
  expect(seats[0]).not.toHaveProperty('apart');
  await other.call('room.join', { code });
  const { state } = await noa.call('room.join', { code });
  const apart = (people: readonly ({ readonly apart?: string } | null)[]) =>
    people.map((one) => one?.apart ?? null);
  const both = [dana.user.username, other.user.username];
  expect(apart(state.seats)).toEqual([...both, null, null]);
  expect(state.seats[1]?.displayName).toBe(look.other);
  // Terminals that get events alone know it too.
  const news = await dana.updated(({ event }) => event.type === 'room.join' && event.seat === 2);
  expect(apart(news.state?.seats ?? [])).toEqual([...both, null, null]);

  for (const displayName of [look.dana, look.other, 'NOA'])
    expect(await dana.refused('room.addGuest', { code, displayName })).toBe('name_alike');
  await dana.call('room.addGuest', { code, displayName: 'Gil' });
  expect(await dana.refused('room.addGuest', { code, displayName: 'Gil' })).toBe('room_full');
  await dana.call('room.start', { code });
  const substitute = (displayName: string) => dana.refused('room.substitute', { code, seat: 3, displayName });
  expect(await substitute(look.other)).toBe('name_alike');
  await dana.call('auction.record', { code, seat: 1, amount: 6, suit: 'hearts' });
  for (const [seat, amount] of [
    [1, 6],
    [2, 3],
    [3, 2],
    [0, 3],
  ] as const)
    await dana.call('contract.set', { code, seat, amount });
  await dana.call('round.record', { code, tricks: [3, 6, 2, 2] });
  await dana.call('game.end', { code });

  expect(apart((await dana.call('game.get', { id: code })).players)).toEqual([...both, null, null]);
  const [line] = (await dana.call('stats.history', {})).games;
  expect(apart(line?.players ?? [])).toEqual([...both, null, null]);
  const page = await dana.call('stats.group', { groupId });
  expect(new Set(apart(page.players))).toEqual(new Set([...both, null]));
  expect(page.records.highestGame?.apart).toBe(other.user.username);
  const { steps } = await dana.call('game.log', { id: code });
  expect(apart(steps.at(-1)?.state.seats ?? [])).toEqual([...both, null, null]);
  const { state: over } = await dana.call('room.rematch', { code });
  const again = await dana.call('room.join', { code: over.rematch ?? '' });
  expect(apart(again.state.seats)).toEqual([...both, null, null]);
});

onServer('reserved names are refused for new accounts and new names', async (server) => {
  const wire = await connect(server.url);
  const person = (names: object) => ({
    username: `u${randomUUID().slice(0, 8)}`,
    displayName: 'Dana',
    email: `${randomUUID()}@example.org`,
    password: 'correct horse',
    ...names,
  });
  expect(await wire.refused('auth.register', person({ username: 'admin' }))).toBe('username_reserved');
  expect(await wire.refused('auth.register', person({ displayName: 'Archive' }))).toBe(
    'display_name_reserved',
  );
  await wire.call('auth.register', person({}));
  expect(await wire.refused('account.update', { displayName: 'Аrchive' })).toBe('display_name_reserved');
  const renamed = { username: 'guest-1', password: 'correct horse' };
  expect(await wire.refused('account.update', renamed)).toBe('username_reserved');
  const { username } = await wire.call('auth.me', {});
  const operatorToken = await server.operatorToken();
  const rename = { operatorToken, username, newUsername: 'root' };
  expect(await wire.refused('admin.rename', rename)).toBe('username_reserved');
  await wire.close();
});
