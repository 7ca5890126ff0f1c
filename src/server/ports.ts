import type { LimitName } from '../config/limits.ts';

/** Counts what people ask for. Where the shared count does not answer in time, this node counts for itself. */
export interface Limits {
  /** Counts one; null where it is allowed, else the seconds until it is again. */
  take(name: LimitName, who: string): Promise<number | null>;
  /** Forgets what was counted: who guessed right was no guesser. */
  forgive(name: LimitName, who: string): void;
}

/** How a message of the operator reaches the sockets of every node. */
export interface Broadcasts {
  /** Tells every node, this one included. */
  tell(message: string): void;
  follow(listener: (message: string) => void): () => void;
}
