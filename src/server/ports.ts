import type { LimitName } from '../config/limits.ts';

/** Counts requests. Where the shared count does not answer in time, this node counts for itself. */
export interface Limits {
  /** Counts one request: null where it is allowed, else the seconds until one is allowed again. */
  take(name: LimitName, who: string): Promise<number | null>;
  /** Forgets what was counted: a right password was no guess. */
  forgive(name: LimitName, who: string): void;
}

/** How a message of the operator reaches the sockets of every node. */
export interface Broadcasts {
  /** Tells every node, this one included. */
  tell(message: string): void;
  follow(listener: (message: string) => void): () => void;
}
