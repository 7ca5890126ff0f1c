import { expect } from 'vitest';
import { roles, type Role } from '../../../scripts/permissions.ts';
import { readable, type Thing } from '../../../scripts/readable.ts';
import { methods, type Method } from '../../../src/protocol/index.ts';
import { addMember } from '../../support/groups.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { serverTest } from '../../support/server-test.ts';
import { recordShortGame } from '../../support/short-game.ts';
import { connect, type Wire } from '../../support/wire.ts';
import { operatorAt, register } from '../operator/desk.ts';

const onServer = serverTest();

/** A finished game of its host with three guests. */
async function alone(host: Player, others: readonly Player[] = []): Promise<string> {
  const { code, gameId } = await host.call('room.create', {});
  for (const other of others) await other.call('room.join', { code });
  for (const displayName of ['Ada', 'Bob', 'Cyd'].slice(others.length))
    await host.call('room.addGuest', { code, displayName });
  await recordShortGame(host, code);
  return gameId;
}

/** People with something to read, and a text that stands only in the answers that show it. */
async function gathering(server: TestServer) {
  const enter = async (name: string) => server.enter(await server.person(name));
  const account = await register(server, 'Host');
  const host: Player = { ...account.wire, user: account.user, accessToken: account.accessToken };
  const [stranger, watcher, player, guestsHost, former, claimant] = (await Promise.all(
    ['Stranger', 'Watcher', 'Player', 'First host', 'Former', 'Claimant'].map(enter),
  )) as [Player, Player, Player, Player, Player, Player];
  const [open, played, hidden] = (await Promise.all(['Open', 'Played', 'Hidden'].map(enter))) as [
    Player,
    Player,
    Player,
  ];

  const { groupId } = await host.call('group.create', { name: 'Friday of forty' });
  for (const one of [player, guestsHost, former]) await addMember(host, one, groupId);
  const ownGame = await alone(former, [host, player, guestsHost]);
  const finished = await host.call('room.create', { groupId });
  for (const displayName of ['Ada', 'Bob', 'Cyd'])
    await host.call('room.addGuest', { code: finished.code, displayName });
  await recordShortGame(host, finished.code);
  await host.call('group.removeMember', { groupId, username: former.user.username });

  const { code } = await guestsHost.call('room.create', { groupId });
  await guestsHost.call('room.addGuest', { code, displayName: 'Grandma' });
  for (const one of [host, player]) await one.call('room.join', { code });
  await guestsHost.call('room.transferHost', { code, userId: host.user.id });
  await host.call('room.start', { code });
  await watcher.call('room.watch', { code });
  const { claimId } = await claimant.call('claim.guest', { id: code, displayName: 'Grandma' });

  await alone(open);
  await alone(played, [player]);
  await alone(hidden);
  await open.call('account.update', { preferences: { visible: 'everybody' } });
  await played.call('account.update', { preferences: { visible: 'played' } });
  await hidden.call('account.update', { preferences: { visible: 'nobody' } });
  await host.call('account.update', { preferences: { theme: 'high-contrast' } });
  const other = await claimant.call('group.create', { name: 'Monday' });
  await claimant.call('group.addMember', { groupId: other.groupId, username: host.user.username });
  const { sessions } = await host.call('account.sessions', {});
  const { notices } = await host.call('notice.list', {});
  const operator = await operatorAt(server);
  await operator.call('admin.disable', { username: claimant.user.username });

  const marks: Readonly<Record<Thing, readonly string[]>> = {
    roomState: [`room ${code}`],
    roomCode: [code],
    finishedGame: [finished.code, finished.gameId],
    ownGame: [ownGame],
    groupName: ['Friday of forty'],
    group: [`group page of ${groupId}`],
    openPage: [`page of ${open.user.username}`],
    playedPage: [`page of ${played.user.username}`],
    hiddenPage: [`page of ${hidden.user.username}`],
    email: [account.email],
    wishes: ['high-contrast'],
    session: sessions.map(({ id }) => id),
    notice: notices.map(({ id }) => id),
    claim: [claimId],
    audit: ['admin.disable'],
  };
  return {
    people: { stranger, watcher, player, guestsHost, host, former },
    marks,
    /** Values of each param of a method that reads. */
    values: {
      code: [code, finished.code],
      id: [code, finished.code, finished.gameId, ownGame],
      groupId: [groupId],
      username: [host, open, played, hidden].map(({ user }) => user.username),
    },
  };
}

type Values = Awaited<ReturnType<typeof gathering>>['values'];

/** Everything that somebody can read, as one text. */
async function everyAnswer(
  wire: Wire,
  values: Values,
  operatorToken: () => Promise<string>,
): Promise<string> {
  const texts: string[] = [];
  for (const [name, { effect, access, params }] of Object.entries<Method>(methods)) {
    // Watching lets somebody in, so it is not only reading.
    if (effect !== 'read' || name === 'room.watch') continue;
    const { properties = {} } = params as { properties?: object };
    const [choice] = (Object.keys(values) as (keyof Values)[]).filter((one) => one in properties);
    for (const value of choice ? values[choice] : [null]) {
      const token = access === 'operator' ? { operatorToken: await operatorToken() } : {};
      const asked = { ...token, ...(choice && { [choice]: value }) };
      const answer = await wire.ask(name, asked).catch(() => null);
      if (answer === null) continue;
      texts.push(JSON.stringify(answer));
      // Their names and codes stand in other answers too.
      if (name === 'room.state') texts.push(`room ${value}`);
      if (name === 'stats.player') texts.push(`page of ${value}`);
      if (name === 'group.get' || name === 'stats.group') texts.push(`group page of ${value}`);
    }
  }
  return texts.join('\n');
}

onServer('everybody reads what the table of docs/security.md says, and nothing else', async (server) => {
  const { people, marks, values } = await gathering(server);
  const found: Record<string, readonly string[]> = {};
  for (const role of Object.keys(roles) as Role[]) {
    const isOperator = role === 'operator';
    const wire = role === 'loggedOut' || isOperator ? await connect(server.url) : people[role];
    const token = isOperator ? server.operatorToken : () => Promise.resolve('x');
    const text = await everyAnswer(wire, values, token);
    for (const [thing, texts] of Object.entries(marks)) {
      expect(texts).not.toEqual([]);
      const seen = texts.filter((one) => text.includes(one));
      expect([thing, role, [0, texts.length]]).toEqual([thing, role, expect.arrayContaining([seen.length])]);
      if (seen.length > 0) found[thing] = [...(found[thing] ?? []), role];
    }
  }
  const expected = Object.entries(readable).map(([thing, { by }]) => [thing, new Set<Role>(by)]);
  expect(Object.keys(readable).map((thing) => [thing, new Set(found[thing])])).toEqual(expected);
});
