import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { askedText } from '../../render/claims.ts';
import { withClient } from '../../session/connect.ts';

/** `whist claim offer GAME NAME USER` */
export const offerGames: Run = async ({ config, json }, ...[id = '', displayName = '', username = '']) => {
  const claim = await withClient(config, ({ call }) => call('claim.offer', { id, displayName, username }));
  if (json) writeJson(claim);
  else note(askedText(claim));
  return exitCodes.ok;
};
