import { isFamily, type CommandSpec } from '../src/cli/command.ts';
import { sections } from '../src/cli/commands/registry.ts';
import type { Setting } from '../src/config/setting.ts';
import { settings, settingsFile } from '../src/config/settings.ts';
import { optionsOf, optionWords, typedCommands, type Typed } from './command-list.ts';
import { exitCodeWords } from './commands-page.ts';

/** The man page, in the macros of man(7). */
export function manPage(version: string): string {
  return (
    [
      `.TH WHIST 1 "" "whist ${version}" "Israeli Whist"`,
      '.ad l',
      '.nh',
      '.SH NAME',
      `whist ${dash} keep score of Israeli Whist`,
      '.SH SYNOPSIS',
      '.B whist',
      '.I command',
      '.RI [ arguments ]',
      '.RI [ options ]',
      '.SH DESCRIPTION',
      'Keeps score of Israeli Whist for four people around a table with real cards: the auction, frisch, the contracts, the tricks, the points of every round and the totals. Each player uses a terminal, or one laptop serves all four. All finished games are kept.',
      '.PP',
      text(
        'Data goes to standard output, and words to standard error. With --json each line of data is one JSON value.',
      ),
      '.SH COMMANDS',
      ...sections.flatMap(({ heading, commands }) => [
        `.SS "${text(heading)}"`,
        ...commands.flatMap(commandEntries),
      ]),
      '.SH SETTINGS',
      line('A flag wins over its variable, and a variable wins over the settings file.'),
      ...[...Object.values<Setting>(settings), settingsFile].flatMap(({ flag, variable, description }) =>
        entry([flag, variable].filter(Boolean).join(', '), description),
      ),
      '.SH FILES',
      ...entry(
        '~/.config/whist/identity.json',
        'The logins of this machine. Only you can read the file. WHIST_CONFIG_DIR names another folder.',
      ),
      ...entry(
        '~/.config/whist/known-servers.json',
        'The certificates that you have accepted, and the servers that you use without encryption. whist forget removes one.',
      ),
      ...entry(
        '~/.local/share/whist',
        'The embedded database and the secret of the server. --data-dir names another folder.',
      ),
      '.SH EXIT STATUS',
      text(`${exitCodeWords()}.`),
      '.SH EXAMPLES',
      ...entry('whist serve', 'Hosts on this machine.'),
      ...entry('whist create', 'Opens a room. The others sit down with whist join CODE.'),
      ...entry('whist stats --by rating --group "Friday Night Whist"', 'Ranks a group.'),
      ...entry(
        'whist import sheets.csv --dry-run',
        'Names every fault of a spreadsheet, and changes nothing.',
      ),
      ...entry(
        'source <(whist completion bash)',
        'Lets the tab key complete commands, rooms, users and groups.',
      ),
    ].join('\n') + '\n'
  );
}

const dash = '\\-';

/** An entry for each command. The settings of a family are listed once, under its last subcommand. */
function commandEntries(command: CommandSpec): string[] {
  const entries = typedCommands(command).flatMap(commandEntry);
  if (!isFamily(command)) return entries;
  const { settings: taken } = optionsOf(command);
  return [...entries, '.PP', line(`Settings of whist ${command.name}: ${taken.join(', ')}.`)];
}

function commandEntry({ usage, command }: Typed): string[] {
  const { own, settings: taken } = optionsOf(command);
  return [
    '.TP',
    `.B "whist ${text(usage)}"`,
    line(command.summary),
    ...(taken.length > 0 ? ['.br', line(`Settings: ${taken.join(', ')}.`)] : []),
    ...(own.length > 0 ? ['.RS'] : []),
    ...own.flatMap((option) => entry(option.flags, optionWords(option))),
    ...(own.length > 0 ? ['.RE'] : []),
  ];
}

function entry(term: string, description: string): string[] {
  return ['.TP', `.B "${text(term)}"`, line(description)];
}

/** Text without macros and escapes. */
function text(plain: string): string {
  return plain
    .replaceAll('\\', '\\e')
    .replaceAll('-', dash)
    .replaceAll('"', '\\(dq')
    .replaceAll('`', '\\(cq');
}

/** A line of text. If it begins with a dot or a quote, an escape keeps man from reading it as a request. */
function line(plain: string): string {
  return text(plain).replace(/^[.']/, '\\&$&');
}
