import type { Config } from '../../config/load.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { mustReach, startSession, withClient } from '../session/connect.ts';
import { answerOr, isInteractive, passwordOr } from '../session/prompt.ts';
import { terminalName } from '../session/terminal-name.ts';

const say = words.profile.entering;

/** `whist login`: logs in on this machine. */
export const loginCommand: Run = async ({ config, json, options }) => {
  if (isInteractive()) await mustReach(config);
  const login = await answerOr(options['login'], { flag: '--login', question: say.askLogin });
  const { user, before } = await enter(config, { login, passwordFile: options['passwordFile'] });
  if (json) writeJson({ user });
  else note(say.loggedIn(user));
  if (before) note(say.loggedOutInstead(words.output.person({ ...before, guest: false })));
  if (isInteractive()) await tellOfNotices(config);
  return exitCodes.ok;
};

/** Says how many notices wait. */
async function tellOfNotices(config: Config): Promise<void> {
  const { notices } = await withClient(config, ({ call }) =>
    call('notice.list', { unread: true, limit: 100 }),
  );
  if (notices.length > 0) note(words.profile.notices.waiting(notices.length));
}

/** Logs in. A person who mistypes the password is asked again; the server counts the guesses. */
async function enter(
  config: Config,
  { login, passwordFile }: { readonly login: string; readonly passwordFile: unknown },
): ReturnType<typeof startSession> {
  const password = await passwordOr(passwordFile);
  try {
    return await startSession(config, async (call, known) =>
      call('auth.login', { login, password, terminal: await terminalName(config), ...known }),
    );
  } catch (error) {
    const isWrong = error instanceof Failure && error.reason === 'invalid_credentials';
    if (!isWrong || !isInteractive() || passwordFile !== undefined) throw error;
    note(`  ${error.message}`);
    return enter(config, { login, passwordFile });
  }
}
