import { refuse } from '../protocol/index.ts';
import type { Services, Writes } from './services.ts';

export function createWrites({ accounts, claims, groups, rooms }: Services): Writes {
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

    'group.create': ({ userId }, params) => groups.create(userId, params),
    'group.update': ({ userId }, params) => groups.update(userId, params),
    'group.delete': ({ userId }, params) => groups.delete(userId, params),
    'group.addMember': ({ userId }, params) => groups.addMember(userId, params),
    'group.removeMember': ({ userId }, params) => groups.removeMember(userId, params),
    'group.transfer': ({ userId }, params) => groups.transfer(userId, params),
    'group.leave': ({ userId }, params) => groups.leave(userId, params),

    'claim.guest': ({ userId }, params) => claims.guest(userId, params),
    'claim.account': ({ userId }, params) => claims.account(userId, params),
    'claim.drop': ({ userId }, { claimId }) => claims.drop(userId, claimId),
    async 'claim.approve'({ userId, identify }, { claimId }) {
      const approved = await claims.approve(userId, claimId);
      if ('refused' in approved) return approved;
      const { result, ended } = approved;
      return {
        result,
        async afterwards() {
          if (ended.length > 0) {
            // Log this socket out first, so that it is not closed with the others.
            await identify(null);
            accounts.sessionsEnded(userId, ended);
          }
          await rooms.pulse();
        },
      };
    },
  };
}
