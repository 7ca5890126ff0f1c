import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { askedText } from '../../render/claims.ts';
import { withClient } from '../../session/connect.ts';

/** `whist claim guest GAME NAME` */
export const claimGuest: Run = async ({ config, json }, id = '', displayName = '') => {
  const claim = await withClient(config, ({ call }) => call('claim.guest', { id, displayName }));
  if (json) writeJson(claim);
  else note(askedText(claim));
  return exitCodes.ok;
};
