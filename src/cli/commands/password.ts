import { misfitOfParam, refuse } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { startSession, withClient } from '../session/connect.ts';
import { passwordOr } from '../session/prompt.ts';
import { terminalName } from '../session/terminal-name.ts';

const say = words.output.account;
const message = words.explanations.wrongPassword;

/** `whist password`: sets another password. Every other device has to log in again; this one goes on. */
export const passwordCommand: Run = async ({ config, json, options }) => {
  // Connect first: without a login there is no password to change, and nobody is asked for one.
  const { username } = await withClient(config, ({ call }) => call('auth.me', {}));
  const password = await passwordOr(options['passwordFile'], { question: say.askPasswordNow });
  const newPassword = await passwordOr(options['newPasswordFile'], {
    question: say.askNewPassword,
    flag: '--new-password-file',
    check: (answer) => misfitOfParam('auth.changePassword', 'newPassword', answer),
    again: say.askNewPasswordAgain,
  });
  const { user } = await startSession(config, async (call) => {
    const terminal = await terminalName(config);
    const entered = await call('auth.login', { login: username, password, terminal });
    if (!('refused' in entered)) return call('auth.changePassword', { password, newPassword });
    // Only the password was asked for.
    return entered.refused.reason === 'invalid_credentials'
      ? refuse('invalid_credentials', { message })
      : entered;
  });
  if (json) writeJson({ user });
  else note(say.passwordChanged);
  return exitCodes.ok;
};
