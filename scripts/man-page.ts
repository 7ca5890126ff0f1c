import { commands, type CommandSpec } from '../src/cli/commands/registry.ts';
import { settings, settingsFile, type Setting } from '../src/config/settings.ts';
import { exitCodeWords, optionsOf, optionWords } from './commands-page.ts';

/** The man page, in the macros of man(7). */
export function manPage(version: string): string {
  const groups = Map.groupBy(commands, ({ under }) => under);
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
      'Keeps score of Israeli Whist for four people around a table with real cards: the auction, frisch, the contracts, the tricks, the points of every round and the totals, on the terminal of each player or on one laptop for all, and the record of it for years.',
      '.PP',
      text(
        'Data goes to standard output and words to standard error; with --json each line of data is one JSON value.',
      ),
      '.SH COMMANDS',
      ...[...groups].flatMap(([heading, own]) => [
        `.SS "${text(heading.replace(/:$/, ''))}"`,
        ...own.flatMap(commandEntry),
      ]),
      '.SH SETTINGS',
      line('A flag wins over its variable, a variable over the settings file.'),
      ...[...Object.values<Setting>(settings), settingsFile].flatMap(({ flag, variable, description }) =>
        entry([flag, variable].filter(Boolean).join(', '), description),
      ),
      '.SH FILES',
      ...entry(
        '~/.config/whist/identity.json',
        'Who is logged in on this machine, readable by nobody else; WHIST_CONFIG_DIR moves it.',
      ),
      ...entry(
        '~/.local/share/whist',
        'The embedded database and the secret of the server; --data-dir moves it.',
      ),
      '.SH EXIT STATUS',
      text(`${exitCodeWords()}.`),
      '.SH EXAMPLES',
      ...entry('whist serve', 'Hosts on this machine.'),
      ...entry('whist create', 'Opens a room; the others sit down with whist join CODE.'),
      ...entry('whist stats --by rating --group "Friday Night Whist"', 'Ranks a group.'),
      ...entry(
        'whist import sheets.csv --dry-run',
        'Tells every fault of a spreadsheet, and changes nothing.',
      ),
      ...entry(
        'source <(whist completion bash)',
        'Completes commands, rooms, users and groups with the tab key.',
      ),
    ].join('\n') + '\n'
  );
}

const dash = '\\-';

function commandEntry(command: CommandSpec): string[] {
  const { usage, summary } = command;
  const { own, settings: taken } = optionsOf(command);
  const settingsLine = taken.length > 0 ? ['.br', line(`Settings: ${taken.join(', ')}.`)] : [];
  return [
    '.TP',
    `.B "whist ${text(usage)}"`,
    line(summary),
    ...settingsLine,
    ...(own.length > 0 ? ['.RS'] : []),
    ...own.flatMap((option) => entry(option.flags, optionWords(option))),
    ...(own.length > 0 ? ['.RE'] : []),
  ];
}

function entry(term: string, description: string): string[] {
  return ['.TP', `.B "${text(term)}"`, line(description)];
}

/** Text that no macro and no escape is made of. */
function text(plain: string): string {
  return plain
    .replaceAll('\\', '\\e')
    .replaceAll('-', dash)
    .replaceAll('"', '\\(dq')
    .replaceAll('`', '\\(cq');
}

/** A line of text; one that begins with a dot or a quote is no request. */
function line(plain: string): string {
  return text(plain).replace(/^[.']/, '\\&$&');
}
