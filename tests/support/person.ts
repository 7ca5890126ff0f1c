import { v7 } from 'uuid';
import { createTokens, type Tokens } from '../../src/accounts/index.ts';
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
  const { session, accessToken } = await newSession(tokens, id);
  await accounts.register({ user, email: `${user.username}@example.org`, passwordHash: '-' }, session);
  return { user, accessToken };
}

/** Logs a person in once more. */
export async function makeSession(
  { accounts }: Storage,
  secret: Uint8Array,
  { user }: Person,
): Promise<Person> {
  const { session, accessToken } = await newSession(createTokens(secret), user.id);
  await accounts.addSession(session);
  return { user, accessToken };
}

async function newSession(tokens: Tokens, userId: string) {
  const { refreshToken: _, ...kept } = tokens.refresh();
  const session = { id: v7(), userId, accessJti: v7(), terminal: null, address: null, ...kept };
  const { accessToken } = await tokens.access({ userId, sessionId: session.id, jti: session.accessJti });
  return { session, accessToken };
}
