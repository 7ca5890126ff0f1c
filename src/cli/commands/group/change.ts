import type { Group } from '../../../protocol/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { groupText } from '../../render/group.ts';
import { withClient, type Client } from '../../session/connect.ts';
import { findGroup } from './find.ts';

interface Change {
  readonly groupId: string;
  /** The word after the group on the command line. */
  readonly text: string;
}

/** A command that changes a group and shows how it is now. */
export function changing(change: (call: Client['call'], params: Change) => Promise<Group>): Run {
  return async ({ config, json }, name = '', text = '') => {
    await withClient(config, async ({ call }) => {
      const { groupId } = await findGroup(call, name);
      const group = await change(call, { groupId, text });
      if (json) writeJson(group);
      else write(groupText(group));
    });
    return exitCodes.ok;
  };
}
