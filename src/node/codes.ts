import { randomInt } from 'node:crypto';

/** Letters and digits that nobody mistakes for one another when they are read out loud. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A room code that nobody can guess. */
export function randomCode(): string {
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
}
