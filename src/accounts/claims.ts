import { refuse, type Claim, type Params, type Refused } from '../protocol/index.ts';
import type { Done } from './commands.ts';
import type { ClaimStore } from './ports.ts';

type Disowned = NonNullable<Awaited<ReturnType<ClaimStore['disown']>>>;

/**
 * Claims: a user asks for the games of a guest or of another account, or a host offers the games of a guest to an
 * account. Nothing moves without consent.
 */
export interface Claims {
  /** Refuses `guest_not_found`, `played_together`. */
  guest(userId: string, params: Params<'claim.guest'>): Promise<Done<Claim> | Refused>;
  /** Refuses `user_not_found`, `own_account`, `played_together`. */
  account(userId: string, params: Params<'claim.account'>): Promise<Done<Claim> | Refused>;
  /** Refuses `user_not_found`, `guest_not_found`, `played_together`. */
  offer(userId: string, params: Params<'claim.offer'>): Promise<Done<Claim> | Refused>;
  /** Refuses `game_not_found`. Call it inside a transaction. */
  disown(
    userId: string,
    params: Params<'game.disown'>,
  ): Promise<(Done<object> & { readonly game: Disowned }) | Refused>;
  list(userId: string): Promise<{ asked: readonly Claim[]; toDecide: readonly Claim[] }>;
  /**
   * Hands everything over. If that closes the account of the user, `ended` has its sessions, for
   * `Accounts.sessionsEnded`. Refuses `claim_not_found`, `claim_changed`, `played_together`.
   */
  approve(
    userId: string,
    params: Params<'claim.approve'>,
  ): Promise<
    | (Done<{ games: number }> & Omit<Extract<Awaited<ReturnType<ClaimStore['approve']>>, object>, 'games'>)
    | Refused
  >;
  /** Refuses `claim_not_found`. */
  drop(userId: string, claimId: string): Promise<Done<object> | Refused>;
}

export function createClaims(store: ClaimStore): Claims {
  async function ask(
    claimantId: string,
    claimedId: string,
    offeredBy: string | null = null,
  ): Promise<Done<Claim> | Refused> {
    const outcome = await store.ask({ claimantId, claimedId, offeredBy });
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
    async offer(userId, { id, displayName, username }) {
      const accountId = await store.accountNamed(username);
      if (accountId === null) return refuse('user_not_found');
      const guestId = await store.guestAt(id, displayName, userId);
      return guestId === null ? refuse('guest_not_found') : ask(accountId, guestId, userId);
    },
    async disown(userId, { id }) {
      const gameId = await store.gameOf(id, userId);
      const game = gameId === null ? null : await store.disown(gameId, userId);
      return game ? { result: {}, game } : refuse('game_not_found');
    },
    async list(userId) {
      const claims = await store.claimsOf(userId);
      return {
        asked: claims.filter(({ claimant, offeredBy }) => (offeredBy ?? claimant).id === userId),
        toDecide: claims.filter(({ decider }) => decider.id === userId),
      };
    },
    async approve(userId, { claimId, games }) {
      const outcome = await store.approve(claimId, userId, games);
      if (typeof outcome === 'string') return refuse(outcome);
      const { games: moved, ...rest } = outcome;
      return { result: { games: moved }, ...rest };
    },
    async drop(userId, claimId) {
      return (await store.drop(claimId, userId)) ? { result: {} } : refuse('claim_not_found');
    },
  };
}
