import type { GuessName } from '../accounts/index.ts';
import type { LimitName } from '../config/limits.ts';

/** The limits that count in fixed windows of time. */
export type CountName = Exclude<LimitName, GuessName>;

/** Counts requests. If the shared count does not answer in time, this node counts for itself. */
export interface Limits {
  /** Counts one request. Null if it is allowed, else the seconds until one is allowed again. */
  take(name: CountName, who: string): Promise<number | null>;
  /** Takes back the count of one request. */
  giveBack(name: CountName, who: string): void;
}

/** Brings messages of the operator to the sockets of every node. */
export interface Broadcasts {
  /** Tells every node, and this one too. */
  tell(message: string): void;
  follow(listener: (message: string) => void): () => void;
}
