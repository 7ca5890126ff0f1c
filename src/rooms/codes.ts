import { randomInt } from 'node:crypto';

/** Letters and digits without I, O, 0 and 1, which are easy to confuse. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random room code like `ABC234`. Another room may have it already. */
export function randomCode(): string {
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
}
