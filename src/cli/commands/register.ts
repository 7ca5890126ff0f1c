import { startSession } from '../session/connect.ts';
import { exitCodes } from '../exit.ts';
import type { Run } from '../main.ts';
import { note, writeJson } from '../output.ts';
import { answerOr, passwordOr } from '../session/prompt.ts';

/** `whist register`: makes an account and logs in on this machine. */
export const registerCommand: Run = async ({ config, json, options }) => {
  const username = await answerOr(options['username'], '--username', 'User name (letters, digits, - and _)');
  const email = await answerOr(options['email'], '--email', 'Email address');
  const displayName = await answerOr(
    options['displayName'],
    '--display-name',
    'Name the others see',
    username,
  );
  const password = await passwordOr(options['passwordFile'], 'Password (8 characters or more)');
  const user = await startSession(config, (call) =>
    call('auth.register', { username, email, displayName, password }),
  );
  if (json) writeJson({ user });
  else
    note(
      `Welcome, ${user.displayName}. Open a room with \`whist create\`, or join one with \`whist join CODE\`.`,
    );
  return exitCodes.ok;
};
