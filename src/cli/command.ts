import type { Option } from 'commander';
import type { Config } from '../config/load.ts';

/** Every command gets this beside its own arguments. */
export interface Context {
  readonly config: Config;
  /** Whether to write data as JSON. */
  readonly json: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Runs a command and resolves with its exit code. */
export type Run = (context: Context, ...args: string[]) => Promise<number>;

/** A command that runs code itself. */
export interface LeafCommand {
  readonly name: string;
  /** Each name says what the argument is: `<code>` is a room, `[user]` is a person and may be left out. */
  readonly arguments?: string;
  readonly summary: string;
  /** All options except `--json`, which every command has. */
  readonly options?: readonly Option[];
  /** A program reads its output, so that every value stays as it is. */
  readonly isForPrograms?: true;
  /** Hidden from the help, the man page and the page of commands. */
  readonly isHidden?: true;
  /** Imports the code when the command runs, so that a command loads only the code it needs. */
  readonly load: () => Promise<Run>;
}

/** A command that only holds others, like `whist group`. */
export interface CommandFamily {
  readonly name: string;
  readonly summary: string;
  /** Each subcommand takes them, before its name or after it. The family alone also takes those of the standard one. */
  readonly options: readonly Option[];
  readonly subcommands: readonly LeafCommand[];
  /** The subcommand that runs if none is named; null if one must be named. */
  readonly standard: string | null;
  /** The `reason` of the failure if there is no such subcommand. */
  readonly unknownReason: string;
}

export type CommandSpec = LeafCommand | CommandFamily;

/** Commands that stand under one heading in the help. */
export interface CommandSection {
  readonly heading: string;
  readonly commands: readonly CommandSpec[];
}

export function isFamily(command: CommandSpec): command is CommandFamily {
  return 'subcommands' in command;
}
