import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, write, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';
import { pageOptions } from './page.ts';

/** `whist admin log`: the actions of operators, the last one first. */
export const logCommand: Run = async ({ config, json, options }) => {
  const page = await operate(config, 'admin.log', (operatorToken) => ({
    operatorToken,
    ...pageOptions(options),
  }));
  if (json) writeJson(page);
  else {
    const { actionList } = await import('../../render/operator.ts');
    write(actionList(page.actions));
    if (page.next !== null) note(words.hosting.admin.more(page.next));
  }
  return exitCodes.ok;
};
