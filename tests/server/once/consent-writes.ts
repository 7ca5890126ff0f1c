import type { MethodName } from '../../../src/protocol/index.ts';
import { asked, enter, guestOf, prepared, type Prepare } from './prepared.ts';

/** The writes with which people keep games, and other people, away. */
export const consentWrites = {
  async 'account.block'(server) {
    const [by, other] = [await enter(server, 'Dana'), await enter(server, 'Other')];
    return prepared({
      by,
      method: 'account.block',
      params: { username: other.user.username },
      look: (player) => player.call('account.blocks', {}),
      after: { users: [other.user], groups: [] },
    });
  },

  async 'account.unblock'(server) {
    const [by, other] = [await enter(server, 'Dana'), await enter(server, 'Other')];
    await by.call('account.block', { username: other.user.username });
    return prepared({
      by,
      method: 'account.unblock',
      params: { username: other.user.username },
      look: (player) => player.call('account.blocks', {}),
      after: { users: [], groups: [] },
    });
  },

  async 'claim.offer'(server) {
    const { host, claimant, claim } = await guestOf(server);
    return prepared({
      by: host,
      method: 'claim.offer',
      params: { ...claim, username: claimant.user.username },
      look: asked,
      after: 1,
    });
  },

  async 'game.disown'(server) {
    const { host, code } = await guestOf(server);
    return prepared({
      by: host,
      method: 'game.disown',
      params: { id: code },
      async look(by) {
        const { steps } = await by.call('game.log', { id: code });
        return steps.filter(({ event }) => event.type === 'game.disown').length;
      },
      after: 1,
    });
  },
} satisfies Partial<Record<MethodName, Prepare>>;
