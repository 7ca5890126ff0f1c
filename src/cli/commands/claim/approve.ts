import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';
import { findClaim } from './find.ts';

/** `whist claim approve CLAIM` */
export const approveClaim: Run = async ({ config, json }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { toDecide } = await call('claim.list', {});
    const { claimId, claimant, claimed } = findClaim(toDecide, text);
    const { games } = await call('claim.approve', { claimId });
    if (json) writeJson({ games });
    else note(words.output.claim.approved(games, { from: claimed.displayName, to: claimant.username }));
  });
  return exitCodes.ok;
};
