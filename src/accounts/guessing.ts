import { tooMany, type Refused } from '../protocol/index.ts';
import { networkOf } from './network.ts';

/** Guesses of an account from one place, of an account from everywhere, and of an address at all accounts. */
export type GuessName = 'login' | 'loginAccount' | 'loginAddress';

/** Slows guesses down: after some wrong ones, each next one has to wait longer. */
export interface Delays {
  /** Counts one guess. Null if it may be made now, else the seconds to wait; then it is not counted. */
  take(name: GuessName, who: string): Promise<number | null>;
  /** Takes back the count of one guess that was right, or was not made. */
  giveBack(name: GuessName, who: string): void;
  /** Forgets all guesses that were counted. */
  forget(name: GuessName, who: string): void;
}

/** A guess at the password of an account, or at a code for another one. */
interface Target {
  /** The id of the account, or another text if there is none: both are counted in the same way. */
  readonly account: string;
  /** The session that the device has, or had before; null if it is not known. */
  readonly device: string | null;
  readonly address: string | null;
}

export interface Guess {
  /** Why it may not be made now; null if it may. */
  readonly refused: Refused | null;
  /** Call it if it was right. */
  right(): void;
}

/**
 * Counts the guesses at an account: those of an address, and those from everywhere. A known device is counted alone,
 * so that nobody else can keep it waiting.
 */
export function createGuessing(delays: Delays) {
  return async ({ account, device, address }: Target): Promise<Guess> => {
    const who = device === null ? `${account}@${networkOf(address ?? '')}` : `device ${device}`;
    const right = () => {
      delays.forget('login', who);
      if (device === null) delays.giveBack('loginAccount', account);
    };
    const wait = await delays.take('login', who);
    if (wait !== null) return { refused: tooMany(wait), right };
    const longer = device === null ? await delays.take('loginAccount', account) : null;
    if (longer !== null) delays.giveBack('login', who);
    return { refused: longer === null ? null : tooMany(longer), right };
  };
}

export type Guessing = ReturnType<typeof createGuessing>;
