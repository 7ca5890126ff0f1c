import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 } from 'uuid';
import type { ClaimStore } from '../../accounts/index.ts';
import { foldedName, type Claim as Asked, type User as Person } from '../../protocol/index.ts';
import { emOf, inTransaction } from '../database/transaction.ts';
import { gameNamed } from '../history/queries.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { Claim, User } from '../schema/index.ts';
import { closeAccount } from './close.ts';
import { accountIdOf } from './find.ts';
import { handOver, playedTogether } from '../log/hand-over.ts';
import { endSessions } from './sessions.ts';

/** The host of a guest decides about the guest, and an account decides about itself. */
const decidedBy = (userId: string): FilterQuery<Claim>[] => [
  { claimed: { guestOf: userId } },
  { claimed: { id: userId, guestOf: null } },
];

/** The claims that match `which`, oldest first. */
async function claimsWhere(em: SqlEntityManager, which: FilterQuery<Claim>): Promise<Asked[]> {
  const claims = await em.find(Claim, which, {
    populate: ['claimant', 'claimed.guestOf'],
    orderBy: { createdAt: 'asc', id: 'asc' },
  });
  return claims.map(({ id, claimant, claimed, createdAt }) => ({
    claimId: id,
    claimant: asPerson(claimant),
    claimed: asPerson(claimed),
    decider: asPerson(claimed.guestOf ?? claimed),
    guest: claimed.guestOf !== null,
    askedAt: createdAt.toISOString(),
  }));
}

function asPerson({ id, username, displayName }: Person): Person {
  return { id, username, displayName };
}

/** Claims in PostgreSQL or PGlite. */
export function createClaimStore(orm: Orm): ClaimStore {
  return {
    // If the account that named a guest is deleted, nobody is left who could decide.
    async guestAt(game, displayName) {
      const named = gameNamed(game);
      if (!named) return null;
      const guest = await sqlOf(orm)
        .selectFrom('games as g')
        .innerJoin('rounds as r', 'r.game_id', 'g.id')
        .innerJoin('round_players as rp', 'rp.round_id', 'r.id')
        .innerJoin('users as u', 'u.id', 'rp.user_id')
        .select('u.id')
        .where(named)
        .innerJoin('users as host', 'host.id', 'u.guest_of')
        .where('host.is_active', '=', true)
        .where('u.display_name_folded', '=', foldedName(displayName))
        .limit(1)
        .executeTakeFirst();
      return guest?.id ?? null;
    },

    accountNamed: (username) => accountIdOf(sqlOf(orm), username),

    async ask(claimantId, claimedId) {
      if (await playedTogether(sqlOf(orm), claimantId, claimedId)) return 'played_together';
      await sqlOf(orm)
        .insertInto('claims')
        .values({ id: v7(), claimant_id: claimantId, claimed_id: claimedId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const [claim] = await claimsWhere(emOf(orm), { claimant: claimantId, claimed: claimedId });
      if (!claim) throw new Error('a claim that was just written down is not there');
      return claim;
    },

    claimsOf: (userId) => claimsWhere(emOf(orm), { $or: [{ claimant: userId }, ...decidedBy(userId)] }),

    approve: (claimId, deciderId) =>
      inTransaction(orm, async (em) => {
        // If two agree at the same time, the second waits here and then finds no claim.
        await em.findOne(Claim, claimId, { lockMode: LockMode.PESSIMISTIC_WRITE });
        const [claim] = await claimsWhere(em, {
          id: claimId,
          claimant: { isActive: true },
          $or: decidedBy(deciderId),
        });
        if (!claim) return 'claim_not_found';
        const { claimant, claimed, guest } = claim;
        const db = sqlOf(orm);
        if (await playedTogether(db, claimant.id, claimed.id)) return 'played_together';
        const change = { from: claimed.id, to: claimant.id, actorId: deciderId };
        const games = await handOver(db, change);
        if (guest) {
          await em.nativeDelete(User, claimed.id);
          return { claimantId: claimant.id, games, ended: [] };
        }
        await closeAccount(orm, change);
        const ended = await endSessions(db, { user_id: claimed.id });
        return { claimantId: claimant.id, games, ended };
      }),

    async drop(claimId, userId) {
      const em = emOf(orm);
      const which = { id: claimId, $or: [{ claimant: userId }, ...decidedBy(userId)] };
      if (!(await em.findOne(Claim, which))) return false;
      return (await em.nativeDelete(Claim, claimId)) > 0;
    },
  };
}
