import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, write, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';
import { pageOptions } from './page.ts';

/** `whist admin users [QUERY]`: accounts, the last active first. */
export const usersCommand: Run = async ({ config, json, options }, query) => {
  const { inactiveSince, disabled } = options;
  const page = await operate(config, 'admin.users', (operatorToken) => ({
    operatorToken,
    ...(query !== undefined && { query }),
    ...(typeof inactiveSince === 'string' && { inactiveSince }),
    ...(disabled === true && { disabled }),
    ...pageOptions(options),
  }));
  if (json) writeJson(page);
  else {
    const { accountList } = await import('../../render/operator.ts');
    write(accountList(page.users));
    if (page.next !== null) note(words.hosting.admin.more(page.next));
  }
  return exitCodes.ok;
};
