import type { MethodName, Refused } from '../protocol/index.ts';

/** The command of a write: its sender, its id and its method. */
export interface Command {
  readonly senderId: string;
  /** If it is undefined, the result is not stored, and a write that is sent again is done again. */
  readonly commandId: string | undefined;
  readonly method: MethodName;
}

/** The result of a write. */
export interface Done<T> {
  readonly result: T;
}

/** The result of a write, and whether it was done now and not before. */
export type DoneOnce<T> = Done<T> & { readonly isFirst: boolean };

/** Stores the results of writes for a few days, so that a write that is sent again is not done again. */
export interface CommandStore {
  /**
   * Does `work` and stores its result, in one transaction. If the command was done before, it returns the
   * first result and does nothing. If the command is running now, it waits for it. If `work` refuses, its
   * changes are undone and nothing is stored. `work` may only change the database: tell others afterwards.
   * Refuses `invalid_params` if the id was used for another method.
   */
  once<T extends object | null>(
    command: Command,
    work: () => Promise<Done<T> | Refused>,
  ): Promise<DoneOnce<T> | Refused>;
  /** The result of a command that was done before; null if it was not. Refuses as `once` does. */
  find(command: Command): Promise<Done<unknown> | Refused | null>;
  /** Deletes commands that are some days old. */
  forgetOld(): Promise<void>;
}
