import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes, Failure } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { withClient } from '../../session/connect.ts';
import { isAgreed, isInteractive } from '../../session/prompt.ts';
import { findGroup } from './find.ts';

/** `whist group delete GROUP`: asks first, or takes `--yes`. */
export const deleteGroup: Run = async ({ config, json, options }, text = '') => {
  await withClient(config, async ({ call }) => {
    const { groupId, name } = await findGroup(call, text);
    if (options['yes'] !== true) await confirm(name);
    await call('group.delete', { groupId });
    if (json) writeJson({});
    else note(words.output.group.deleted(name));
  });
  return exitCodes.ok;
};

async function confirm(name: string): Promise<void> {
  if (!isInteractive())
    throw new Failure(exitCodes.usage, 'no_terminal', words.output.prompt.noTerminal('--yes'));
  if (!(await isAgreed(words.output.group.reallyDelete(name))))
    throw new Failure(exitCodes.usage, 'not_confirmed', words.output.group.nothingChanged);
}
