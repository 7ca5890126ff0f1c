import { startSession, withClient } from '../session/connect.ts';
import { exitCodes } from '../exit.ts';
import type { Run } from '../main.ts';
import { note, writeJson } from '../output.ts';
import { passwordOr } from '../session/prompt.ts';

/** `whist password`: sets another password. Every other device has to log in again; this one goes on. */
export const passwordCommand: Run = async ({ config, json, options }) => {
  // Before anything is asked: who is logged in.
  const { username } = await withClient(config, ({ call }) => call('auth.me', {}));
  const password = await passwordOr(options['passwordFile'], 'Password now');
  const newPassword = await passwordOr(
    options['newPasswordFile'],
    'New password (8 characters or more)',
    '--new-password-file',
  );
  const user = await startSession(config, async (call) => {
    const entered = await call('auth.login', { login: username, password });
    return 'refused' in entered ? entered : call('auth.changePassword', { password, newPassword });
  });
  if (json) writeJson({ user });
  else note('Your password is changed. Everywhere else you are logged out.');
  return exitCodes.ok;
};
