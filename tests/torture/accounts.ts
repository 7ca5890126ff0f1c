import { randomUUID } from 'node:crypto';
import type { Session } from '../../src/protocol/index.ts';
import { openLine, Refused } from './line.ts';
import { persist } from './terminal.ts';

/** Where something connects now. */
export type Url = () => string;

export interface Account {
  readonly username: string;
  readonly password: string;
  readonly accessToken: string;
}

/** Registers people, and waits for each until there is an answer. */
export async function register(url: Url, count: number): Promise<Account[]> {
  // The database may have the people of an earlier club.
  const club = randomUUID().slice(0, 8);
  const accounts: Account[] = [];
  for (let n = 0; n < count; n += 1) {
    const [username, password] = [`p${club}-${n}`, randomUUID()];
    const names = { username, email: `${username}@example.org`, displayName: username };
    const params = { ...names, password, commandId: randomUUID() };
    const { accessToken } = await askAlone<Session>(url, 'auth.register', params);
    accounts.push({ username, password, accessToken });
  }
  return accounts;
}

/** An access token is good for a quarter of an hour, and a clock may be ten minutes wrong. */
const staysLoggedIn = 4 * 60_000; // ms

/** Returns the access token of an account. It logs in again before the token expires, and tells the new one. */
export function keepLogin(
  url: Url,
  { username, password, accessToken }: Account,
  tell: (token: string) => void,
): () => Promise<string> {
  let token = Promise.resolve(accessToken);
  let since = performance.now();
  async function logIn(): Promise<string> {
    const params = { login: username, password };
    const session = await askAlone<Session>(url, 'auth.login', params);
    tell(session.accessToken);
    return session.accessToken;
  }
  return () => {
    if (performance.now() - since > staysLoggedIn) {
      since = performance.now();
      token = logIn();
    }
    return token;
  };
}

/** Asks on a line of its own, until there is an answer. Rejects with a `Refused` that stays. */
export function askAlone<T>(url: Url, method: string, params: object): Promise<T> {
  return persist(async () => {
    const line = await openLine({ url: url(), roll: Math.random });
    try {
      return (await line.ask(method, params)) as T;
    } finally {
      line.cut();
    }
  }, Math.random);
}

/** Catches a refusal, and nothing else. */
export function onlyRefused(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
}
