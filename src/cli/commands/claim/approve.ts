import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';
import { findClaim } from './find.ts';

/** `whist claim approve CLAIM` */
export const approveClaim: Run = async ({ config, json, options }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { toDecide } = await call('claim.list', {});
    const { claimId, claimant, claimed, games: shown } = findClaim(toDecide, text);
    const expected = typeof options['games'] === 'string' ? Number(options['games']) : shown;
    const { games } = await call('claim.approve', { claimId, games: expected });
    if (json) writeJson({ games });
    else note(words.output.claim.approved(games, { from: claimed.displayName, to: claimant.username }));
  });
  return exitCodes.ok;
};
