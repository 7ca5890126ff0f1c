import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

/** `whist admin broadcast MESSAGE` */
export const broadcastCommand: Run = async ({ config, json }, message = '') => {
  await operate(config, 'admin.broadcast', (operatorToken) => ({ operatorToken, message }));
  if (json) writeJson({});
  else note(words.hosting.admin.broadcast);
  return exitCodes.ok;
};
