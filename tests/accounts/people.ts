import { expect } from 'vitest';
import type { Entered } from '../../src/accounts/index.ts';

export const password = 'correct horse';
export const person = (username: string) => ({
  username,
  email: `${username}@example.org`,
  password,
  displayName: username.toUpperCase(),
});

export const refused = (reason: string) => ({ refused: expect.objectContaining({ reason }) });

export function entered<T>(outcome: Entered<T> | { refused: unknown }): Entered<T> {
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
  return outcome;
}
