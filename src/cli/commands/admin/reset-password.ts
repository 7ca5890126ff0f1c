import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeData, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

/** `whist admin reset-password USER`: writes the code, and nothing else, to standard output. */
export const resetPasswordCommand: Run = async ({ config, json }, username = '') => {
  const made = await operate(config, 'admin.resetPassword', (operatorToken) => ({ operatorToken, username }));
  if (json) writeJson(made);
  else {
    writeData(made.code);
    note(words.hosting.admin.codeMade(username, made.code));
  }
  return exitCodes.ok;
};
