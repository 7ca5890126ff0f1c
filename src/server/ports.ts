import type { LimitName } from '../config/limits.ts';

/** Counts requests. If the shared count does not answer in time, this node counts for itself. */
export interface Limits {
  /** Counts one request. Null if it is allowed, else the seconds until one is allowed again. */
  take(name: LimitName, who: string): Promise<number | null>;
  /** Gives the points back, because a correct password is not a guess. */
  forgive(name: LimitName, who: string): void;
}

/** Brings messages of the operator to the sockets of every node. */
export interface Broadcasts {
  /** Tells every node, and this one too. */
  tell(message: string): void;
  follow(listener: (message: string) => void): () => void;
}
