import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import type { MethodName } from '../../../src/protocol/index.ts';
import { sheetNumber } from '../../sheets/sheets.ts';
import { consentWrites } from './consent-writes.ts';
import { asked, enter, groupOf, guestOf, prepared, type Prepare } from './prepared.ts';

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

  ...consentWrites,

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
    const { owner, other, groupId } = await groupOf(server);
    return prepared({
      by: owner,
      method: 'group.addMember',
      params: { groupId, username: other.user.username },
      look: async (by) =>
        (await by.call('group.get', { groupId })).invited.map(({ displayName }) => displayName),
      after: ['Other'],
    });
  },

  async 'group.accept'(server) {
    const { owner, other, groupId, roles } = await groupOf(server);
    await owner.call('group.addMember', { groupId, username: other.user.username });
    return prepared({
      by: other,
      method: 'group.accept',
      params: { groupId },
      look: roles,
      after: { Owner: 'owner', Member: 'member', Other: 'member' },
    });
  },

  async 'group.decline'(server) {
    const { owner, other, groupId } = await groupOf(server);
    await owner.call('group.addMember', { groupId, username: other.user.username });
    return prepared({
      by: other,
      method: 'group.decline',
      params: { groupId },
      look: async (by) => (await by.call('group.list', {})).invitations,
      after: [],
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
      after: { groups: [], next: null, invitations: [] },
    });
  },

  async 'group.delete'(server) {
    const { owner, groupId } = await groupOf(server);
    return prepared({
      by: owner,
      method: 'group.delete',
      params: { groupId },
      look: (by) => by.call('group.list', {}),
      after: { groups: [], next: null, invitations: [] },
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
