import { isFamily, type CommandSpec } from '../src/cli/command.ts';
import { sections } from '../src/cli/commands/registry.ts';
import { exitCodes } from '../src/cli/exit.ts';
import { words } from '../src/words/index.ts';
import { optionsOf, optionWords, typedCommands, type Typed } from './command-list.ts';
import { failed, shapes, type Shape } from './command-shapes.ts';
import { fields, table } from './reference.ts';

/** The page of commands, in Markdown. */
export function commandsPage(): string {
  return (
    [
      '# Commands',
      'Generated from `src/cli/` by `npm run docs`: change it there. The same as a man page: `man docs/whist.1`.',
      'Data goes to standard output, and words for people to standard error. With `--json` each line of standard output is one JSON value of the shapes below. Fields may be added to them; none is renamed or removed. `-` is standard input. The settings that many commands take are in [settings.md](settings.md).',
      'A command that fails writes with `--json`',
      fields(failed.schema),
      `and ends with one of these codes: ${exitCodeWords()}.`,
      ...sections.flatMap(({ commands }) => commands.flatMap(commandSection)),
    ].join('\n\n') + '\n'
  );
}

/** The exit codes, each with its meaning. */
export function exitCodeWords(): string {
  const own = Object.entries(words.commands.exitCodes).map(
    ([name, meaning]) => `${exitCodes[name as keyof typeof exitCodes]} ${meaning}`,
  );
  return [...own, words.commands.endedBySignal].join(', ');
}

function commandSection(command: CommandSpec): string[] {
  const typed = typedCommands(command);
  if (!isFamily(command)) return typed.flatMap((one) => leafSection(one, '##'));
  const { name, summary, standard, options } = command;
  return [
    `## \`whist ${name}\``,
    standard === null ? summary : `${summary} ${words.commands.standsFor(name, standard)}`,
    ...settingsLine(options),
    ...typed.flatMap((one) => leafSection(one, '###')),
  ];
}

function leafSection({ path, usage, command }: Typed, level: string): string[] {
  const { own } = optionsOf(command);
  const written: readonly Shape[] = Object.hasOwn(shapes, path) ? shapes[path as keyof typeof shapes] : [];
  return [
    `${level} \`whist ${usage}\``,
    command.summary,
    ...(own.length > 0
      ? [
          table(
            ['option', 'what it is'],
            own.map((option) => [`\`${option.flags}\``, optionWords(option)]),
          ),
        ]
      : []),
    ...settingsLine(command.options),
    ...(written.length > 0 ? ['With `--json`:', ...written.map(shapeWords)] : []),
  ];
}

function settingsLine(options: CommandSpec['options'] = []): string[] {
  const { settings } = optionsOf({ options });
  return settings.length > 0 ? [`Settings: ${settings.map((flag) => `\`${flag}\``).join(', ')}.`] : [];
}

function shapeWords({ when, schema, see }: Shape): string {
  if (see) {
    const links = see.map((name) => `[\`${name}\`](protocol.md#${name.toLowerCase().replace('.', '')})`);
    return `- ${when} ${links.join(', ')}`;
  }
  const described = fields(schema).replaceAll('](#', '](protocol.md#');
  return described === '' ? `- ${when} \`{}\`` : `- ${when}\n\n${described}`;
}
