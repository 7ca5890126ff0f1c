import type { MethodName, Refused } from '../protocol/index.ts';

/** A write as its sender knows it. */
export interface Command {
  readonly senderId: string;
  /** Without one nothing is kept, and a write that is sent again is done again. */
  readonly commandId: string | undefined;
  readonly method: MethodName;
}

/** What a write comes to. */
export interface Done<T> {
  readonly result: T;
}

/** Where writes that were done are kept, for a few days, so that none is done again when it is sent again. */
export interface CommandStore {
  /**
   * Does `work` and keeps its result, both in one transaction. A command that was done before is not done again:
   * its result is that of the first time. If it is being done right now, this waits for it. A refusal undoes what
   * `work` did and is not kept. `work` changes only the database; the rest of the world is told afterwards.
   * Refuses `invalid_params` if the id was used for another method.
   */
  once<T extends object | null>(
    command: Command,
    work: () => Promise<Done<T> | Refused>,
  ): Promise<(Done<T> & { readonly isFirst: boolean }) | Refused>;
  /** The result of a command that was done before; null if it was not. Refuses as `once` does. */
  find(command: Command): Promise<Done<unknown> | Refused | null>;
  /** Forgets commands that are some days old. */
  forgetOld(): Promise<void>;
}
