import type { Claim } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { table } from './table.ts';

const say = words.output.claim;
const titleOf = (user: Claim['claimant']) => words.output.person({ ...user, guest: false });

/** `Noa (noa) asks for the games of your guest Noa` */
export function claimText({ claimant, claimed, guest }: Claim): string {
  return guest ? say.asksGuest(titleOf(claimant), claimed.displayName) : say.asksAccount(titleOf(claimant));
}

/** The answer to a person who has just made a claim. */
export function askedText({ claimed, decider, claimant, guest }: Claim): string {
  const whose = guest ? say.theGuest(claimed.displayName) : claimed.username;
  return decider.id === claimant.id
    ? say.askedYourself(whose, claimant.username)
    : say.asked(whose, { decider: titleOf(decider), claimant: claimant.username });
}

/** The claims that this person can decide, and those that they made. */
export function claimList({
  asked,
  toDecide,
}: {
  readonly asked: readonly Claim[];
  readonly toDecide: readonly Claim[];
}): string {
  if (asked.length + toDecide.length === 0) return say.none;
  return [
    ...(toDecide.length > 0
      ? [say.toDecide, table(toDecide.map((claim) => [claim.claimId, `${claimText(claim)}.`]))]
      : []),
    ...(asked.length > 0 ? [say.youAsked, table(asked.map(askedLine))] : []),
  ].join('\n');
}

function askedLine({ claimId, claimed, guest, decider }: Claim): string[] {
  return [claimId, say.waitingFor(words.output.person({ ...claimed, guest }), titleOf(decider))];
}
