import type { Option } from 'commander';
import type { Config } from '../config/load.ts';

/** Every command gets this beside its own arguments. */
export interface Context {
  readonly config: Config;
  /** Whether data is wanted as JSON. */
  readonly json: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Runs a command and resolves with its exit code. */
export type Run = (context: Context, ...args: string[]) => Promise<number>;

/** A command that does something. */
export interface LeafCommand {
  readonly name: string;
  /** Each by what it is: `<code>` is a room, `[user]` is a person and may be left out. */
  readonly arguments?: string;
  readonly summary: string;
  /** Beside `--json`, which all have. */
  readonly options?: readonly Option[];
  /** Left out of the help, the man page and the page of commands. */
  readonly isHidden?: true;
  /** Imports the code when the command runs, so that no command pays for what another one needs. */
  readonly load: () => Promise<Run>;
}

/** A command that only holds others, like `whist group`. */
export interface CommandFamily {
  readonly name: string;
  readonly summary: string;
  /** Each subcommand takes them, before its name or after it. */
  readonly options: readonly Option[];
  readonly subcommands: readonly LeafCommand[];
  /** The subcommand that runs when none is named; null where one has to be named. */
  readonly standard: string | null;
  /** The `reason` of the failure where there is no such subcommand. */
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
