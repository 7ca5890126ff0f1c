import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { groupText } from '../../render/group.ts';
import { withClient } from '../../session/connect.ts';
import { confirmName } from './find.ts';

/** `whist group create NAME` */
export const createGroup: Run = async ({ config, json }, name = '') => {
  const group = await withClient(config, async ({ call }) => {
    await confirmName(call, { name });
    return call('group.create', { name });
  });
  if (json) writeJson(group);
  else write(groupText(group));
  return exitCodes.ok;
};
