import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { startSession } from '../session/connect.ts';
import { answerOr, passwordOr } from '../session/prompt.ts';

const say = words.output.account;

/** `whist login`: logs in on this machine. */
export const loginCommand: Run = async ({ config, json, options }) => {
  const login = await answerOr(options['login'], { flag: '--login', question: say.askLogin });
  const password = await passwordOr(options['passwordFile']);
  const { user, before } = await startSession(config, (call) => call('auth.login', { login, password }));
  if (json) writeJson({ user });
  else note(say.loggedIn(user));
  if (before) note(say.loggedOutInstead(words.output.person({ ...before, guest: false })));
  return exitCodes.ok;
};
