import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';
import { findInvitation } from './find.ts';

/** `whist group decline GROUP` */
export const declineInvitation: Run = async ({ config, json }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { groupId, name } = await findInvitation(call, text);
    await call('group.decline', { groupId });
    if (json) writeJson({});
    else note(words.output.group.declined(name));
  });
  return exitCodes.ok;
};
