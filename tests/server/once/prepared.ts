import type { MethodName, Params } from '../../../src/protocol/index.ts';
import { addMember } from '../../support/groups.ts';
import type { Player, TestServer } from '../../support/server.ts';

/** A write that a new person is about to send. */
export interface Prepared {
  readonly by: Player;
  readonly method: MethodName;
  readonly params: object;
  /** Reads the thing that the write changes, as `by` sees it. */
  look(by: Player): Promise<unknown>;
  /** The value of `look` after the write happened exactly once. */
  readonly after: unknown;
}

export type Prepare = (server: TestServer) => Promise<Prepared>;

/** A new person at a terminal. */
export async function enter(server: TestServer, name: string): Promise<Player> {
  return server.enter(await server.person(name));
}

export function prepared<M extends MethodName>(write: {
  readonly by: Player;
  readonly method: M;
  readonly params: Params<M>;
  look(by: Player): Promise<unknown>;
  readonly after: unknown;
}): Prepared {
  return write;
}

/** A group with its owner and a member, and a person who is not in it. */
export async function groupOf(server: TestServer) {
  const [owner, member, other] = [
    await enter(server, 'Owner'),
    await enter(server, 'Member'),
    await enter(server, 'Other'),
  ];
  const { groupId } = await owner.call('group.create', { name: 'Friday' });
  await addMember(owner, member, groupId);
  const roles = async (by: Player) => {
    const { members } = await by.call('group.get', { groupId });
    return Object.fromEntries(members.map(({ displayName, role }) => [displayName, role]));
  };
  return { groupId, owner, member, other, roles };
}

/** A game that has begun, with a guest, and a person who claims to be that guest. */
export async function guestOf(server: TestServer) {
  const [host, claimant] = [await enter(server, 'Host'), await enter(server, 'Noa')];
  const { code } = await host.call('room.create', {});
  for (const displayName of ['Noa', 'Gil', 'Tal']) await host.call('room.addGuest', { code, displayName });
  await host.call('room.start', { code });
  return { host, claimant, code, claim: { id: code, displayName: 'Noa' } };
}

export const asked = async (by: Player) => (await by.call('claim.list', {})).asked.length;
