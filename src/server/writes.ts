import type { Done } from '../accounts/index.ts';
import type { NewNotice } from '../notices/index.ts';
import { foldedName, refuse, type Claim, type Refused } from '../protocol/index.ts';
import type { Services, Writes, Written } from './services.ts';

export function createWrites({ accounts, claims, groups, notices, rooms }: Services): Writes {
  /** A write, and the notices about it: stored with it, and told after the commit. */
  async function withNotices<T>(
    outcome: { readonly result: T } | Refused,
    about: (result: T) => readonly NewNotice[],
  ): Promise<Written<T> | Refused> {
    if ('refused' in outcome) return outcome;
    const added = await notices.add(about(outcome.result));
    return { ...outcome, afterwards: async () => notices.told(added) };
  }

  async function asking(byId: string, asked: Promise<Done<Claim> | Refused>) {
    return withNotices(await asked, ({ claimId, decider }) => [
      { kind: 'claim_asked', userId: decider.id, byId, claimId },
    ]);
  }

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

    'notice.read': async ({ identity }, params) => ({ result: await notices.read(identity, params) }),

    'group.create': ({ userId }, params) => groups.create(userId, params),
    'group.update': ({ userId }, params) => groups.update(userId, params),
    'group.delete': ({ userId }, params) => groups.delete(userId, params),
    async 'group.addMember'({ userId: byId }, params) {
      const added = await groups.addMember(byId, params);
      return withNotices(added, ({ groupId, members }) =>
        members
          .filter(({ username }) => foldedName(username) === foldedName(params.username))
          .map(({ userId }) => ({ kind: 'group_added', userId, byId, groupId })),
      );
    },
    'group.removeMember': ({ userId }, params) => groups.removeMember(userId, params),
    'group.transfer': ({ userId }, params) => groups.transfer(userId, params),
    'group.leave': ({ userId }, params) => groups.leave(userId, params),

    'claim.guest': ({ userId }, params) => asking(userId, claims.guest(userId, params)),
    'claim.account': ({ userId }, params) => asking(userId, claims.account(userId, params)),
    'claim.drop': ({ userId }, { claimId }) => claims.drop(userId, claimId),
    async 'claim.approve'({ userId, identify }, { claimId }) {
      const approved = await claims.approve(userId, claimId);
      if ('refused' in approved) return approved;
      const { result, ended, claimantId } = approved;
      const told = await notices.add([
        { kind: 'claim_approved', userId: claimantId, byId: userId, details: result },
      ]);
      return {
        result,
        async afterwards() {
          notices.told(told);
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
