import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { askedText } from '../../render/claims.ts';
import { withClient } from '../../session/connect.ts';

/** `whist claim account USER` */
export const claimAccount: Run = async ({ config, json }, username = '') => {
  const claim = await withClient(config, ({ call }) => call('claim.account', { username }));
  if (json) writeJson(claim);
  else note(askedText(claim));
  return exitCodes.ok;
};
