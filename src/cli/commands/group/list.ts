import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { groupList } from '../../render/group.ts';
import { withReader } from '../../session/connect.ts';

/** `whist group`, or `whist group list` */
export const listGroups: Run = async ({ config, json }) => {
  const list = await withReader(config, ({ call }) => call('group.list', {}));
  if (json) writeJson(list);
  else write(groupList(list));
  return exitCodes.ok;
};
