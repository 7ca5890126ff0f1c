import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';
import { findClaim } from './find.ts';

/** `whist claim drop CLAIM` */
export const dropClaim: Run = async ({ config, json }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { asked, toDecide } = await call('claim.list', {});
    const { claimId } = findClaim([...asked, ...toDecide], text);
    await call('claim.drop', { claimId });
    if (json) writeJson({});
    else note(words.output.claim.dropped);
  });
  return exitCodes.ok;
};
