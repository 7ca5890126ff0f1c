import type { LimitName } from '../config/limits.ts';
import { refuse, type Request } from '../protocol/index.ts';
import type { Caller } from './connection.ts';
import type { Handle } from './handlers.ts';
import type { Limits } from './ports.ts';

/** Counts a request before it is handled; one too many is refused with the seconds until it may be asked again. */
export function limited(handle: Handle, limits: Limits): Handle {
  return async (caller, request) => {
    const counted = countedFor(caller, request);
    for (const [name, who] of counted) {
      const retryAfter = await limits.take(name, who);
      if (retryAfter !== null)
        return refuse('rate_limited', {
          message: `Too many of these; try again in ${inWords(retryAfter)}.`,
          data: { retryAfter },
        });
    }
    const answer = await handle(caller, request);
    // Who knew the password has not guessed.
    if (request.method === 'auth.login' && 'json' in answer)
      for (const [name, who] of counted) limits.forgive(name, who);
    return answer;
  };
}

/** What a request counts as, and for whom. */
function countedFor({ address, identity }: Caller, request: Request): readonly [LimitName, string][] {
  switch (request.method) {
    case 'auth.login': {
      const account = request.params.login.normalize('NFC').toLowerCase();
      return [
        ['loginAddress', address],
        ['login', `${account}@${address}`],
      ];
    }
    case 'auth.register':
      return [['register', address]];
    case 'auth.resume':
    case 'auth.refresh':
    case 'auth.logout':
    case 'admin.broadcast':
      return [];
    case 'auth.changePassword':
      return identity ? [['login', `${identity.user.username.toLowerCase()}@${address}`]] : [];
    default:
      return identity ? [[limitOf(request), identity.userId]] : [];
  }
}

function limitOf({ method }: Request): LimitName {
  if (method === 'room.create') return 'create';
  if (method === 'room.join' || method === 'room.watch') return 'join';
  return /^(room\.(state|list)|auth\.me|game\.|stats\.|group\.(list|get)|claim\.list)/.test(method)
    ? 'sync'
    : 'action';
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
