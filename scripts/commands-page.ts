import type { Option } from 'commander';
import { commands, type CommandSpec } from '../src/cli/commands/registry.ts';
import { exitCodes } from '../src/cli/exit.ts';
import { failed, shapes, type Shape } from './command-shapes.ts';
import { fields, table } from './reference.ts';
import { settings, settingsFile } from '../src/config/settings.ts';

/** The page of commands, in Markdown. */
export function commandsPage(): string {
  return (
    [
      '# Commands',
      'Generated from `src/cli/` by `npm run docs`; changes belong there. The same as a man page: `man docs/whist.1`.',
      'Data goes to standard output and words for people to standard error. With `--json` each line of standard output is one JSON value of the shapes below: fields may be added to them, none goes and none changes. `-` is standard input. Settings that many commands take are in [settings.md](settings.md).',
      'A command that fails writes with `--json`',
      fields(failed.schema),
      `and ends with one of these codes: ${exitCodeWords()}.`,
      ...commands.flatMap(commandSection),
    ].join('\n\n') + '\n'
  );
}

/** What the codes mean, as the design has them. */
export function exitCodeWords(): string {
  const words: Record<keyof typeof exitCodes, string> = {
    ok: 'fine',
    unexpected: 'unexpected',
    usage: 'usage, or no terminal where one is needed',
    badInput: 'bad input',
    serverNotReached: 'no server',
    folderLocked: 'data folder in use',
    disk: 'disk',
    tryAgain: 'try again',
    notAllowed: 'not allowed',
  };
  const own = Object.entries(words).map(
    ([name, meaning]) => `${exitCodes[name as keyof typeof exitCodes]} ${meaning}`,
  );
  return `${own.join(', ')}, 129, 130 and 143 ended by a signal`;
}

/** What an option says of itself, without what only its default repeats. */
export function optionWords({ description, argChoices }: Option): string {
  return argChoices ? `${description} One of ${argChoices.join(', ')}.` : description;
}

/** The options of a command itself, and the flags of the settings it takes beside them. */
export function optionsOf({ options }: CommandSpec): { own: readonly Option[]; settings: readonly string[] } {
  return {
    own: options.filter(({ flags }) => !settingFlags.has(flags)),
    settings: options.flatMap(({ flags, long }) => (settingFlags.has(flags) ? (long ?? []) : [])),
  };
}

const settingFlags: ReadonlySet<string | null> = new Set(
  [...Object.values(settings), settingsFile].map(({ flag }) => flag),
);

function commandSection(command: CommandSpec): string[] {
  const { usage, summary } = command;
  const [name = ''] = usage.split(' ');
  const { own, settings: taken } = optionsOf(command);
  const written: readonly Shape[] = shapes[name as keyof typeof shapes];
  return [
    `## \`whist ${usage}\``,
    summary,
    ...(own.length > 0
      ? [
          table(
            ['option', 'what it is'],
            own.map((option) => [`\`${option.flags}\``, optionWords(option)]),
          ),
        ]
      : []),
    ...(taken.length > 0 ? [`Settings: ${taken.map((flag) => `\`${flag}\``).join(', ')}.`] : []),
    ...(written.length > 0 ? ['With `--json`:', ...written.map(shapeWords)] : []),
  ];
}

function shapeWords({ when, schema, see }: Shape): string {
  if (see) {
    const links = see.map((name) => `[\`${name}\`](protocol.md#${name.toLowerCase().replace('.', '')})`);
    return `- ${when} ${links.join(', ')}`;
  }
  const told = fields(schema).replaceAll('](#', '](protocol.md#');
  return told === '' ? `- ${when} \`{}\`` : `- ${when}\n\n${told}`;
}
