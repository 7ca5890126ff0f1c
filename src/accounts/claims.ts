import { refuse, type Claim, type Params, type Refused } from '../protocol/index.ts';
import type { Done } from './commands.ts';
import type { ClaimStore, EndedSession } from './ports.ts';

/** Claims: a user asks for the games of a guest or of another account. Nothing moves without consent. */
export interface Claims {
  /** Refuses `guest_not_found`, `played_together`. */
  guest(userId: string, params: Params<'claim.guest'>): Promise<Done<Claim> | Refused>;
  /** Refuses `user_not_found`, `own_account`, `played_together`. */
  account(userId: string, params: Params<'claim.account'>): Promise<Done<Claim> | Refused>;
  list(userId: string): Promise<{ asked: readonly Claim[]; toDecide: readonly Claim[] }>;
  /**
   * Hands everything over. If that closes the account of the user, `ended` has its sessions, for
   * `Accounts.sessionsEnded`. Refuses `claim_not_found`, `played_together`.
   */
  approve(
    userId: string,
    claimId: string,
  ): Promise<
    | (Done<{ games: number }> & { readonly claimantId: string; readonly ended: readonly EndedSession[] })
    | Refused
  >;
  /** Refuses `claim_not_found`. */
  drop(userId: string, claimId: string): Promise<Done<object> | Refused>;
}

export function createClaims(store: ClaimStore): Claims {
  async function ask(claimantId: string, claimedId: string): Promise<Done<Claim> | Refused> {
    const outcome = await store.ask(claimantId, claimedId);
    return outcome === 'played_together' ? refuse(outcome) : { result: outcome };
  }

  return {
    async guest(userId, { id, displayName }) {
      const guestId = await store.guestAt(id, displayName);
      return guestId === null ? refuse('guest_not_found') : ask(userId, guestId);
    },
    async account(userId, { username }) {
      const accountId = await store.accountNamed(username);
      if (accountId === null) return refuse('user_not_found');
      return accountId === userId ? refuse('own_account') : ask(userId, accountId);
    },
    async list(userId) {
      const claims = await store.claimsOf(userId);
      return {
        asked: claims.filter(({ claimant }) => claimant.id === userId),
        toDecide: claims.filter(({ decider }) => decider.id === userId),
      };
    },
    async approve(userId, claimId) {
      const outcome = await store.approve(claimId, userId);
      if (typeof outcome === 'string') return refuse(outcome);
      const { games, ...rest } = outcome;
      return { result: { games }, ...rest };
    },
    async drop(userId, claimId) {
      return (await store.drop(claimId, userId)) ? { result: {} } : refuse('claim_not_found');
    },
  };
}
