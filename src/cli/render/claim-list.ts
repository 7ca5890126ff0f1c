import type { Claim } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { claimText, titleOf } from './claims.ts';
import { standardPaper, wrapTo } from './paper.ts';
import { table } from './table.ts';

const say = words.output.claim;

/** The claims that this person can decide, and those that they made. */
export function claimList({
  asked,
  toDecide,
}: {
  readonly asked: readonly Claim[];
  readonly toDecide: readonly Claim[];
}): string {
  if (asked.length + toDecide.length === 0) return wrapTo(standardPaper().width, say.none);
  const offerer = toDecide.find(({ offeredBy }) => offeredBy)?.offeredBy;
  const choices = offerer ? [wrapTo(standardPaper().width, say.offerChoices(offerer.username))] : [];
  return [
    ...(toDecide.length > 0
      ? [say.toDecide, table(toDecide.map((claim) => [claim.claimId, `${claimText(claim)}.`])), ...choices]
      : []),
    ...(asked.length > 0 ? [say.youAsked, table(asked.map(askedLine))] : []),
  ].join('\n');
}

function askedLine({ claimId, claimed, guest, decider }: Claim): string[] {
  return [claimId, say.waitingFor(words.output.person({ ...claimed, guest }), titleOf(decider))];
}
