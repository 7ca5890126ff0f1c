import { refuse, type Refused, type Session, type User } from '../protocol/index.ts';
import { words } from '../words/index.ts';
import type { Call } from './calls.ts';

/** Logs a new socket in. A connection does this again whenever it reconnects. */
export type Authenticate = (call: Call) => Promise<{ readonly user: User } | Refused>;

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Keeps the tokens of this person; several terminals may share them. */
export interface TokenKeeper {
  load(): Promise<Tokens | null>;
  save(session: Session): Promise<unknown>;
}

/**
 * Resumes the kept session with its access token. If that has expired, it exchanges the refresh token for a
 * new pair and keeps it. A refresh token works once. If another terminal has used it first, its new tokens
 * are tried.
 */
export function resumeSession(keeper: TokenKeeper): Authenticate {
  return async (call) => {
    const tokens = await keeper.load();
    if (!tokens) return refuse('unauthenticated', { message: words.reasons.unauthenticated });
    const entered = await enter(call, keeper, tokens);
    if (!('refused' in entered) || entered.refused.reason !== 'invalid_token') return entered;
    const newer = await keeper.load();
    return newer && newer.refreshToken !== tokens.refreshToken ? enter(call, keeper, newer) : entered;
  };
}

async function enter(call: Call, { save }: TokenKeeper, tokens: Tokens): ReturnType<Authenticate> {
  const resumed = await call('auth.resume', { accessToken: tokens.accessToken });
  if (!('refused' in resumed)) return resumed.result;
  if (resumed.refused.reason !== 'invalid_token') return resumed;
  const refreshed = await call('auth.refresh', { refreshToken: tokens.refreshToken });
  if ('refused' in refreshed) return refreshed;
  await save(refreshed.result);
  return refreshed.result;
}
