import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for one another when they are read out loud. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A room code like `ABC234`. Nobody has looked whether a room has it already. */
export function randomCode(): string {
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
}
