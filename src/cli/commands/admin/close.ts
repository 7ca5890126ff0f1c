import { words } from '../../../words/index.ts';
import type { Run } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { note, writeJson } from '../../output.ts';
import { operate } from '../../session/operator.ts';

const say = words.hosting.admin;

/** `whist admin close CODE` */
export const closeCommand: Run = async ({ config, json }, code = '') => {
  const closed = await operate(config, 'admin.close', (operatorToken) => ({ operatorToken, code }));
  const name = code.toUpperCase();
  if (json) writeJson(closed);
  else note(closed.dropped ? say.dropped(name) : say.closed(name));
  return exitCodes.ok;
};
