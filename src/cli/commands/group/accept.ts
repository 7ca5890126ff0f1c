import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { groupText } from '../../render/group.ts';
import { withClient } from '../../session/connect.ts';
import { findInvitation } from './find.ts';

/** `whist group accept GROUP` */
export const acceptInvitation: Run = async ({ config, json }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { groupId } = await findInvitation(call, text);
    const group = await call('group.accept', { groupId });
    if (json) writeJson(group);
    else write(groupText(group));
  });
  return exitCodes.ok;
};
