import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

const say = words.hosting.admin;

/** `whist admin disable USER` */
export const disableCommand: Run = async ({ config, json }, username = '') => {
  await operate(config, 'admin.disable', (operatorToken) => ({ operatorToken, username }));
  if (json) writeJson({});
  else note(say.disabled(username));
  return exitCodes.ok;
};

/** `whist admin enable USER` */
export const enableCommand: Run = async ({ config, json }, username = '') => {
  await operate(config, 'admin.enable', (operatorToken) => ({ operatorToken, username }));
  if (json) writeJson({});
  else note(say.enabled(username));
  return exitCodes.ok;
};
