import type { Option } from 'commander';
import { isFamily, type CommandSpec, type LeafCommand } from '../src/cli/command.ts';
import type { Setting } from '../src/config/setting.ts';
import { settings, settingsFile } from '../src/config/settings.ts';
import { words } from '../src/words/index.ts';

/** A command, with the words that a person types for it. */
export interface Typed {
  /** `group add` */
  readonly path: string;
  /** `group add <group> <user>` */
  readonly usage: string;
  readonly command: LeafCommand;
}

/** The command itself or, if it has subcommands, those that a person may use. */
export function typedCommands(spec: CommandSpec): readonly Typed[] {
  if (!isFamily(spec)) return [typed(spec.name, spec)];
  return spec.subcommands
    .filter(({ isHidden }) => isHidden !== true)
    .map((leaf) => typed(`${spec.name} ${leaf.name}`, leaf));
}

function typed(path: string, command: LeafCommand): Typed {
  return { path, usage: `${path} ${command.arguments ?? ''}`.trim(), command };
}

/** The options of a command, and the flags of the settings that it takes. */
export function optionsOf({ options = [] }: Pick<CommandSpec, 'options'>): {
  readonly own: readonly Option[];
  readonly settings: readonly string[];
} {
  return {
    own: options.filter(({ flags }) => !settingFlags.has(flags)),
    settings: options.flatMap(({ flags, long }) => (settingFlags.has(flags) ? (long ?? []) : [])),
  };
}

const settingFlags: ReadonlySet<string | null> = new Set(
  [...Object.values<Setting>(settings), settingsFile].map(({ flag }) => flag),
);

/** The description of an option, with its choices. */
export function optionWords({ description, argChoices }: Option): string {
  return argChoices ? `${description} ${words.commands.options.oneOf(argChoices)}` : description;
}
