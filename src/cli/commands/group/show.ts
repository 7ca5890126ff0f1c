import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { withReader } from '../../session/connect.ts';
import { findGroup } from './find.ts';

/** `whist group show GROUP`: the group with its leaderboard and its page. */
export const showGroup: Run = async ({ config, json }, name = '') => {
  await withReader(config, async ({ call }) => {
    const group = await findGroup(call, name);
    const { groupId } = group;
    const page = await call('stats.group', { groupId });
    const leaderboard = await call('stats.leaderboard', { groupId, rules: 'all' });
    if (json) return writeJson({ ...group, ...page, leaderboard });
    const { boardText } = await import('../../render/board.ts');
    const { groupPage, groupText } = await import('../../render/group.ts');
    write(groupText(group));
    if (page.players.length > 0) write(`\n${boardText(leaderboard)}\n\n${groupPage(page)}`);
  });
  return exitCodes.ok;
};
