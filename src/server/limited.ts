import type { LimitName } from '../config/limits.ts';
import { methods, refuse, type Request } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import type { Caller } from './caller.ts';
import type { Handle } from './dispatch.ts';
import type { Limits } from './ports.ts';

/** A limit, and the key it counts by: an account, an address or a user. */
type Counted = readonly [name: LimitName, key: string];

/** Counts a request before it is handled. If there are too many, it refuses and says when to try again. */
export function limited(handle: Handle, limits: Limits): Handle {
  return async (caller, request) => {
    const counted = countedFor(caller, request);
    for (const [name, key] of counted) {
      const retryAfter = await limits.take(name, key);
      if (retryAfter !== null)
        return refuse('rate_limited', {
          message: wireWords.explanations.tooMany(retryAfter),
          data: { retryAfter },
        });
    }
    const answer = await handle(caller, request);
    // A correct password is not a guess: give the points back.
    if (request.method === 'auth.login' && 'json' in answer)
      for (const [name, key] of counted) limits.forgive(name, key);
    return answer;
  };
}

function countedFor(caller: Caller, request: Request): readonly Counted[] {
  const { limit } = methods[request.method];
  switch (limit) {
    case null:
      return [];
    case 'login':
      return guesses(caller, request);
    case 'register':
      return [[limit, caller.address]];
    default:
      return caller.identity ? [[limit, caller.identity.userId]] : [];
  }
}

/**
 * Guesses of passwords are limited for each account and address, and logins also for each address. Without a
 * password nothing is guessed, and it is an action like others.
 */
function guesses({ address, identity }: Caller, request: Request): readonly Counted[] {
  if (request.method === 'auth.login') {
    const account = request.params.login.normalize('NFC').toLowerCase();
    return [
      ['loginAddress', address],
      ['login', `${account}@${address}`],
    ];
  }
  if (!('password' in request.params)) return identity ? [['action', identity.userId]] : [];
  return identity ? [['login', `${identity.user.username.toLowerCase()}@${address}`]] : [];
}
