import { refuse, type Refused } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import type { CommandStore } from './commands.ts';
import type { Identity } from './entering.ts';
import type { Guessing } from './guessing.ts';
import { tooBusy, type Passwords } from './passwords.ts';
import type { AccountStore } from './ports.ts';
import type { ToldUsers } from './user-news.ts';

/** The things that a change of an account needs. */
export interface ChangeOptions {
  readonly store: AccountStore;
  readonly commands: CommandStore;
  readonly passwords: Passwords;
  readonly users: ToldUsers;
  readonly guessing: Guessing;
}

/** Why this is not the password of a user; null if it is. */
export async function passwordFault(
  { store, passwords, guessing }: Pick<ChangeOptions, 'store' | 'passwords' | 'guessing'>,
  { userId, sessionId }: Pick<Identity, 'userId' | 'sessionId'>,
  password: string,
): Promise<Refused | null> {
  const guess = await guessing({ account: userId, device: sessionId, address: null });
  if (guess.refused) return guess.refused;
  const matches = await passwords.matches(password, await store.passwordHash(userId));
  if ('error' in matches) return tooBusy();
  if (matches.ok) guess.right();
  // Only the password was asked for.
  return matches.ok ? null : refuse('invalid_credentials', { message: wireWords.explanations.wrongPassword });
}
