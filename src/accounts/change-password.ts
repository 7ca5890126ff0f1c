import type { Params, Refused, Session } from '../protocol/index.ts';
import type { createEntering, Entered, Identity } from './entering.ts';
import { passwordFault, type ChangeOptions } from './password-fault.ts';
import { tooBusy } from './passwords.ts';
import type { EndedSession } from './ports.ts';
import { weakPasswordFault } from './weak-password.ts';

/** The socket that goes on with the new session. */
export interface Entry {
  readonly address: string | null;
  /** Logs the socket in. */
  readonly enter: (entered: Entered<Session>) => Promise<void>;
}

/** Changes passwords. Tokens are not stored, so a command that is sent again begins another session. */
export function createChangePassword({
  entering,
  ...options
}: ChangeOptions & { readonly entering: ReturnType<typeof createEntering> }) {
  const { store, commands, passwords, users } = options;

  return async (
    { userId, sessionId, user }: Identity,
    { password, newPassword, commandId }: Params<'auth.changePassword'>,
    { address, enter }: Entry,
  ): Promise<Entered<Session> | Refused> => {
    const command = { senderId: userId, commandId, method: 'auth.changePassword' } as const;
    const before = await commands.find(command);
    if (before && 'refused' in before) return before;
    // If the command is sent again, the account has the new password already.
    const current = before ? newPassword : password;
    const fault = await passwordFault(options, { userId, sessionId }, current);
    if (fault) return fault;
    const { email } = await store.profile(userId);
    const weak = await weakPasswordFault(newPassword, { username: user.username, email });
    if (weak) return weak;
    const hashed = await passwords.hash(newPassword);
    if ('error' in hashed) return tooBusy();

    const opening = entering.open(userId, { address });
    let ended: readonly EndedSession[] = [];
    const outcome = await commands.once(command, async () => {
      ended = await store.changePassword(hashed.ok, opening.session, sessionId);
      return { result: null };
    });
    if ('refused' in outcome) return outcome;
    if (!outcome.isFirst) await store.addSession(opening.session);
    const entered = await entering.enter(user, opening);
    await enter(entered);
    users.end(userId, ended);
    return entered;
  };
}
