import { networkOf } from '../../accounts/index.ts';
import { methods, refuse } from '../../protocol/index.ts';
import type { Handle } from '../dispatch.ts';

/** Requests of one address that may wait for their turn. */
const waitingOfAddress = 64;

/**
 * Lets only a few logins ask the database at once, each address in its turn. The players at the tables never wait
 * behind a queue of strangers. Logins with a password wait apart from those with a token, because they take longer.
 */
export function inTurn(handle: Handle, atOnce: number): Handle {
  const [withPassword, withToken] = [createShare(atOnce), createShare(atOnce)];
  return async (caller, request) => {
    const { access, effect, limit } = methods[request.method];
    if (access !== 'anybody') return handle(caller, request);
    const share = effect === 'write' || limit === 'login' ? withPassword : withToken;
    const answer = await share(networkOf(caller.address), () => handle(caller, request));
    return answer ?? refuse('try_again');
  };
}

/** Does some pieces of work at once, and the others later; null if too many of this address wait already. */
function createShare(atOnce: number) {
  /** Those who wait, by address; the next address first. */
  const lines = new Map<string, (() => void)[]>();
  let running = 0;

  function next() {
    const [first] = lines;
    if (!first || running >= atOnce) return;
    const [network, line] = first;
    const start = line.shift();
    lines.delete(network);
    if (line.length > 0) lines.set(network, line);
    running += 1;
    start?.();
  }

  return async <T>(network: string, work: () => Promise<T>): Promise<T | null> => {
    const line = lines.get(network) ?? [];
    if (line.length >= waitingOfAddress) return null;
    await new Promise<void>((start) => {
      line.push(start);
      lines.set(network, line);
      next();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      next();
    }
  };
}
