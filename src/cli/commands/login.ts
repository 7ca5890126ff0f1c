import { startSession } from '../session/connect.ts';
import { exitCodes } from '../exit.ts';
import type { Run } from '../main.ts';
import { note, writeJson } from '../output.ts';
import { answerOr, passwordOr } from '../session/prompt.ts';

/** `whist login`: logs in on this machine. */
export const loginCommand: Run = async ({ config, json, options }) => {
  const login = await answerOr(options['login'], '--login', 'User name or email address');
  const password = await passwordOr(options['passwordFile']);
  const user = await startSession(config, (call) => call('auth.login', { login, password }));
  if (json) writeJson({ user });
  else note(`Logged in as ${user.displayName} (${user.username}).`);
  return exitCodes.ok;
};
