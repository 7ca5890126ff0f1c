import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

/** `whist admin rename USER NEW` */
export const renameCommand: Run = async ({ config, json }, username = '', newUsername = '') => {
  const user = await operate(config, 'admin.rename', (operatorToken) => ({
    operatorToken,
    username,
    newUsername,
  }));
  if (json) writeJson({ user });
  else note(words.hosting.admin.renamed(username, user.username));
  return exitCodes.ok;
};
