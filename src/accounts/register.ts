import { v7 } from 'uuid';
import { refuse, type Params, type Refused, type Session } from '../protocol/index.ts';
import type { CommandStore } from './commands.ts';
import type { createEntering, Entered } from './entering.ts';
import { normalizedEmail } from './email.ts';
import { tooBusy, type Passwords } from './passwords.ts';
import { reservedFault } from './reserved.ts';
import type { AccountStore, Credentials } from './ports.ts';
import { weakPasswordFault } from './weak-password.ts';

const method = 'auth.register';

/** Makes accounts. The command belongs to the new account itself, and its tokens are not stored. */
export function createRegister({
  store,
  commands,
  passwords,
  entering,
}: {
  readonly store: AccountStore;
  readonly commands: CommandStore;
  readonly passwords: Passwords;
  readonly entering: ReturnType<typeof createEntering>;
}) {
  /** The account that this command made before. */
  async function madeBefore({ username, commandId }: Params<'auth.register'>): Promise<Credentials | null> {
    const account = commandId === undefined ? null : await store.findByLogin(username);
    const done = account && (await commands.find({ senderId: account.user.id, commandId, method }));
    return done && 'result' in done ? account : null;
  }

  /** If the command is sent again with the right password, the sender gets a new session. */
  async function enterAgain(
    params: Params<'auth.register'>,
    { taken, address }: { readonly taken: Refused; readonly address: string | null },
  ): Promise<Entered<Session> | Refused> {
    const account = await madeBefore(params);
    if (!account) return taken;
    const matches = await passwords.matches(params.password, account.passwordHash);
    if ('error' in matches) return tooBusy();
    if (!matches.ok) return taken;
    const opening = entering.open(account.user.id, { terminal: params.terminal, address });
    if (!(await store.addSession(opening.session))) return refuse('account_disabled');
    return entering.enter(account.user, opening);
  }

  return async (
    params: Params<'auth.register'>,
    address: string | null = null,
  ): Promise<Entered<Session> | Refused> => {
    const { username, displayName, password, commandId, terminal } = params;
    const fault = reservedFault(params);
    if (fault) return fault;
    const email = normalizedEmail(params.email);
    // Folding can lengthen a character that is not ASCII, and the column holds 255.
    if (Array.from(email).length > 255) return refuse('invalid_params');
    const weak = await weakPasswordFault(password, { username, email });
    if (weak) return weak;
    const hashed = await passwords.hash(password);
    if ('error' in hashed) return tooBusy();
    const user = { id: v7(), username, displayName };
    const opening = entering.open(user.id, { terminal, address });
    const outcome = await commands.once({ senderId: user.id, commandId, method }, async () => {
      const registered = await store.register({ user, email, passwordHash: hashed.ok }, opening.session);
      return registered === 'registered' ? { result: null } : refuse(registered);
    });
    return 'refused' in outcome
      ? enterAgain(params, { taken: outcome, address })
      : entering.enter(user, opening);
  };
}
