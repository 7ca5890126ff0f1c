import { misfitOfParam, type Params } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Context, Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, writeJson } from '../output.ts';
import { sameOptions } from '../session/addresses.ts';
import { mustReach, startSession } from '../session/connect.ts';
import { answerOr, isInteractive, passwordOr } from '../session/prompt.ts';
import { terminalName } from '../session/terminal-name.ts';

const say = words.profile.entering;

type Account = Omit<Params<'auth.register'>, 'commandId'>;

/** `whist register`: makes an account and logs in on this machine. */
export const registerCommand: Run = async ({ config, json, options }) => {
  if (isInteractive()) await mustReach(config);
  const { user, before } = await register(config, { options, known: {} });
  if (json) writeJson({ user });
  else note(say.welcome(user.displayName, sameOptions(config)));
  if (before) note(say.loggedOutInstead(words.output.person({ ...before, guest: false })));
  return exitCodes.ok;
};

interface Asked {
  readonly options: Context['options'];
  /** Answers that need not be asked again. */
  readonly known: Partial<Account>;
}

/** Asks for an account and makes it. If the server refuses one answer, only that one is asked again. */
async function register(config: Context['config'], asked: Asked): ReturnType<typeof startSession> {
  const account = await askAccount(asked);
  try {
    return await startSession(config, async (call) =>
      call('auth.register', { ...account, terminal: await terminalName(config) }),
    );
  } catch (error) {
    const wrong = error instanceof Failure ? refusedFields[error.reason] : undefined;
    if (!wrong || !isInteractive()) throw error;
    if (asked.options[wrong === 'password' ? 'passwordFile' : wrong] !== undefined) throw error;
    note(`  ${(error as Failure).message}`);
    const { [wrong]: _, ...known } = account;
    return register(config, { ...asked, known });
  }
}

const refusedFields: Readonly<Record<string, keyof Account | undefined>> = {
  weak_password: 'password',
  username_reserved: 'username',
  display_name_reserved: 'displayName',
  username_taken: 'username',
  email_taken: 'email',
};

async function askAccount({ options, known }: Asked): Promise<Account> {
  const check = (field: keyof Account) => (answer: string) => misfitOfParam('auth.register', field, answer);
  const username = await answerOr(known.username ?? options['username'], {
    flag: '--username',
    question: say.askUsername,
    check: check('username'),
  });
  const email = await answerOr(known.email ?? options['email'], {
    flag: '--email',
    question: say.askEmail,
    check: check('email'),
  });
  const displayName = await answerOr(known.displayName ?? options['displayName'], {
    flag: '--display-name',
    question: say.askDisplayName,
    fallback: username,
    check: check('displayName'),
  });
  const password =
    known.password ??
    (await passwordOr(options['passwordFile'], {
      question: say.askFirstPassword,
      check: check('password'),
      again: say.askPasswordAgain,
    }));
  return { username, email, displayName, password };
}
