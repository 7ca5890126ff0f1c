import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { claimList } from '../../render/claim-list.ts';
import { withReader } from '../../session/connect.ts';

/** `whist claim`, or `whist claim list` */
export const listClaims: Run = async ({ config, json }) => {
  const list = await withReader(config, ({ call }) => call('claim.list', {}));
  if (json) writeJson(list);
  else write(claimList(list));
  return exitCodes.ok;
};
