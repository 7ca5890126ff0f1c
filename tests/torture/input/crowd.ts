import { randomUUID } from 'node:crypto';
import { createTokens } from '../../../src/accounts/index.ts';
import { openStorage } from '../../../src/storage/index.ts';
import { makePerson, makeSession, type Person } from '../../support/person.ts';

/** A place where people can be made without waiting for the hashes of passwords. */
export interface Crowd {
  person(): Promise<Person>;
  /** Logs a person in once more. */
  again(person: Person): Promise<Person>;
  /** A token that proves an operator once. */
  operatorToken(): Promise<string>;
  close(): Promise<void>;
}

/** Opens a PostgreSQL that a server uses already. */
export async function openCrowd(databaseUrl: string): Promise<Crowd> {
  const storage = await openStorage({ databaseUrl });
  // The server has stored the one that counts.
  const secret = await storage.sharedSecret(new Uint8Array(32));
  const tokens = createTokens(secret);
  return {
    person: () => makePerson(storage, secret, `Player ${randomUUID().slice(0, 8)}`),
    again: (person) => makeSession(storage, secret, person),
    operatorToken: () => tokens.operator(),
    close: () => storage.close(),
  };
}
