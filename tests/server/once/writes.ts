import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import type { MethodName, Params } from '../../../src/protocol/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
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

type Prepare = (server: TestServer) => Promise<Prepared>;

/** A new person at a terminal. */
export async function enter(server: TestServer, name: string): Promise<Player> {
  return server.enter(await server.person(name));
}

function prepared<M extends MethodName>(write: {
  readonly by: Player;
  readonly method: M;
  readonly params: Params<M>;
  look(by: Player): Promise<unknown>;
  readonly after: unknown;
}): Prepared {
  return write;
}

/** A group with its owner and a member, and a person who is not in it. */
async function groupOf(server: TestServer) {
  const [owner, member, other] = [
    await enter(server, 'Owner'),
    await enter(server, 'Member'),
    await enter(server, 'Other'),
  ];
  const { groupId } = await owner.call('group.create', { name: 'Friday' });
  await owner.call('group.addMember', { groupId, username: member.user.username });
  const roles = async (by: Player) => {
    const { members } = await by.call('group.get', { groupId });
    return Object.fromEntries(members.map(({ displayName, role }) => [displayName, role]));
  };
  return { groupId, owner, member, other, roles };
}

/** A game that has begun, with a guest, and a person who claims to be that guest. */
async function guestOf(server: TestServer) {
  const [host, claimant] = [await enter(server, 'Host'), await enter(server, 'Noa')];
  const { code } = await host.call('room.create', {});
  for (const displayName of ['Noa', 'Gil', 'Tal']) await host.call('room.addGuest', { code, displayName });
  await host.call('room.start', { code });
  return { host, claimant, code, claim: { id: code, displayName: 'Noa' } };
}

const asked = async (by: Player) => (await by.call('claim.list', {})).asked.length;

/** One of every kind of write that a user sends. */
export const writes = {
  async 'account.update'(server) {
    return prepared({
      by: await enter(server, 'Dana'),
      method: 'account.update',
      params: { displayName: 'Dana Levi' },
      look: async (by) => (await by.call('account.get', {})).user.displayName,
      after: 'Dana Levi',
    });
  },

  async 'account.endSession'(server) {
    const by = await enter(server, 'Dana');
    const sessionId = uuid();
    const hash = uuid().repeat(2).replaceAll('-', '').slice(0, 64);
    await sql`
      insert into sessions (id, user_id, refresh_hash, expires_at, access_jti)
      values (${sessionId}, ${by.user.id}, ${hash}, now() + interval '1 day', ${uuid()})`.execute(server.db);
    return prepared({
      by,
      method: 'account.endSession',
      params: { sessionId },
      look: async (by) => (await by.call('account.sessions', {})).sessions.length,
      after: 1,
    });
  },

  async 'notice.read'(server) {
    const { member } = await groupOf(server);
    return prepared({
      by: member,
      method: 'notice.read',
      params: {},
      look: async (by) => (await by.call('notice.list', { unread: true })).notices.length,
      after: 0,
    });
  },

  async 'group.create'(server) {
    return prepared({
      by: await enter(server, 'Dana'),
      method: 'group.create',
      params: { name: 'Friday' },
      look: async (by) => (await by.call('group.list', {})).groups.map(({ name }) => name),
      after: ['Friday'],
    });
  },

  async 'group.update'(server) {
    const { owner, groupId } = await groupOf(server);
    return prepared({
      by: owner,
      method: 'group.update',
      params: { groupId, name: 'Saturday' },
      look: async (by) => (await by.call('group.get', { groupId })).name,
      after: 'Saturday',
    });
  },

  async 'group.addMember'(server) {
    const { owner, other, groupId, roles } = await groupOf(server);
    return prepared({
      by: owner,
      method: 'group.addMember',
      params: { groupId, username: other.user.username },
      look: roles,
      after: { Owner: 'owner', Member: 'member', Other: 'member' },
    });
  },

  async 'group.removeMember'(server) {
    const { owner, member, groupId, roles } = await groupOf(server);
    return prepared({
      by: owner,
      method: 'group.removeMember',
      params: { groupId, username: member.user.username },
      look: roles,
      after: { Owner: 'owner' },
    });
  },

  async 'group.transfer'(server) {
    const { owner, member, groupId, roles } = await groupOf(server);
    return prepared({
      by: owner,
      method: 'group.transfer',
      params: { groupId, username: member.user.username },
      look: roles,
      after: { Owner: 'member', Member: 'owner' },
    });
  },

  async 'group.leave'(server) {
    const { member, groupId } = await groupOf(server);
    return prepared({
      by: member,
      method: 'group.leave',
      params: { groupId },
      look: (by) => by.call('group.list', {}),
      after: { groups: [] },
    });
  },

  async 'group.delete'(server) {
    const { owner, groupId } = await groupOf(server);
    return prepared({
      by: owner,
      method: 'group.delete',
      params: { groupId },
      look: (by) => by.call('group.list', {}),
      after: { groups: [] },
    });
  },

  async 'claim.guest'(server) {
    const { claimant, claim } = await guestOf(server);
    return prepared({
      by: claimant,
      method: 'claim.guest',
      params: claim,
      look: asked,
      after: 1,
    });
  },

  async 'claim.account'(server) {
    const [by, second] = [await enter(server, 'Tal'), await enter(server, 'Tal 2')];
    return prepared({
      by,
      method: 'claim.account',
      params: { username: second.user.username },
      look: asked,
      after: 1,
    });
  },

  async 'claim.approve'(server) {
    const { host, claimant, code, claim } = await guestOf(server);
    const { claimId } = await claimant.call('claim.guest', claim);
    return prepared({
      by: host,
      method: 'claim.approve',
      params: { claimId },
      async look(by) {
        const { state } = await by.call('room.state', { code });
        const { steps } = await by.call('game.log', { id: code });
        const entries = steps.filter(({ event }) => event.type === 'claim.approve');
        return { entries: entries.length, seat: state.seats[1]?.userId };
      },
      after: { entries: 1, seat: claimant.user.id },
    });
  },

  async 'claim.drop'(server) {
    const { claimant, claim } = await guestOf(server);
    const { claimId } = await claimant.call('claim.guest', claim);
    return prepared({
      by: claimant,
      method: 'claim.drop',
      params: { claimId },
      look: asked,
      after: 0,
    });
  },

  async 'sheets.import'(server) {
    const by = await enter(server, 'Dana');
    const players = [by.user.username, 'Noa', 'Gil', 'Tal'] as const;
    return prepared({
      by,
      method: 'sheets.import',
      params: { group: 'Friday', sheets: [1, 2, 3].map((n) => sheetNumber(n, { players })) },
      async look(player) {
        const { groups } = await player.call('group.list', {});
        const { sheets } = await player.call('sheets.export', {});
        return { groups: groups.length, games: sheets.map(({ id }) => id) };
      },
      after: { groups: 1, games: ['sheet-1', 'sheet-2', 'sheet-3'] },
    });
  },
} satisfies Partial<Record<MethodName, Prepare>>;
