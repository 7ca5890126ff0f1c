import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { startSession } from '../session/connect.ts';
import { answerOr, passwordOr } from '../session/prompt.ts';

const say = words.output.account;

/** `whist register`: makes an account and logs in on this machine. */
export const registerCommand: Run = async ({ config, json, options }) => {
  const username = await answerOr(options['username'], { flag: '--username', question: say.askUsername });
  const email = await answerOr(options['email'], { flag: '--email', question: say.askEmail });
  const displayName = await answerOr(options['displayName'], {
    flag: '--display-name',
    question: say.askDisplayName,
    fallback: username,
  });
  const password = await passwordOr(options['passwordFile'], { question: say.askFirstPassword });
  const { user, before } = await startSession(config, (call) =>
    call('auth.register', { username, email, displayName, password }),
  );
  if (json) writeJson({ user });
  else note(say.welcome(user.displayName));
  if (before) note(say.loggedOutInstead(words.output.person({ ...before, guest: false })));
  return exitCodes.ok;
};
