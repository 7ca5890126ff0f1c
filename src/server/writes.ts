import { foldedName, refuse } from '../protocol/index.ts';
import { createClaimWrites } from './claim-writes.ts';
import type { Services, Writes } from './services.ts';
import { createWithNotices } from './with-notices.ts';

export function createWrites(services: Services): Writes {
  const { accounts, blocks, groups, notices } = services;
  const withNotices = createWithNotices(services);

  return {
    async 'account.endSession'({ userId, identity, identify }, { sessionId }) {
      const ended = await accounts.endSession(userId, sessionId);
      if (!ended) return refuse('session_not_found');
      return {
        result: {},
        async afterwards() {
          // Log this socket out first, so that it is not closed with the others.
          if (sessionId === identity.sessionId) await identify(null);
          accounts.sessionsEnded(userId, [ended]);
        },
      };
    },

    'account.block': ({ userId }, params) => blocks.block(userId, params),
    'account.unblock': ({ userId }, params) => blocks.unblock(userId, params),

    'notice.read': async ({ identity }, params) => ({ result: await notices.read(identity, params) }),

    'group.create': ({ userId }, params) => groups.create(userId, params),
    'group.update': ({ userId }, params) => groups.update(userId, params),
    'group.delete': ({ userId }, params) => groups.delete(userId, params),
    async 'group.addMember'({ userId: byId }, params) {
      const added = await groups.addMember(byId, params);
      return withNotices(added, ({ groupId, invited }) =>
        invited
          .filter(({ username }) => foldedName(username) === foldedName(params.username))
          .map(({ userId }) => ({ kind: 'group_invited', userId, byId, groupId })),
      );
    },
    'group.accept': ({ userId }, params) => groups.accept(userId, params),
    'group.decline': ({ userId }, params) => groups.decline(userId, params),
    'group.removeMember': ({ userId }, params) => groups.removeMember(userId, params),
    'group.transfer': ({ userId }, params) => groups.transfer(userId, params),
    'group.leave': ({ userId }, params) => groups.leave(userId, params),

    ...createClaimWrites(services),
  };
}
