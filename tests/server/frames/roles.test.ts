import { expect } from 'vitest';
import { refusalFor, roles, type Role } from '../../../scripts/permissions.ts';
import { methods, type Method, type MethodName } from '../../../src/protocol/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { addMember } from '../../support/groups.ts';
import type { Person } from '../../support/person.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { serverTest } from '../../support/server-test.ts';
import { connect, type Wire } from '../../support/wire.ts';
import { tell } from '../tell.ts';

const onServer = serverTest();

/** Refusals because of who somebody is. */
const ofRoles: ReadonlySet<unknown> = new Set(
  Object.values<Method>(methods).flatMap((method) =>
    (Object.keys(roles) as Role[]).map((role) => refusalFor(method, role)),
  ),
);

/** Methods that end what the others are about, in this order. */
const last: readonly string[] = [
  'claim.approve',
  'game.end',
  'room.rematch',
  'room.leave',
  'game.disown',
  'group.leave',
  'group.delete',
  'account.delete',
  'auth.logout',
];

/** A group of the host, with a member who was removed. */
async function groupOf(
  name: string,
  { host, guestsHost, player, former }: Readonly<Record<'host' | 'guestsHost' | 'player' | 'former', Player>>,
): Promise<string> {
  const { groupId } = await host.call('group.create', { name });
  for (const one of [guestsHost, player, former]) await addMember(host, one, groupId);
  await host.call('group.removeMember', { groupId, username: former.user.username });
  return groupId;
}

/** A game of a group with a guest, and everybody who may ask about it. */
async function gathering(server: TestServer) {
  const person = async (name: string) => server.enter(await server.person(name));
  const people = {
    stranger: await person('Stranger'),
    watcher: await person('Watcher'),
    player: await person('Player'),
    guestsHost: await person('First host'),
    host: await person('The host'),
    former: await person('Former'),
  };
  const { host, guestsHost, player, watcher } = people;
  const claimant = await person('Claimant');
  const groupId = await groupOf('Friday', people);
  // Nobody has left this one when it is deleted.
  const deletedId = await groupOf('Saturday', people);
  const { code } = await guestsHost.call('room.create', { groupId });
  const { state } = await guestsHost.call('room.addGuest', { code, displayName: 'Grandma' });
  for (const one of [host, player]) await one.call('room.join', { code });
  await guestsHost.call('room.transferHost', { code, userId: host.user.id });
  await host.call('room.start', { code });
  await watcher.call('room.watch', { code });

  /** Values that every method takes, and that change as little as possible. */
  const values: Readonly<Record<string, unknown>> = {
    code,
    id: code,
    groupId,
    sessionId: groupId,
    userId: state.seats[1]?.userId,
    username: 'nobody-here',
    newUsername: 'nobody-there',
    email: 'dana@example.org',
    login: 'nobody-here',
    accessToken: 'x',
    refreshToken: 'x',
    operatorToken: 'x',
    name: 'Friday',
    displayName: 'Grandma',
    password: 'correct horse',
    newPassword: 'another horse',
    message: 'Hello',
    watchers: 'anybody',
    seat: 3,
    seats: state.seats.map((seat) => seat?.userId ?? null),
    amount: 5,
    suit: 'clubs',
    tricks: [13, 0, 0, 0],
    round: 1,
    emptyRoomsOlderThanDays: 3650,
    sheets: [sheetNumber(1)],
  };
  const claim = { id: code, displayName: 'Grandma' };
  let { claimId } = await claimant.call('claim.guest', claim);
  return {
    people,
    async paramsOf(name: MethodName, role: Role): Promise<object> {
      const { params, access, about } = methods[name] as Method;
      const { required = [] } = params as { required?: readonly string[] };
      const all = Object.fromEntries(required.map((param) => [param, values[param]]));
      if (about === 'guest') {
        // Nobody can claim the guest any more once the claim is approved.
        const asked = await claimant.call('claim.guest', claim).catch(() => ({ claimId }));
        claimId = asked.claimId;
        return { ...all, claimId };
      }
      if (name === 'room.substitute') return { ...all, username: 'nobody-here' };
      // The rows of the params say that there is one of the two.
      if (name === 'account.block' || name === 'account.unblock') return { username: 'nobody-here' };
      if (name === 'group.delete') return { groupId: deletedId };
      if (name === 'auth.register') return { ...all, username: 'admin' };
      if (access !== 'operator') return all;
      const operatorToken = role === 'operator' ? await server.operatorToken() : 'x';
      return { ...all, ...('code' in all && { code: 'ZZZZZZ' }), operatorToken };
    },
  };
}

onServer('every method answers every role as the table of docs/security.md says', async (server) => {
  const { people, paramsOf } = await gathering(server);
  const ordered = (Object.keys(methods) as MethodName[]).toSorted(
    (a, b) => last.indexOf(a) - last.indexOf(b),
  );
  /** Logging in or watching changes a socket, so it gets one of its own. */
  const terminalOf = async (role: Role, name: MethodName): Promise<Wire> => {
    if (role === 'loggedOut' || role === 'operator') return connect(server.url);
    const wire: Wire & Person = people[role];
    return name.startsWith('auth.') || name === 'room.watch' ? server.enter(wire) : wire;
  };
  for (const name of ordered)
    for (const role of Object.keys(roles) as Role[]) {
      const wire = await terminalOf(role, name);
      const answer = await tell(wire, name, await paramsOf(name, role));
      const refused = ofRoles.has(answer) ? answer : null;
      // While the host is here, a player makes nobody else the host.
      const isHostHere = name === 'room.transferHost' && (role === 'player' || role === 'guestsHost');
      expect([name, role, answer === 'invalid_params' ? answer : refused]).toEqual([
        name,
        role,
        isHostHere ? 'not_host' : refusalFor(methods[name], role),
      ]);
      if (wire !== people[role as keyof typeof people]) await wire.close();
    }
});
