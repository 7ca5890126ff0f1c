import { foldedName, type Claim } from '../../../protocol/index.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, Failure } from '../../exit.ts';

const say = words.output.claim;

/** The claim that a person means: by its id, or by the user name of the person who asks or offers. */
export function findClaim(claims: readonly Claim[], text: string): Claim {
  const found = claims.filter(
    ({ claimId, claimant, offeredBy }) =>
      claimId === text.toLowerCase() || foldedName((offeredBy ?? claimant).username) === foldedName(text),
  );
  const [claim] = found;
  if (!claim) throw new Failure(exitCodes.badInput, 'claim_not_found', say.notFound(text));
  const ids = new Set(found.map(({ claimId }) => claimId));
  if (ids.size > 1) throw new Failure(exitCodes.badInput, 'claim_ambiguous', say.ambiguous(text, [...ids]));
  return claim;
}
