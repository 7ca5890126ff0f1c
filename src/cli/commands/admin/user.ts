import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { write, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

/** `whist admin user USER`: one account. */
export const userCommand: Run = async ({ config, json }, username = '') => {
  const account = await operate(config, 'admin.user', (operatorToken) => ({ operatorToken, username }));
  if (json) writeJson(account);
  else {
    const { accountText } = await import('../../render/operator.ts');
    write(accountText(account));
  }
  return exitCodes.ok;
};
