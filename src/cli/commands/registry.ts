import { Option } from 'commander';
import { ruleOptions } from '../options/create-options.ts';
import type { Run } from '../main.ts';
import { settingOptions } from '../options/setting-options.ts';

/** A command as it is declared. The command line, its help, the completion, the man page and the page of commands are made from it. */
export interface CommandSpec {
  /** The heading it stands under in the help. */
  readonly under: string;
  /** Its name, and its arguments by what they are: `<code>` is a room, `[user]` somebody. */
  readonly usage: string;
  readonly summary: string;
  /** Beside `--json`, which all have. */
  readonly options: readonly Option[];
  /** Its code is loaded when it is run, so that none pays for what another needs. */
  readonly load: () => Promise<Run>;
}

const server = settingOptions('server');
const client = settingOptions('client');
const password = new Option(
  '--password-file <file>',
  'The password is the first line of this file; - is standard input.',
);
const either = [
  ...client,
  ...server.filter(({ long }) => long === '--database-url' || long === '--data-dir'),
];
const sheetFormat = new Option('--format <format>', 'json, ndjson or csv.').choices([
  'json',
  'ndjson',
  'csv',
]);

export const commands: readonly CommandSpec[] = [
  {
    under: 'Your account:',
    usage: 'register',
    summary: 'Make an account and log in.',
    options: [
      ...client,
      new Option('--username <name>', '3 to 32 letters, digits, - and _.'),
      new Option('--email <address>', 'The email address of the account.'),
      new Option('--display-name <name>', 'The name the others see.'),
      password,
    ],
    load: async () => (await import('./register.ts')).registerCommand,
  },
  {
    under: 'Your account:',
    usage: 'login',
    summary: 'Log in on this machine.',
    options: [...client, new Option('--login <name>', 'User name or email address.'), password],
    load: async () => (await import('./login.ts')).loginCommand,
  },
  {
    under: 'Your account:',
    usage: 'logout',
    summary: 'Log out on this machine.',
    options: client,
    load: async () => (await import('./logout.ts')).logoutCommand,
  },
  {
    under: 'Your account:',
    usage: 'password',
    summary: 'Change your password; every other device has to log in again.',
    options: [
      ...client,
      password,
      new Option('--new-password-file <file>', 'The new password is the first line of this file.'),
    ],
    load: async () => (await import('./password.ts')).passwordCommand,
  },
  {
    under: 'Your account:',
    usage: 'whoami',
    summary: 'Say who is logged in.',
    options: client,
    load: async () => (await import('./whoami.ts')).whoamiCommand,
  },
  {
    under: 'At the table:',
    usage: 'create',
    summary: 'Open a room and take a seat in it.',
    options: [...client, ...ruleOptions],
    load: async () => (await import('./create.ts')).createCommand,
  },
  {
    under: 'At the table:',
    usage: 'join <code>',
    summary: 'Take a seat in a room; with --json a pipe of JSON-RPC lines.',
    options: [
      ...client,
      new Option('--seat <seat>', 'The seat to take, clockwise; the lowest free one by default.').choices([
        '0',
        '1',
        '2',
        '3',
      ]),
    ],
    load: async () => (await import('./join.ts')).joinCommand,
  },
  {
    under: 'At the table:',
    usage: 'watch <code>',
    summary: 'Watch a room.',
    options: client,
    load: async () => (await import('./join.ts')).watchCommand,
  },
  {
    under: 'At the table:',
    usage: 'play [code]',
    summary: 'Keep score for the whole table on this device; a code goes on with a game.',
    options: [
      ...server,
      ...client.filter(({ long }) => !server.some((option) => option.long === long)),
      ...ruleOptions,
    ],
    load: async () => (await import('./play.ts')).playCommand,
  },
  {
    under: 'At the table:',
    usage: 'demo',
    summary: 'Watch four scripted players play a whole game.',
    options: [new Option('--seed <number>', 'Another game; the same seed plays the same game.').default('1')],
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    under: 'The record:',
    usage: 'stats [user]',
    summary: 'The leaderboard, or the page of one player.',
    options: [
      ...client,
      new Option('--by <order>', 'What decides; wins by default.').choices([
        'wins',
        'points',
        'games',
        'winRate',
        'contractRate',
        'rating',
      ]),
      new Option('--group <group>', 'Games of this group alone, by its name or id.'),
      new Option('--since <day>', 'Games that ended on this day (UTC) or later, like 2026-01-31.'),
      new Option('--until <day>', 'Games that ended before this day.'),
      new Option('--all-rules', 'Games under all rules; by default under those most were played by.'),
      new Option('--limit <number>', 'How many lines, 1 to 100; 10 by default.'),
      new Option('--offset <number>', 'Lines to leave out.'),
    ],
    load: async () => (await import('./stats.ts')).statsCommand,
  },
  {
    under: 'The record:',
    usage: 'history [user]',
    summary: 'Finished games, newest first.',
    options: [
      ...client,
      new Option('--limit <number>', 'How many, 1 to 100; 20 by default.'),
      new Option('--before <cursor>', 'The games before those of a page that was shown.'),
    ],
    load: async () => (await import('./history.ts')).historyCommand,
  },
  {
    under: 'The record:',
    usage: 'game <id>',
    summary: 'The score table of a game, by its id or room code.',
    options: [
      ...client,
      new Option('--svg <file>', 'Write table and chart as a picture too; - is standard output.'),
    ],
    load: async () => (await import('./game.ts')).gameCommand,
  },
  {
    under: 'The record:',
    usage: 'replay <id>',
    summary: 'A game step by step, forwards and back; --json gives its log.',
    options: client,
    load: async () => (await import('./replay.ts')).replayCommand,
  },
  {
    under: 'The record:',
    usage: 'group [action] [group] [name]',
    summary:
      'Your groups: list, show, create, rename, describe, delete, leave; add, remove and transfer members.',
    options: client,
    load: async () => (await import('./group.ts')).groupCommand,
  },
  {
    under: 'The record:',
    usage: 'claim [action] [what] [name]',
    summary:
      'Games you played as a guest or under another account: list, guest, account; approve and drop what is asked of you.',
    options: client,
    load: async () => (await import('./claim.ts')).claimCommand,
  },
  {
    under: 'The record:',
    usage: 'import [file]',
    summary:
      'Bring score sheets in, on the server or, with --database-url or --data-dir, straight into a database; - is standard input.',
    options: [
      ...either,
      sheetFormat,
      new Option('--group <group>', 'The group of games that name none.'),
      new Option(
        '--as <user>',
        'On a database itself: whose the games and groups are; the archive’s by default.',
      ),
      new Option('--players <file>', 'Lines of name,user: who the names of the sheets are.'),
      new Option('--dry-run', 'Say what would come of it, and change nothing.'),
      new Option('--replace', 'Make games that are there already what corrected sheets say.'),
      new Option('--keep-going', 'Bring the good games in, and write the others to a file.'),
      new Option('--template <format>', 'Write a spreadsheet to begin with: csv.'),
    ],
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    under: 'The record:',
    usage: 'export',
    summary:
      'Finished games as score sheets: yours, or those of a group; with --database-url or --data-dir all of them.',
    options: [
      ...either,
      sheetFormat,
      new Option('--group <group>', 'The games of this group.'),
      new Option('-o, --output <file>', 'Write to this file, gzipped where it ends in .gz.'),
    ],
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    under: 'Hosting and programs:',
    usage: 'serve',
    summary: 'Host games: listen for players.',
    options: server,
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    under: 'Hosting and programs:',
    usage: 'admin <action> <message>',
    summary: 'Tell every terminal something: `whist admin broadcast "Last round, please."`',
    options: [...server, ...client.filter(({ long }) => !server.some((option) => option.long === long))],
    load: async () => (await import('./admin.ts')).adminCommand,
  },
  {
    under: 'Hosting and programs:',
    usage: 'rpc <method> [json]',
    summary: 'Call any method of the server; - reads the params from standard input.',
    options: client,
    load: async () => (await import('./rpc.ts')).rpcCommand,
  },
  {
    under: 'Hosting and programs:',
    usage: 'completion <bash|zsh|fish> [words...]',
    summary: 'Write the script that completes commands, rooms, users and groups in your shell.',
    options: client,
    load: async () => (await import('../completion/completion.ts')).completionCommand,
  },
  {
    under: 'Hosting and programs:',
    usage: 'migrate <up|down|status|sql>',
    summary:
      'The schema of the database: bring it up to date, take the last migration back with its data, say where it is, or write the SQL.',
    options: server,
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    under: 'Hosting and programs:',
    usage: 'doctor',
    summary: 'Compute everything anew from the logs of the games, and name each row that differs.',
    options: [...server, new Option('--repair', 'Set the rows right.')],
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
];
