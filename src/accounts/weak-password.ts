import { foldedName, refuse, type Refused } from '../protocol/index.ts';
import { normalizedEmail } from './email.ts';

/** Some 50,000 passwords that people use most, in small letters. They are loaded when the first one is looked up. */
let common: Promise<ReadonlySet<string>> | undefined;

async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}

/** Refuses a new password that is guessed first. Accounts keep the passwords they have. */
export async function weakPasswordFault(
  password: string,
  { username, email }: { readonly username: string; readonly email: string },
): Promise<Refused | null> {
  const folded = foldedName(password);
  // Nothing but blanks, or one character again and again.
  const isMonotonous = new Set(folded).size < 2;
  const isOwn = folded === foldedName(username) || normalizedEmail(password) === normalizedEmail(email);
  common ??= readCommon();
  return isMonotonous || isOwn || (await common).has(folded) ? refuse('weak_password') : null;
}
