import { refuse, type Params, type Refused } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import type { Done } from './commands.ts';
import type { Identity } from './entering.ts';
import { passwordFault, type ChangeOptions } from './password-fault.ts';
import type { Deleted } from './ports.ts';

/** The socket whose user deletes the account. */
export interface Leaving {
  /** Logs the socket out. It happens before the sockets of the user are closed, so that this one gets its answer. */
  readonly logOut: () => Promise<void>;
  /** Tells the rooms with these codes that their logs have changed. */
  readonly tellRooms: (codes: readonly string[]) => Promise<void>;
}

/** Deletes accounts. */
export function createDeleteAccount(options: ChangeOptions) {
  const { store, commands, users } = options;

  return async (
    { userId, sessionId }: Identity,
    { password, commandId }: Params<'account.delete'>,
    { logOut, tellRooms }: Leaving,
  ): Promise<Done<object> | Refused> => {
    const command = { senderId: userId, commandId, method: 'account.delete' } as const;
    // The same command may wait on another socket of the user. When it is answered, no password is left to compare.
    const before = await commands.find(command);
    const fault = before ? null : await passwordFault(options, { userId, sessionId }, password);
    if (fault) return fault;
    let deleted: Deleted | null = null;
    const outcome = await commands.once(command, async () => {
      const done = await store.delete(userId, { neutral: wireWords.values.formerPlayer, commandId });
      if (done === 'gone') return refuse('invalid_credentials');
      if ('owns' in done) return refuse('owns_groups', { data: { groups: done.owns } });
      deleted = done;
      return { result: {} };
    });
    if ('refused' in outcome) return outcome;
    await logOut();
    // The assignment is inside a callback, which the compiler does not follow.
    const { ended, rooms } = (deleted as Deleted | null) ?? { ended: [], rooms: [] };
    users.end(userId, ended);
    await tellRooms(rooms);
    return outcome;
  };
}
