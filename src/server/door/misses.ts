import { networkOf } from '../../accounts/index.ts';
import type { Reason, Request } from '../../protocol/index.ts';
import type { Caller } from '../caller.ts';
import type { Limits } from '../ports.ts';
import type { Handled } from '../services.ts';

/** Nothing has the code, the id or the name that somebody asked for. */
const missing: ReadonlySet<Reason> = new Set(['room_not_found', 'game_not_found', 'guest_not_found']);

/**
 * Counts codes and ids that nothing was found for, by the user and the address: a room code could be guessed with any
 * method that takes one. After too many, only the codes that a socket has used before are let through, so that a game
 * goes on for the others of that address.
 */
export function createMisses(limits: Limits) {
  /** When a user or an address may ask again, in milliseconds. */
  const shutUntil = new Map<string, number>();
  const used = new WeakMap<Caller, Set<string>>();

  function secondsFor(key: string): number {
    const until = shutUntil.get(key);
    if (until === undefined) return 0;
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds <= 0) shutUntil.delete(key);
    return Math.max(0, seconds);
  }

  async function count(name: 'code' | 'codeAddress', key: string) {
    const seconds = await limits.take(name, key);
    if (seconds === null) return;
    shutUntil.set(key, Date.now() + seconds * 1000);
    setTimeout(() => secondsFor(key), seconds * 1000 + 1).unref();
  }

  return {
    /** The seconds for which this request is not answered; null if it is. */
    shut(caller: Caller, request: Request): number | null {
      const name = nameIn(request);
      if (name === null || !caller.identity || used.get(caller)?.has(name)) return null;
      return Math.max(secondsFor(caller.identity.userId), secondsFor(networkOf(caller.address))) || null;
    },
    async note(caller: Caller, request: Request, answer: Handled): Promise<void> {
      const name = nameIn(request);
      if (name === null || !caller.identity) return;
      if ('json' in answer) used.set(caller, (used.get(caller) ?? new Set()).add(name));
      else if ('refused' in answer && missing.has(answer.refused.reason)) {
        await count('code', caller.identity.userId);
        await count('codeAddress', networkOf(caller.address));
      }
    },
  };
}

/** The room code or the id of a game in a request. */
function nameIn({ params }: Request): string | null {
  if ('code' in params) return params.code;
  return 'id' in params ? params.id : null;
}
