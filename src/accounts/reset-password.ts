import { foldedName, refuse, type Params, type Refused } from '../protocol/index.ts';
import type { Done } from './commands.ts';
import { hashOfCode } from './password-code.ts';
import type { ChangeOptions } from './password-fault.ts';
import { tooBusy } from './passwords.ts';
import type { EndedSession } from './ports.ts';
import { weakPasswordFault } from './weak-password.ts';

/** Sets passwords with codes of the operator. The command belongs to the account itself. */
export function createResetPassword({ store, commands, passwords, users, guessing }: ChangeOptions) {
  /** Whether this command has set the password before. */
  async function isDone(username: string, commandId: string | undefined): Promise<boolean> {
    const account = commandId === undefined ? null : await store.findByLogin(username);
    const method = 'auth.reset';
    const done = account && (await commands.find({ senderId: account.user.id, commandId, method }));
    return done !== null && 'result' in done;
  }

  return async (
    { username, code, newPassword, commandId }: Params<'auth.reset'>,
    address: string | null = null,
  ): Promise<Done<object> | Refused> => {
    // Nobody guesses 80 bits, so a code need not wait for wrong passwords.
    const guess = await guessing({ account: `code ${foldedName(username)}`, device: null, address });
    if (guess.refused) return guess.refused;
    const codeHash = hashOfCode(code);
    const userId = await store.findByCode(username, codeHash);
    if (userId === null) return (await isDone(username, commandId)) ? { result: {} } : refuse('invalid_code');
    guess.right();
    const { email } = await store.profile(userId);
    const weak = await weakPasswordFault(newPassword, { username, email });
    if (weak) return weak;
    const hashed = await passwords.hash(newPassword);
    if ('error' in hashed) return tooBusy();
    let ended: readonly EndedSession[] = [];
    const command = { senderId: userId, commandId, method: 'auth.reset' } as const;
    const outcome = await commands.once<object>(command, async () => {
      const reset = await store.resetPassword({ userId, codeHash, passwordHash: hashed.ok });
      if (!reset) return refuse('invalid_code');
      ended = reset;
      return { result: {} };
    });
    if ('result' in outcome) users.end(userId, ended);
    return outcome;
  };
}
