import { misfitOfParam, refuse } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Context, Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { callAlone, mustReach, startSession, withClient } from '../session/connect.ts';
import { answerOr, isInteractive, passwordOr } from '../session/prompt.ts';
import { terminalName } from '../session/terminal-name.ts';

const say = words.profile.entering;
const message = words.explanations.wrongPassword;

/** `whist password`: sets another password. Every other device has to log in again; this one goes on. */
export const passwordCommand: Run = async (context) => {
  const { json, options } = context;
  const { code } = options;
  const { user } = await (typeof code === 'string' ? reset(context, code) : change(context));
  if (json) writeJson({ user });
  else note(say.passwordChanged);
  return exitCodes.ok;
};

async function change({ config, options }: Context): ReturnType<typeof startSession> {
  // Connect first: without a login there is no password to change, and nobody is asked for one.
  const { username } = await withClient(config, ({ call }) => call('auth.me', {}));
  const password = await passwordOr(options['passwordFile'], { question: say.askPasswordNow });
  const newPassword = await newPasswordOf(options);
  return startSession(config, async (call, known) => {
    const terminal = await terminalName(config);
    const entered = await call('auth.login', { login: username, password, terminal, ...known });
    if (!('refused' in entered)) return call('auth.changePassword', { password, newPassword });
    // Only the password was asked for.
    return entered.refused.reason === 'invalid_credentials'
      ? refuse('invalid_credentials', { message })
      : entered;
  });
}

/** The same for somebody who forgot the password, and has a code of the operator. */
async function reset({ config, options }: Context, code: string): ReturnType<typeof startSession> {
  if (isInteractive()) await mustReach(config);
  const username = await answerOr(options['username'], { flag: '--username', question: say.askUsername });
  const newPassword = await newPasswordOf(options);
  await callAlone(config, 'auth.reset', { username, code, newPassword });
  const terminal = await terminalName(config);
  return startSession(config, (call, known) =>
    call('auth.login', { login: username, password: newPassword, terminal, ...known }),
  );
}

function newPasswordOf(options: Context['options']): Promise<string> {
  return passwordOr(options['newPasswordFile'], {
    question: say.askNewPassword,
    flag: '--new-password-file',
    check: (answer) => misfitOfParam('auth.changePassword', 'newPassword', answer),
    again: say.askNewPasswordAgain,
  });
}
