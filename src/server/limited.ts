import type { LimitName } from '../config/limits.ts';
import { foldedName, methods, refuse, type Request } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import { networkOf } from './address.ts';
import type { Caller } from './caller.ts';
import type { Handle } from './dispatch.ts';
import type { Limits } from './ports.ts';

/** A limit, and the key it counts by: an account, an address (of IPv6, its network) or a user. */
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
    // A correct password or code is not a guess: give the points back.
    if (isGuessOfStranger(request) && 'json' in answer)
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
      return [[limit, networkOf(caller.address)]];
    default:
      return caller.identity ? [[limit, caller.identity.userId]] : [];
  }
}

/** A request in which somebody who is not logged in may guess a password or a code. */
type GuessOfStranger = Extract<Request, { method: 'auth.login' | 'auth.reset' }>;

function isGuessOfStranger(request: Request): request is GuessOfStranger {
  return request.method === 'auth.login' || request.method === 'auth.reset';
}

/**
 * Guesses of passwords and codes are limited for each account and address, and those of strangers also for each
 * address. Without a password nothing is guessed, and it is an action like others.
 */
function guesses({ address, identity }: Caller, request: Request): readonly Counted[] {
  const network = networkOf(address);
  if (isGuessOfStranger(request)) {
    const name = request.method === 'auth.login' ? request.params.login : request.params.username;
    const account = foldedName(name);
    return [
      ['loginAddress', network],
      ['login', `${account}@${network}`],
    ];
  }
  if (!('password' in request.params)) return identity ? [['action', identity.userId]] : [];
  return identity ? [['login', `${foldedName(identity.user.username)}@${network}`]] : [];
}
