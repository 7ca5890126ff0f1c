import type { Accounts, Entered } from '../accounts/index.ts';
import { refuse, type Refused, type Request } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import type { Caller } from './caller.ts';
import { encoded } from './once.ts';
import type { Handled, Services } from './services.ts';

export type Login = Extract<
  Request,
  { method: 'auth.register' | 'auth.login' | 'auth.resume' | 'auth.refresh' }
>;

/** A client that has too many sockets already tries again after this time. */
const retryAfter = 5; // seconds

/** Logs a socket in. Then it gets the notices that its user has not read yet. */
export async function logIn(
  { accounts, notices }: Pick<Services, 'accounts' | 'notices'>,
  caller: Caller,
  request: Login,
): Promise<Handled> {
  const entered = await entering(accounts, caller, request);
  if ('refused' in entered) return entered;
  const { identity } = entered;
  // Clients come back by themselves with an access token. If the oldest socket gave way to it, two of them would push
  // each other out for ever. The other logins have made a session or used up a token, and must be answered.
  if (request.method === 'auth.resume' && !caller.hasPlace(identity.userId))
    return refuse('rate_limited', { message: wireWords.explanations.tooManySockets, data: { retryAfter } });
  await caller.identify(identity);
  return { ...encoded(entered), answered: () => notices.sendWaiting(identity, caller.notify) };
}

function entering(
  accounts: Accounts,
  { address }: Caller,
  request: Login,
): Promise<Entered<unknown> | Refused> {
  switch (request.method) {
    case 'auth.register':
      return accounts.register(request.params, address);
    case 'auth.login':
      return accounts.login(request.params, address);
    case 'auth.resume':
      return accounts.resume(request.params, address);
    case 'auth.refresh':
      return accounts.refresh(request.params, address);
    default:
      return request satisfies never;
  }
}
