import { randomBytes } from 'node:crypto';
import { createConnection, type Authenticate, type Connection } from '../../src/client/index.ts';
import type { Session } from '../../src/protocol/index.ts';

/** Registers a new person on the first socket, and resumes the session on later ones. */
export function newcomer(displayName: string): { authenticate: Authenticate; session: () => Session } {
  let session: Session | null = null;
  const username = `u${randomBytes(8).toString('hex')}`;
  return {
    session: () => session ?? fail(),
    authenticate: async (call) => {
      if (session) {
        const resumed = await call('auth.resume', { accessToken: session.accessToken });
        return 'refused' in resumed ? resumed : resumed.result;
      }
      const params = { username, email: `${username}@example.org`, password: 'a long password', displayName };
      const registered = await call('auth.register', params);
      if ('refused' in registered) return registered;
      session = registered.result;
      return session;
    },
  };
}

/** A connection of a new person, logged in. */
export async function join(url: string, displayName: string): Promise<Connection> {
  const connection = createConnection({ url, authenticate: newcomer(displayName).authenticate });
  const first = await connection.first;
  if (!('user' in first)) throw new Error(`${displayName} cannot log in: ${JSON.stringify(first)}`);
  return connection;
}

/** The result of a call. Throws if it was refused. */
export function accepted<T>(answer: { readonly result: T } | { readonly refused: { message: string } }): T {
  if ('refused' in answer) throw new Error(`refused: ${answer.refused.message}`);
  return answer.result;
}

/** Resolves once `look` finds something. It looks again after each news from `subscribe`. */
export async function until<T>(
  subscribe: (listener: () => void) => () => void,
  look: () => T | undefined,
): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const check = () => {
    const found = look();
    if (found !== undefined) resolve(found);
  };
  const stop = subscribe(check);
  check();
  try {
    return await promise;
  } finally {
    stop();
  }
}

function fail(): never {
  throw new Error('nobody has registered yet');
}
