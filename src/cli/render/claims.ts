import type { Claim } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';

const say = words.output.claim;
/** `Noa (noa)` */
export const titleOf = (user: Claim['claimant']) => words.output.person({ ...user, guest: false });

/** `Noa (noa) asks for the games of your guest Noa` */
export function claimText({ claimant, claimed, guest, offeredBy, group, games, ...times }: Claim): string {
  if (offeredBy) {
    const { firstAt, lastAt } = times;
    const years = firstAt && lastAt ? say.years(firstAt.slice(0, 4), lastAt.slice(0, 4)) : null;
    return say.offers(titleOf(offeredBy), { games, years, group: group?.name ?? null });
  }
  return guest ? say.asksGuest(titleOf(claimant), claimed.displayName) : say.asksAccount(titleOf(claimant));
}

/** The answer to a person who has just made a claim. */
export function askedText({ claimed, decider, claimant, guest, offeredBy }: Claim): string {
  if (offeredBy) return say.offered(claimed.displayName, titleOf(claimant));
  const whose = guest ? say.theGuest(claimed.displayName) : claimed.username;
  return decider.id === claimant.id
    ? say.askedYourself(whose, claimant.username)
    : say.asked(whose, { decider: titleOf(decider), claimant: claimant.username });
}
