import { refuse, type Params, type Refused, type Session } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import type { CommandStore } from './commands.ts';
import type { createEntering, Entered, Identity } from './entering.ts';
import { tooBusy, type Passwords } from './passwords.ts';
import type { AccountStore, EndedSession } from './ports.ts';
import type { ToldUsers } from './user-news.ts';

/** The socket that goes on with the new session. */
export interface Entry {
  readonly address: string | null;
  /** Logs the socket in. */
  readonly enter: (entered: Entered<Session>) => Promise<void>;
}

/** Changes passwords. Tokens are not stored, so a command that is sent again begins another session. */
export function createChangePassword({
  store,
  commands,
  passwords,
  entering,
  users,
}: {
  readonly store: AccountStore;
  readonly commands: CommandStore;
  readonly passwords: Passwords;
  readonly entering: ReturnType<typeof createEntering>;
  readonly users: ToldUsers;
}) {
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
    const matches = await passwords.matches(current, await store.passwordHash(userId));
    if ('error' in matches) return tooBusy();
    if (!matches.ok) return refuse('invalid_credentials', { message: wireWords.explanations.wrongPassword });
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
