import { networkOf, type Accounts, type Delays } from '../accounts/index.ts';
import type { LimitName } from '../config/limits.ts';
import { methods, tooMany, type Request } from '../protocol/index.ts';
import type { Caller } from './caller.ts';
import type { Handle } from './dispatch.ts';
import { createMisses } from './door/misses.ts';
import type { Limits } from './ports.ts';

/** A limit, and the key it counts by: an address (of IPv6, its network) or a user. */
type Counted = readonly [name: Exclude<LimitName, 'login' | 'loginAccount'>, key: string];

export interface Counters {
  readonly limits: Limits;
  readonly delays: Delays;
  readonly accounts: Pick<Accounts, 'originOf'>;
}

/** Counts a request before it is handled. If there are too many, it refuses and says when to try again. */
export function limited(handle: Handle, { limits, delays, accounts }: Counters): Handle {
  const misses = createMisses(limits);

  return async (caller, request) => {
    const shut = misses.shut(caller, request);
    if (shut !== null) return tooMany(shut);
    const counted = countedFor(caller, request, accounts);
    for (const [name, key] of counted) {
      const retryAfter =
        name === 'loginAddress' ? await delays.take(name, key) : await limits.take(name, key);
      if (retryAfter !== null) return tooMany(retryAfter);
    }
    const answer = await handle(caller, request);
    await misses.note(caller, request, answer);
    // A correct password, code or token is not a guess. It takes back its own count and nothing else.
    if ('json' in answer)
      for (const [name, key] of counted) {
        if (name === 'loginAddress') delays.giveBack(name, key);
        else if (name === 'refresh' || name === 'oldRefresh') limits.giveBack(name, key);
      }
    return answer;
  };
}

function countedFor(caller: Caller, request: Request, accounts: Counters['accounts']): readonly Counted[] {
  const { limit } = methods[request.method];
  const network = networkOf(caller.address);
  switch (limit) {
    case null:
      return [];
    case 'register':
      return [[limit, network]];
    case 'login':
      // The accounts count the guesses at one account: a name and an address may mean the same.
      if (request.method === 'auth.login' || request.method === 'auth.reset')
        return [['loginAddress', network]];
      return caller.identity ? [['action', caller.identity.userId]] : [];
    case 'refresh':
      return countedRefresh(request, { network, accounts });
    default:
      return caller.identity ? [[limit, caller.identity.userId]] : [];
  }
}

/** A forged token asks the database nothing. It must not keep others of its address from using theirs. */
function countedRefresh(
  request: Request,
  { network, accounts }: { readonly network: string; readonly accounts: Counters['accounts'] },
): readonly Counted[] {
  if (request.method !== 'auth.refresh') return [];
  switch (accounts.originOf(request.params.refreshToken)) {
    case 'own':
      return [['refresh', network]];
    case 'old':
      return [['oldRefresh', network]];
    case 'forged':
      return [];
  }
}
