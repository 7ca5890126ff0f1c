import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';
import { findGroup } from './find.ts';

/** `whist group leave GROUP` */
export const leaveGroup: Run = async ({ config, json }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { groupId, name } = await findGroup(call, text);
    await call('group.leave', { groupId });
    if (json) writeJson({});
    else note(words.output.group.left(name));
  });
  return exitCodes.ok;
};
