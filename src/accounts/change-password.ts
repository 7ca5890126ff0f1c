import { refuse, type Params, type Refused, type Session } from '../protocol/index.ts';
import type { CommandStore } from './commands.ts';
import type { createEndings } from './endings.ts';
import type { createEntering, Entered, Identity } from './entering.ts';
import { tooBusy, type Passwords } from './passwords.ts';
import type { AccountStore, EndedSession } from './ports.ts';

/** Changes passwords. Tokens are not stored, so a command that is sent again begins another session. */
export function createChangePassword({
  store,
  commands,
  passwords,
  entering,
  endings,
}: {
  readonly store: AccountStore;
  readonly commands: CommandStore;
  readonly passwords: Passwords;
  readonly entering: ReturnType<typeof createEntering>;
  readonly endings: ReturnType<typeof createEndings>;
}) {
  return async (
    { userId, user }: Identity,
    { password, newPassword, commandId }: Params<'auth.changePassword'>,
    enterFirst: (entered: Entered<Session>) => Promise<void>,
  ): Promise<Entered<Session> | Refused> => {
    const command = { senderId: userId, commandId, method: 'auth.changePassword' } as const;
    const before = await commands.find(command);
    if (before && 'refused' in before) return before;
    // If the command is sent again, the account has the new password already.
    const current = before ? newPassword : password;
    const matches = await passwords.matches(current, await store.passwordHash(userId));
    if ('error' in matches) return tooBusy();
    if (!matches.ok) return refuse('invalid_credentials');
    const hashed = await passwords.hash(newPassword);
    if ('error' in hashed) return tooBusy();

    const opening = entering.open(userId);
    let ended: readonly EndedSession[] = [];
    const outcome = await commands.once(command, async () => {
      ended = await store.changePassword(hashed.ok, opening.session);
      return { result: null };
    });
    if ('refused' in outcome) return outcome;
    if (!outcome.isFirst) await store.addSession(opening.session);
    const entered = await entering.enter(user, opening);
    await enterFirst(entered);
    endings.end(userId, ended);
    return entered;
  };
}
