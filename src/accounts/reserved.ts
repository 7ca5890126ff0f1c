import { looksAlike } from '../protocol/alike.ts';
import { foldedName, refuse, type Refused } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';

/** Names that seem to speak for the server, or that a program could take for no name. */
const usernames: readonly string[] = [
  'admin',
  'administrator',
  'anonymous',
  'anybody',
  'archive',
  'everybody',
  'guest',
  'host',
  'nobody',
  'null',
  'operator',
  'prototype',
  'root',
  'server',
  'system',
  'undefined',
  'whist',
  ...Object.getOwnPropertyNames(Object.prototype),
];
const displayNames: readonly string[] = [
  'Admin',
  'Administrator',
  'Archive',
  'Operator',
  'Server',
  'System',
  'Whist',
  wireWords.values.formerPlayer,
];
/** The user names of guests begin with this. */
const ofGuests = 'guest-';

/** Refuses a new name that is reserved, or looks like one that is. Accounts keep the names they have. */
export function reservedFault({
  username,
  displayName,
}: {
  readonly username?: string | undefined;
  readonly displayName?: string | undefined;
}): Refused | null {
  const isReserved = (name: string, among: readonly string[]) => among.some((one) => looksAlike(one, name));
  if (
    username !== undefined &&
    (foldedName(username).startsWith(ofGuests) || isReserved(username, usernames))
  )
    return refuse('username_reserved');
  return displayName !== undefined && isReserved(displayName, displayNames)
    ? refuse('display_name_reserved')
    : null;
}
