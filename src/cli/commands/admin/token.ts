import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeData, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

/** `whist admin token`: writes the token, and nothing else, to standard output. */
export const tokenCommand: Run = async ({ config, json }) => {
  const lent = await operate(config, 'admin.token', (operatorToken) => ({ operatorToken }));
  if (json) writeJson(lent);
  else {
    writeData(lent.operatorToken);
    note(words.hosting.admin.tokenMade(Math.round(lent.expiresIn / 60)));
  }
  return exitCodes.ok;
};
