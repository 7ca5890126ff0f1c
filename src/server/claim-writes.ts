import type { Done } from '../accounts/index.ts';
import { offersTold, type NewNotice } from '../notices/index.ts';
import type { Claim, Refused } from '../protocol/index.ts';
import type { Services, WriteName, Writes } from './services.ts';
import { createWithNotices } from './with-notices.ts';

type ClaimWrites = Pick<Writes, Extract<WriteName, `claim.${string}` | 'game.disown'>>;

/** The writes that say whose games are whose. */
export function createClaimWrites(services: Services): ClaimWrites {
  const { accounts, claims, notices, rooms } = services;
  const withNotices = createWithNotices(services);

  async function asking(byId: string, asked: Promise<Done<Claim> | Refused>) {
    return withNotices(await asked, ({ claimId, decider, offeredBy }): NewNotice[] =>
      offeredBy
        ? offersTold([{ userId: decider.id, claimId }], byId)
        : [{ kind: 'claim_asked', userId: decider.id, byId, claimId }],
    );
  }

  return {
    'claim.guest': ({ userId }, params) => asking(userId, claims.guest(userId, params)),
    'claim.account': ({ userId }, params) => asking(userId, claims.account(userId, params)),
    'claim.offer': ({ userId }, params) => asking(userId, claims.offer(userId, params)),
    'claim.drop': ({ userId }, { claimId }) => claims.drop(userId, claimId),
    async 'claim.approve'({ userId, identify }, params) {
      const approved = await claims.approve(userId, params);
      if ('refused' in approved) return approved;
      const { result, ended, claimantId, offeredBy } = approved;
      const told = await notices.add([
        offeredBy === null
          ? { kind: 'claim_approved', userId: claimantId, byId: userId, details: result }
          : { kind: 'claim_accepted', userId: offeredBy, byId: userId, details: result },
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

    async 'game.disown'({ userId }, params) {
      const disowned = await claims.disown(userId, params);
      if ('refused' in disowned) return disowned;
      const { gameId, code, hostId } = disowned.game;
      const told = await notices.add([{ kind: 'game_disowned', userId: hostId, byId: userId, gameId }]);
      return {
        result: {},
        async afterwards() {
          notices.told(told);
          await rooms.changed([code]);
        },
      };
    },
  };
}
