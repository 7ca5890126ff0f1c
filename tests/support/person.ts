import { v7 } from 'uuid';
import { createTokens } from '../../src/accounts/index.ts';
import type { User } from '../../src/protocol/index.ts';
import type { Storage } from '../../src/storage/index.ts';

/** A person with an account and a session. */
export interface Person {
  readonly user: User;
  readonly accessToken: string;
}

/**
 * Makes an account. Its password is not hashed, because hashing takes longer than most tests. Nobody logs in
 * with it.
 */
export async function makePerson(
  { accounts }: Storage,
  secret: Uint8Array,
  displayName: string,
): Promise<Person> {
  const tokens = createTokens(secret);
  const id = v7();
  const user = { id, username: `u${id.replaceAll('-', '').slice(-20)}`, displayName };
  const { refreshToken: _, ...kept } = tokens.refresh();
  const session = { id: v7(), userId: id, accessJti: v7(), terminal: null, address: null, ...kept };
  await accounts.register({ user, email: `${user.username}@example.org`, passwordHash: '!' }, session);
  const { accessToken } = await tokens.access({ userId: id, sessionId: session.id, jti: session.accessJti });
  return { user, accessToken };
}
