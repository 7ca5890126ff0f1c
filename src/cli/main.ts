import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { Command, CommanderError, Option } from 'commander';
import { loadConfig, type Config } from '../config.ts';
import { ruleOptions } from './create-options.ts';
import { exitCodes, Failure } from './exit.ts';
import { settingOptions } from './options.ts';
import { note, writeJson } from './output.ts';

/** What every command is given beside its own arguments. */
export interface Context {
  readonly config: Config;
  /** Whether data is wanted as JSON. */
  readonly json: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Runs a command and resolves with its exit code. */
export type Run = (context: Context, ...args: string[]) => Promise<number>;

const program = new Command('whist')
  .description('Keeps score of Israeli Whist for four people around a table with real cards.')
  .version(version(), '-V, --version', 'Show the version.')
  .helpOption('-h, --help', 'Show this help.')
  .addHelpCommand(
    new Command('help')
      .argument('[command]')
      .description('Show the help of a command.')
      .helpGroup('Options:'),
  )
  .configureHelp({ subcommandTerm: (command) => `${command.name()} ${argumentsOf(command)}`.trim() })
  .showHelpAfterError('See `whist --help`.')
  .exitOverride();

/** Adds a command whose code is loaded when it is run, so that none pays for what another needs. */
function add(usage: string, summary: string, options: readonly Option[], load: () => Promise<Run>): void {
  const command = program.command(usage).description(summary);
  for (const option of options) command.addOption(option);
  command.option('--json', 'Write data as JSON.');
  command.showHelpAfterError(
    `Usage: whist ${command.name()} ${command.usage()}\nSee \`whist help ${command.name()}\`.`,
  );
  command.action(async () => {
    const flags = command.opts<Record<string, unknown>>();
    const config = loadConfig({ flags });
    if ('error' in config) throw new Failure(exitCodes.usage, 'bad_setting', config.error);
    const run = await load();
    process.exitCode = await run(
      { config: config.ok, json: flags['json'] === true, options: flags },
      ...command.args,
    );
  });
}

function argumentsOf(command: Command): string {
  return command.registeredArguments
    .map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
    .join(' ');
}

const server = settingOptions('server');
const client = settingOptions('client');
const password = new Option(
  '--password-file <file>',
  'The password is the first line of this file; - is standard input.',
);

program.commandsGroup('Your account:');
add(
  'register',
  'Make an account and log in.',
  [
    ...client,
    new Option('--username <name>', '3 to 32 letters, digits, - and _.'),
    new Option('--email <address>', 'The email address of the account.'),
    new Option('--display-name <name>', 'The name the others see.'),
    password,
  ],
  async () => (await import('./register.ts')).registerCommand,
);
add(
  'login',
  'Log in on this machine.',
  [...client, new Option('--login <name>', 'User name or email address.'), password],
  async () => (await import('./login.ts')).loginCommand,
);
add('logout', 'Log out on this machine.', client, async () => (await import('./logout.ts')).logoutCommand);
add(
  'password',
  'Change your password; every other device has to log in again.',
  [
    ...client,
    password,
    new Option('--new-password-file <file>', 'The new password is the first line of this file.'),
  ],
  async () => (await import('./password.ts')).passwordCommand,
);
add('whoami', 'Say who is logged in.', client, async () => (await import('./whoami.ts')).whoamiCommand);
program.commandsGroup('At the table:');
add(
  'create',
  'Open a room and take a seat in it.',
  [...client, ...ruleOptions],
  async () => (await import('./create.ts')).createCommand,
);
add(
  'join <code>',
  'Take a seat in a room; with --json a pipe of JSON-RPC lines.',
  [
    ...client,
    new Option('--seat <seat>', 'The seat to take, clockwise; the lowest free one by default.').choices([
      '0',
      '1',
      '2',
      '3',
    ]),
  ],
  async () => (await import('./join.ts')).joinCommand,
);
add('watch <code>', 'Watch a room.', client, async () => (await import('./join.ts')).watchCommand);
add(
  'play [code]',
  'Keep score for the whole table on this device; a code goes on with a game.',
  [...server, ...client.filter(({ long }) => !server.some((option) => option.long === long)), ...ruleOptions],
  async () => (await import('./play.ts')).playCommand,
);
add(
  'demo',
  'Watch four scripted players play a whole game.',
  [new Option('--seed <number>', 'Another game; the same seed plays the same game.').default('1')],
  async () => (await import('./demo.ts')).demoCommand,
);

program.commandsGroup('The record:');
add(
  'stats [user]',
  'The leaderboard, or the page of one player.',
  [
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
  async () => (await import('./stats.ts')).statsCommand,
);
add(
  'history [user]',
  'Finished games, newest first.',
  [
    ...client,
    new Option('--limit <number>', 'How many, 1 to 100; 20 by default.'),
    new Option('--before <cursor>', 'The games before those of a page that was shown.'),
  ],
  async () => (await import('./history.ts')).historyCommand,
);
add(
  'game <id>',
  'The score table of a game, by its id or room code.',
  [...client, new Option('--svg <file>', 'Write table and chart as a picture too; - is standard output.')],
  async () => (await import('./game.ts')).gameCommand,
);

add(
  'replay <id>',
  'A game step by step, forwards and back; --json gives its log.',
  client,
  async () => (await import('./replay.ts')).replayCommand,
);
add(
  'group [action] [group] [name]',
  'Your groups: list, show, create, rename, describe, delete, leave; add, remove and transfer members.',
  client,
  async () => (await import('./group.ts')).groupCommand,
);
add(
  'claim [action] [what] [name]',
  'Games you played as a guest or under another account: list, guest, account; approve and drop what is asked of you.',
  client,
  async () => (await import('./claim.ts')).claimCommand,
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
add(
  'import [file]',
  'Bring score sheets in, on the server or, with --database-url or --data-dir, straight into a database; - is standard input.',
  [
    ...either,
    sheetFormat,
    new Option('--group <name>', 'The group of games that name none.'),
    new Option('--players <file>', 'Lines of name,user: who the names of the sheets are.'),
    new Option('--dry-run', 'Say what would come of it, and change nothing.'),
    new Option('--replace', 'Make games that are there already what corrected sheets say.'),
    new Option('--keep-going', 'Bring the good games in, and write the others to a file.'),
    new Option('--template <format>', 'Write a spreadsheet to begin with: csv.'),
  ],
  async () => (await import('./import.ts')).importCommand,
);
add(
  'export',
  'Finished games as score sheets: yours, or those of a group; with --database-url or --data-dir all of them.',
  [
    ...either,
    sheetFormat,
    new Option('--group <name>', 'The games of this group.'),
    new Option('-o, --output <file>', 'Write to this file, gzipped where it ends in .gz.'),
  ],
  async () => (await import('./export.ts')).exportCommand,
);

program.commandsGroup('Hosting and programs:');
add(
  'serve',
  'Host games: listen for players.',
  server,
  async () => (await import('./serve.ts')).serveCommand,
);
add(
  'admin <action> <message>',
  'Tell every terminal something: `whist admin broadcast "Last round, please."`',
  [...server, ...client.filter(({ long }) => !server.some((option) => option.long === long))],
  async () => (await import('./admin.ts')).adminCommand,
);
add(
  'rpc <method> [json]',
  'Call any method of the server; - reads the params from standard input.',
  client,
  async () => (await import('./rpc.ts')).rpcCommand,
);
add(
  'migrate <up|down|status|sql>',
  'The schema of the database: bring it up to date, take the last migration back with its data, say where it is, or write the SQL.',
  server,
  async () => (await import('./migrate.ts')).migrateCommand,
);
add(
  'doctor',
  'Compute everything anew from the logs of the games, and name each row that differs.',
  [...server, new Option('--repair', 'Set the rows right.')],
  async () => (await import('./doctor.ts')).doctorCommand,
);

/** Runs the command line; expected failures end with a sentence and their exit code, bugs with their cause. */
async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosed);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Who reads the output may have enough of it, as in `whist stats | head -1`. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    // Help that nobody asked for is no message.
    if (!error.code.startsWith('commander.help'))
      tell('usage', error.message.replace(/^error: /, '').replace('\n', ' '));
    return exitCodes.usage;
  }
  if (error instanceof Failure) {
    tell(error.reason, error.message);
    note(error.message);
    return error.exitCode;
  }
  tell('internal_error', error instanceof Error ? error.message : String(error));
  console.error(error);
  return exitCodes.unexpected;
}

function tell(reason: string, message: string): void {
  if (process.argv.includes('--json')) writeJson({ error: { reason, message } });
}

/** The package is found from here, in the source as in what is compiled. */
function version(): string {
  const path = findPackageJSON(import.meta.url);
  if (!path) throw new Error('The package has lost its package.json.');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

await main();
